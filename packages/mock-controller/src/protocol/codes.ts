import { MESSAGES } from "../generated/messages.js";

/** Wording of a code; a code of an operation that the mock has no wording for gets a neutral one. */
export function messageOf(code: number): string {
  return MESSAGES[code] ?? "Operation failed.";
}
