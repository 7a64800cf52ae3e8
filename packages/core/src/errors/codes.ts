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

/** Loads the table of the other codes for a code that is not among the common ones; errors get their names from it. */
export async function loadCodesFor(code: number): Promise<void> {
  if (complete || knownCode(code)) return;
  try {
    addCodes((await import("../generated/more-codes.js")).MORE_CODES);
  } catch {
    // The bundle has no table: the error then has no name.
  }
}

function codes(): Map<number, KnownCode> {
  known ??= readCodeTable(COMMON_CODES);
  return known;
}

/** What kind of refusal an errorCode is. */
export type ErrorCategory =
  /** The credentials or the token are wrong. */
  | "auth"
  /** The caller may not do this. */
  | "permission"
  /** The controller is busy; the same request may succeed later. */
  | "busy"
  /** The object named in the request does not exist. */
  | "not-found"
  /** The largest number is reached. */
  | "limit"
  /** The request is not valid. */
  | "invalid"
  /** The controller or the device does not have the feature. */
  | "unsupported"
  /** It exists already, is in use, or conflicts with something else. */
  | "conflict"
  /** The controller or the device failed. */
  | "failed";

/** What is known about an errorCode. */
export interface KnownCode {
  readonly code: number;
  /** Short name in camel case, such as "siteNotFound". */
  readonly name: string;
  readonly category: ErrorCategory;
  /** The same request may succeed later. */
  readonly retryable: boolean;
  /** Likely cause and what to do, where it is known. */
  readonly hint?: string;
}

/**
 * Reads a table: a line with a category, then a line `<code without minus> <name>[!][ <hint>]` per code, where "!"
 * means that the same request may succeed later. Codes of the category "busy" need no mark.
 */
function readCodeTable(table: string): Map<number, KnownCode> {
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
