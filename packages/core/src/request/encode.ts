import { OmadaError } from "@omada-sdk/auth";

/** What stays as it is: most ids, names of parameters and numbers. */
const PLAIN = /^[\w.~!*'()-]*$/;

/**
 * Percent-encodes one path segment, query name or query value.
 * @param describe names the value in the error
 * @throws OmadaError for half a surrogate pair, which has no UTF-8 form
 */
export function encode(text: string, describe: () => string): string {
  if (PLAIN.test(text)) return text;
  try {
    return encodeURIComponent(text);
  } catch {
    throw new OmadaError(`${describe()} holds half a character.`);
  }
}
