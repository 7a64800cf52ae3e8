import { MORE_CODES } from "../generated/more-codes.js";
import { addCodes, allKnownCodes, type KnownCode, knownCode } from "./codes.js";

/** Every errorCode that has a name, from -1 downwards. */
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
