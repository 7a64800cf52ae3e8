import type { BodyReader } from "./body.js";
import { isText, looksLikeHtml, mediaType } from "./content-type.js";
import { errorCodeOf, findIncompleteness } from "./envelope.js";
import { parseJson } from "./exact-json.js";
import type { Answer, Reader, Reading } from "./reading.js";

/**
 * Makes a reader for the methods of a client: it reads text to its end, a file only until it is clear that it is one.
 * @param expectsFile the operation returns a file; even then an error comes as an envelope
 * @param bodies reads what is not a file
 */
export function answerReader(expectsFile: boolean, bodies: BodyReader): Reader<Answer> {
  return async (response, call, control) => {
    const { status, ok, headers } = response;
    const type = mediaType(headers);
    const reading = (text: string, redirected = false): Reading<Answer> => {
      const body = parseJson(text);
      const html = body === undefined && looksLikeHtml(type, text);
      const incomplete =
        ok && !redirected && !html ? findIncompleteness(response, text, body, call.needs) : undefined;
      return {
        value: { status, ok, redirected, type, text, body, file: undefined, incomplete },
        status,
        headers,
        errorCode: errorCodeOf(body),
        html,
        incomplete: incomplete !== undefined,
      };
    };
    if (response.type === "opaqueredirect" || (status >= 300 && status < 400)) {
      await response.body?.cancel();
      return reading("", true);
    }
    const mayBeFile = ok && (expectsFile ? type !== "text/html" : !isText(type, headers));
    // `response.body` is read last: the getter makes a stream, which costs more than the rest of the call.
    if (!mayBeFile || response.body === null) return reading(await bodies.text(response, call));
    const { readFile } = await import("./file-reader.js");
    return readFile(response, type, call, control, bodies, reading);
  };
}
