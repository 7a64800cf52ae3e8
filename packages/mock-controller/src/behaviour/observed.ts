import type { Operation } from "@omada-sdk/model";
import { REFUSED_VALUES } from "../generated/behaviour.js";
import { isRecord } from "../schema/check.js";

/** Whether controllers were seen to refuse a value in a body, although their documents allow it. */
export function isRefused({ path, method }: Operation, body: unknown): boolean {
  if (!isRecord(body)) return false;
  return Object.values(REFUSED_VALUES).some(
    ({ calls, member, value }) => body[member] === value && calls.test(`${method} ${path}`),
  );
}
