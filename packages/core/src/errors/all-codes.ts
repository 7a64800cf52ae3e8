import { MORE_CODES } from "../generated/more-codes.js";
import type { KnownCode } from "./codes.js";
import { addCodes, allKnownCodes, knownCode } from "./codes.js";

/** Every errorCode with a name of ours, from -1 downwards. */
export function errorCodes(): readonly KnownCode[] {
  addCodes(MORE_CODES);
  return allKnownCodes();
}

/** Name and category of an errorCode; undefined when it is not known, as codes of newer controllers are. */
export function describeErrorCode(code: number): KnownCode | undefined {
  addCodes(MORE_CODES);
  return knownCode(code);
}

export type { ErrorCategory, KnownCode } from "./codes.js";
