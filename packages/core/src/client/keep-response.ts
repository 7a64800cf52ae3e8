import { toStream } from "../answer/body-stream.js";
import { looksLikeHtml } from "../answer/html.js";
import { whatLacks } from "../answer/incomplete.js";
import { OmadaConnectionError } from "../errors/connection-error.js";
import { bodyReader } from "../response/body.js";
import { isReadable, mediaType } from "../response/content-type.js";
import { errorCodeOf, parseJson } from "../response/envelope.js";
import type { Reader } from "../transport/exchange/exchange.js";
import { describeFailure } from "../transport/exchange/failure.js";
import type { Transport } from "../transport/transport.js";

/** An envelope that only carries an error is far shorter; longer answers are not parsed twice. */
const LONGEST_ERROR = 4096;
/** Types of answers that may be an envelope or a login page. */
const TELLING = /^$|^\*\/\*$|html$|json$/;

/** Keeps JSON, web pages and failures in memory, to see what they say; everything else streams through. */
export function responseKeeper({ origin, limits }: Transport): Reader<Response> {
  const bodies = bodyReader(limits, "answerBytes");
  return async (response, release, signal, call) => {
    const { status, statusText, headers, ok, body: stream } = response;
    if (stream === null) return { value: response, status, headers, errorCode: undefined };
    const type = mediaType(headers);
    const init = { status, statusText, headers: [...headers] };
    const tells = TELLING.test(type) && isReadable(type, headers);
    // openapi-fetch does not read what is announced to be empty, so that its end would never come.
    if (ok && !tells && headers.get("content-length") !== "0") {
      const rest = stream.getReader();
      const describe = (error: unknown) =>
        signal.aborted ? signal.reason : describeFailure(error, origin, { answered: true });
      const value = new Response(toStream({ rest, describe, done: release }), init);
      return { value, status, headers, errorCode: undefined, streaming: true };
    }
    const bytes = await bodies.bytes(response, call);
    const start = new TextDecoder().decode(bytes.subarray(0, LONGEST_ERROR));
    const body = bytes.byteLength < LONGEST_ERROR ? parseJson(start) : undefined;
    if (ok && bytes.byteLength === 0 && whatLacks(response, "", undefined, undefined))
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
