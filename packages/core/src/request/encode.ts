import { OmadaError } from "@omada-sdk/auth";

/**
 * Percent-encodes one path segment, query name or query value.
 * @param what names the value in the error
 * @throws OmadaError for half a surrogate pair, which has no UTF-8 form
 */
export function encode(text: string, what: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    throw new OmadaError(`${what} holds half a character.`);
  }
}
