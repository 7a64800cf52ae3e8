import type { Operation } from "@omada-sdk/codegen/model";
import type { Controller } from "../controller.js";
import { type Answer, badRequest, failure } from "../protocol/answer.js";
import type { Call } from "../protocol/call.js";

/** Largest page that can be asked for. */
const MAX_PAGE_SIZE = 1000;

/** Checks that required query parameters are there and that pages are in range. */
export function checkQuery(controller: Controller, call: Call, operation: Operation): Answer | undefined {
  const query = operation.parameters.filter((parameter) => parameter.in === "query");
  if (query.some(({ name, required }) => required && !call.query.has(name))) {
    return controller.quirks.missingParameter === "bad-request"
      ? badRequest(call.pathname, controller.now())
      : failure(-1001);
  }
  if (operation.paging !== "query") return undefined;
  const page = numberOr(1, call.query.get("page"));
  const pageSize = numberOr(1, call.query.get("pageSize"));
  return validPage(page, pageSize) ? undefined : failure(-1001);
}

function numberOr(fallback: number, text: string | null): number {
  if (text === null) return fallback;
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

/** Pages count from 1; a page holds 1 to 1000 rows. */
export function validPage(page: unknown, pageSize: unknown): boolean {
  return isCount(page) && isCount(pageSize) && (pageSize as number) <= MAX_PAGE_SIZE;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}
