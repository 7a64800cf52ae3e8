/** What kind of refusal an errorCode is. */
export type ErrorCategory =
  /** The credentials or the token are the matter. */
  | "auth"
  /** The caller may not do this. */
  | "permission"
  /** Something else is going on; the same request may succeed later. */
  | "busy"
  /** What the request names is not there. */
  | "not-found"
  /** There is no room for more. */
  | "limit"
  /** The request does not make sense as it is. */
  | "invalid"
  /** The controller or the device does not have the feature. */
  | "unsupported"
  /** It is there already, in use, or gets in the way of something else. */
  | "conflict"
  /** It went wrong on the controller's or the device's side. */
  | "failed";

/** What is known about an errorCode. */
export interface KnownCode {
  readonly code: number;
  /** Short name in camel case, such as "siteNotFound". */
  readonly name: string;
  readonly category: ErrorCategory;
  /** The same request may succeed later. */
  readonly retryable: boolean;
  /** Likely cause and what to do, where there is something worth telling. */
  readonly hint?: string;
}

/**
 * Reads a table: a category on a line of its own, then `<code without minus> <name>[!][ <hint>]` per code, where "!"
 * marks those worth trying again. All that are busy are.
 */
export function readCodeTable(table: string): Map<number, KnownCode> {
  const codes = new Map<number, KnownCode>();
  let category: ErrorCategory = "failed";
  for (const line of table.trim().split("\n")) {
    const [number = "", text = "", ...hint] = line.split(" ");
    if (text === "") {
      category = number as ErrorCategory;
      continue;
    }
    const code = -Number(number);
    const retryable = category === "busy" || text.endsWith("!");
    const entry = { code, name: text.replace("!", ""), category, retryable };
    codes.set(code, hint.length > 0 ? { ...entry, hint: hint.join(" ") } : entry);
  }
  return codes;
}
