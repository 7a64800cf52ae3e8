import type { Operation } from "@omada-sdk/model";
import { isRecord } from "../schema/check.js";

/** Values that controllers refuse although their documents allow them. */
const REFUSED: readonly { path: RegExp; member: string; value: unknown }[] = [
  // A bit mask of bands; no band at all is refused (observed on 6.1.0.19).
  { path: /\/ssids(\/|$)/, member: "band", value: 0 },
];

/** Whether controllers were seen to refuse a value in a body. */
export function isRefused({ path, method }: Operation, body: unknown): boolean {
  if (method === "GET" || !isRecord(body)) return false;
  return REFUSED.some((one) => body[one.member] === one.value && one.path.test(path));
}
