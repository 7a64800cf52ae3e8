import { COMMON_CODES } from "../generated/common-codes.js";
import { type KnownCode, readCodeTable } from "./code-table.js";

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
