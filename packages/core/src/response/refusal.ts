import { OmadaApiError, OmadaHttpError } from "../errors/answer-errors.js";
import { MAYBE_DONE } from "../errors/errors.js";
import { type HintContext, hintFor, missingHint, otherMethodHint } from "../errors/hints.js";
import { redact } from "../errors/redact.js";
import { secretsOfCall } from "../errors/secrets.js";
import { looksLikeHtml } from "./content-type.js";
import { hasInvalidCode, isEnvelope } from "./envelope.js";
import type { Answer, AnsweredCall } from "./reading.js";

const WRONG_PORT =
  "The base URL or its port may not be that of the Open API: 8043 on a software controller, 443 on a hardware one.";

/**
 * Why an answer has no result. Loaded when the first such answer comes.
 * @returns OmadaApiError for an envelope with an errorCode, whatever the HTTP status; OmadaHttpError for anything else
 */
export function refusalOf(answer: Answer, request: AnsweredCall, context: HintContext): Error {
  const { status, ok, body, incomplete } = answer;
  const secrets = secretsOfCall(request);
  const mayBeDone = request.write && (ok || status >= 500);
  const fail = (problem: string, hint = "") => {
    const fullHint = `${hint}${mayBeDone ? MAYBE_DONE : ""}`.trim() || undefined;
    const excerpt = excerptOf(answer.text, secrets);
    return new OmadaHttpError(problem, request, { status, hint: fullHint, excerpt });
  };
  if (incomplete) return fail(incomplete, body === undefined && answer.text.trim() ? WRONG_PORT : undefined);
  if (answer.redirected)
    return fail(
      `redirected with HTTP ${status}`,
      "Redirects are not followed, so that no token goes elsewhere. Set the base URL to the final https:// address.",
    );
  if (isEnvelope(body)) {
    const code = Number(body.errorCode);
    if (code === 0) return fail(`HTTP ${status} with an envelope that says success`);
    const controllerMessage = typeof body.msg === "string" ? redact(body.msg, secrets) : undefined;
    return new OmadaApiError(code, request, { status, controllerMessage, hint: hintFor(code, context) });
  }
  if (looksLikeHtml(answer.type, answer.text))
    return fail(`a web page came back (HTTP ${status})`, WRONG_PORT);
  if (!ok) return fail(`HTTP ${status}${springDetail(body, secrets)}`, statusHint(status, context));
  if (hasInvalidCode(body)) return fail("the errorCode of the answer is not a number");
  if (body === undefined) return fail("the answer is not JSON", WRONG_PORT);
  return fail("the answer has no envelope", WRONG_PORT);
}

/**
 * Error of the web framework that the API is built on, such as HTTP 400 for a missing query parameter (observed on
 * 5.15.24.19 and 6.2.14.11).
 */
function springDetail(body: unknown, secrets: string[]): string {
  const { error, message } = Object(body) as { error?: unknown; message?: unknown };
  const texts = [error, message].filter((text) => typeof text === "string" && text !== "");
  return texts.length > 0 ? ` (${redact(texts.join(": "), secrets)})` : "";
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
  const excerpt = redact(text.trimStart().slice(0, 4000), secrets).trim().slice(0, 200);
  return excerpt === "" ? undefined : excerpt;
}
