import { COMMON_CODES } from "../generated/common-codes.js";

let known: Map<number, KnownCode> | undefined;
let complete = false;

/** What is known about an errorCode; the set of codes is open and grows with every version. */
export function knownCode(code: number): KnownCode | undefined {
  return codes().get(code);
}

/** All codes known so far, from -1 downwards. */
export function allKnownCodes(): KnownCode[] {
  return [...codes().values()].sort((a, b) => b.code - a.code);
}

/** Adds the table of the codes that are not among the common ones, once. */
export function addCodes(table: string): void {
  if (complete) return;
  for (const [code, entry] of readCodeTable(table)) codes().set(code, entry);
  complete = true;
}

/** Loads the other codes, when one comes that is not among the common ones. Without them an error only lacks its name. */
export async function loadCodesFor(code: number): Promise<void> {
  if (complete || knownCode(code)) return;
  try {
    addCodes((await import("../generated/more-codes.js")).MORE_CODES);
  } catch {
    // A bundle that left the table out.
  }
}

function codes(): Map<number, KnownCode> {
  known ??= readCodeTable(COMMON_CODES);
  return known;
}

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
}

/**
 * Reads a table: a category on a line of its own, then `<code without minus> <name>[!]` per code, where "!" marks those
 * worth trying again. All that are busy are.
 */
export function readCodeTable(table: string): Map<number, KnownCode> {
  const codes = new Map<number, KnownCode>();
  let category: ErrorCategory = "failed";
  for (const line of table.trim().split("\n")) {
    const [number = "", text = ""] = line.split(" ");
    if (text === "") {
      category = number as ErrorCategory;
      continue;
    }
    const code = -Number(number);
    const retryable = category === "busy" || text.endsWith("!");
    codes.set(code, { code, name: text.replace("!", ""), category, retryable });
  }
  return codes;
}
