import type { Operation } from "../model/types.js";
import type { Judged } from "./judge.js";

const UNSUPPORTED = -1600;

/** Answers about the asking, not about the operation: arguments of ours, permissions, tokens, load. */
const ABOUT_US: ReadonlySet<number> = new Set([
  -1001, -1004, -1005, -1007, -1200, -1505, -7131, -7132, -30028, -33004,
]);

/**
 * What a refusal means: an operation that is gone, a code that the snapshot does not list, or nothing. It is not compared in
 * any case, because it carries no result.
 * @param sure whether the ids in the path were surely right
 */
export function judgeCode({ errorCodes }: Operation, code: number, sure: boolean): Judged {
  const skip = { reason: "refused", code } as const;
  if (code === UNSUPPORTED) return { drifts: [{ kind: "unsupported", seen: String(code) }], skip };
  const isToken = code <= -44106 && code >= -44121;
  const isExcused = ABOUT_US.has(code) || isToken || !sure;
  if (isExcused || errorCodes.includes(code)) return { drifts: [], skip };
  const declared = errorCodes.length > 0 ? { declared: errorCodes.join(", ") } : {};
  return { drifts: [{ kind: "unlisted-code", ...declared, seen: String(code) }], skip };
}
