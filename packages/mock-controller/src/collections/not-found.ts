import type { Operation } from "@omada-sdk/model";
import { UNKNOWN_IDS } from "../generated/behaviour.js";
import { SUBJECTS } from "../generated/codes.js";

/** Observed for objects without a code of their own, such as SSIDs on 5.15.8.12. */
const INVALID_PARAMETER = -1001;

/**
 * The code for an unknown id: of the codes that an operation declares, the one whose subject fits the path best.
 * @param path of the collection
 */
export function notFoundCode({ errorCodes }: Operation, path: string): number {
  for (const { paths, answer } of Object.values(UNKNOWN_IDS))
    if ("code" in answer && paths.test(path)) return answer.code;
  const words = new Set(path.toLowerCase().match(/[a-z]+/g));
  let best = { code: INVALID_PARAMETER, fit: 0 };
  for (const code of errorCodes) {
    const fit = (SUBJECTS[code] ?? []).filter((word) => words.has(word)).length;
    if (fit > best.fit) best = { code, fit };
  }
  if (best.fit > 0) return best.code;
  const declared = errorCodes.filter((code) => Object.hasOwn(SUBJECTS, code));
  return declared.length === 1 ? (declared[0] as number) : INVALID_PARAMETER;
}
