import { OmadaConnectionError } from "../errors/errors.js";
import { bodyReader, type Limits } from "./body.js";
import { isText, looksLikeHtml, mediaType } from "./content-type.js";
import { toStream } from "./download.js";
import { errorCodeOf, findIncompleteness } from "./envelope.js";
import { parseJson } from "./exact-json.js";
import type { Reader } from "./reading.js";

/** An envelope that only carries an error is far shorter; longer responses are not parsed twice. */
const MAX_ERROR_BYTES = 4096;
/** Media types of responses that may be an envelope or a login page. */
const ENVELOPE_OR_PAGE = /^$|^\*\/\*$|html$|json$/;

/**
 * Makes a reader that returns a `Response`: JSON, web pages and failures are kept in memory to look for an errorCode,
 * everything else is streamed.
 * @param origin scheme, host and port, for errors
 * @param asJson openapi-fetch reads the whole body as JSON, whatever its type, so it is bounded, too
 */
export function responseReader(origin: string, limits: Limits, asJson: boolean): Reader<Response> {
  const bodies = bodyReader(limits, "answerBytes");
  return async (response, call, { release, describe }) => {
    const { status, statusText, headers, ok, body: stream } = response;
    if (stream === null) return { value: response, status, headers, errorCode: undefined };
    const type = mediaType(headers);
    const init = { status, statusText, headers: [...headers] };
    const isKept = asJson || (ENVELOPE_OR_PAGE.test(type) && isText(type, headers));
    // openapi-fetch does not read a body with content-length 0, so a stream of it would never end.
    if (ok && !isKept && headers.get("content-length") !== "0") {
      const value = new Response(toStream({ rest: stream.getReader(), describe, done: release }), init);
      return { value, status, headers, errorCode: undefined, streaming: true };
    }
    const bytes = await bodies.bytes(response, call);
    const start = new TextDecoder().decode(bytes.subarray(0, MAX_ERROR_BYTES));
    const body = bytes.byteLength < MAX_ERROR_BYTES ? parseJson(start) : undefined;
    if (ok && bytes.byteLength === 0 && findIncompleteness(response, "", undefined, undefined))
      throw new OmadaConnectionError(`The answer of ${origin} broke off.`, { origin });
    return {
      value: new Response(bytes, init),
      status,
      headers,
      errorCode: errorCodeOf(body),
      html: body === undefined && looksLikeHtml(type, start),
    };
  };
}
