/** The mark that generators of clients append to the text of a deprecated field. */
const APPENDED = /(?:^|\s+)Deprecated\s*:?\s*$/;
/** A sentence of the text itself that says so of the field, not of one of its values. */
const STATED =
  /\b(?:this (?:field|parameter|subsection|property)|it) (?:is|has been|was) deprecated\b|(?:^|[.;]\s*)deprecated\b|^[^:;]*\(deprecated\)\s*\.?$/i;

/**
 * Whether a text marks its field as deprecated, and the text without an appended mark, which is no part of the
 * label in front of it.
 */
export function readDeprecation(text: string): { deprecated: boolean; rest: string } {
  const rest = text.replace(APPENDED, "");
  return { deprecated: rest !== text || STATED.test(rest), rest };
}
