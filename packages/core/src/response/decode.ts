import { looksLikeHtml } from "../answer/html.js";
import { OmadaApiError } from "../errors/errors.js";
import { type HintContext, hintFor } from "../errors/hints.js";
import { OmadaHttpError } from "../errors/http-error.js";
import { missingHint, otherMethodHint } from "../errors/missing-hint.js";
import { MAYBE_DONE } from "../errors/outcome.js";
import { redact } from "../errors/redact.js";
import type { Call } from "../transport/exchange/call.js";
import { hasOddCode, isEnvelope } from "./envelope.js";
import type { Answer } from "./readers.js";

const WRONG_PORT =
  "The base URL or its port may not be that of the Open API: 8043 on a software controller, 443 on a hardware one.";

/**
 * Turns an answer into the result of a call: the envelope's result, a download, or undefined for an empty success.
 * @param bare accept a JSON body without envelope and return it whole
 * @throws OmadaApiError for an envelope with an errorCode, whatever the HTTP status
 * @throws OmadaHttpError for anything that is neither envelope nor file
 */
export function decodeAnswer(answer: Answer, request: Call, bare: boolean, context: HintContext): unknown {
  const { status, ok, file, body, incomplete } = answer;
  if (file) return file;
  const isDoubtful = request.write && (ok || status >= 500);
  const fail = (problem: string, hint = "") => {
    const told = `${hint}${isDoubtful ? MAYBE_DONE : ""}`.trim() || undefined;
    const excerpt = excerptOf(answer.text, request.secrets);
    return new OmadaHttpError(problem, request, { status, hint: told, excerpt });
  };
  if (incomplete) throw fail(incomplete, body === undefined && answer.text.trim() ? WRONG_PORT : undefined);
  if (answer.redirected)
    throw fail(
      `redirected with HTTP ${status}`,
      "Redirects are not followed, so that no token goes elsewhere. Set the base URL to the final https:// address.",
    );
  if (isEnvelope(body)) {
    const code = Number(body.errorCode);
    if (code === 0 && ok) return body.result;
    if (code === 0) throw fail(`HTTP ${status} with an envelope that says success`);
    const controllerMessage = typeof body.msg === "string" ? redact(body.msg, request.secrets) : undefined;
    throw new OmadaApiError(code, request, { status, controllerMessage, hint: hintFor(code, context) });
  }
  if (looksLikeHtml(answer.type, answer.text))
    throw fail(`a web page came back (HTTP ${status})`, WRONG_PORT);
  if (!ok) throw fail(`HTTP ${status}${springDetail(body, request.secrets)}`, statusHint(status, context));
  if (answer.text.trim() === "") return undefined;
  if (hasOddCode(body)) throw fail("the errorCode of the answer is no number");
  if (body === undefined) throw fail("the answer is not JSON", WRONG_PORT);
  if (bare) return body;
  throw fail("the answer has no envelope", WRONG_PORT);
}

/** Error of the web framework below the API, such as HTTP 400 for a missing query parameter (observed on 5.15.24.19 and 6.2.14.11). */
function springDetail(body: unknown, secrets: string[]): string {
  const { error, message } = Object(body) as { error?: unknown; message?: unknown };
  const said = [error, message].filter((part) => typeof part === "string" && part !== "");
  return said.length > 0 ? ` (${redact(said.join(": "), secrets)})` : "";
}

function statusHint(status: number, context: HintContext): string | undefined {
  if (status === 400)
    return "A required query parameter may be missing, or the port speaks HTTPS and got plain HTTP.";
  if (status === 404) return missingHint(context);
  if (status === 405) return otherMethodHint(context);
  if (status === 429) return "Send fewer requests at a time and try again later.";
  if (status === 500) return WRONG_PORT;
  return undefined;
}

function excerptOf(text: string, secrets: string[]): string | undefined {
  const start = redact(text.trimStart().slice(0, 4000), secrets).trim().slice(0, 200);
  return start === "" ? undefined : start;
}
