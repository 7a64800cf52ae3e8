import { isEnvelope } from "../response/envelope.js";

/** What an answer must have: an envelope with a result, or at least a body; undefined when it may be empty. */
export type Needs = "result" | "body" | undefined;

/** Beginning of an object or a list. */
const LIKE_JSON = /^\s*[{[]/;

/**
 * What a successful answer lacks; undefined when it is complete. What is lacking was lost on the way, or never sent: no
 * reason to take it for an empty list, or for the success of a write.
 * @param body the text as JSON, unless it is none
 */
export function whatLacks(
  { status, headers }: Pick<Response, "status" | "headers">,
  text: string,
  body: unknown,
  needs: Needs,
): string | undefined {
  if (body === undefined) {
    if (text.trim() !== "") return LIKE_JSON.test(text) ? "the answer is not JSON or breaks off" : undefined;
    // Compressed data that was cut at its beginning gives an empty text, too.
    const isCut = status !== 204 && headers.has("content-encoding");
    return needs || isCut ? `the answer is empty (HTTP ${status})` : undefined;
  }
  const isWithout = needs === "result" && isEnvelope(body) && body.result === undefined;
  return isWithout && Number(body.errorCode) === 0
    ? "the controller reports success without the result that the operation declares"
    : undefined;
}
