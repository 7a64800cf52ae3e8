import { looksLikeHtml } from "./content-type.js";
import { hasInvalidCode, isEnvelope } from "./envelope.js";
import type { Answer } from "./reading.js";

/**
 * The result of a call: the envelope's result, a download, or undefined for an empty success.
 * @param bare accept a JSON body without envelope and return it whole
 * @returns undefined when the answer has none; `refusalOf` says why
 */
export function resultOf(answer: Answer, bare: boolean): { readonly value: unknown } | undefined {
  const { ok, file, body, incomplete, redirected, type, text } = answer;
  if (file) return { value: file };
  if (incomplete || redirected || !ok) return undefined;
  if (isEnvelope(body)) return Number(body.errorCode) === 0 ? { value: body.result } : undefined;
  if (looksLikeHtml(type, text)) return undefined;
  if (text.trim() === "") return { value: undefined };
  const isResult = bare && body !== undefined && !hasInvalidCode(body);
  return isResult ? { value: body } : undefined;
}
