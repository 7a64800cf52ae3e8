import { type Operation, type Parameter, resolveSchema } from "@omada-sdk/codegen/model";
import { type Answer, badRequest, failure } from "../protocol/answer.js";
import type { Call } from "../protocol/call.js";
import type { Schemas } from "../schema/check.js";
import { parameterCheck, type TextsCheck } from "../schema/parameter.js";
import type { Controller } from "../state/controller.js";

/** Largest page that can be asked for. */
const MAX_PAGE_SIZE = 1000;

interface QueryPlan {
  required: readonly string[];
  /** Undeclared parameters are accepted. */
  checks: ReadonlyMap<string, TextsCheck>;
}

const plans = new WeakMap<Operation, QueryPlan>();

/**
 * Checks that required query parameters are there, that the values are such as the document allows and that pages are in
 * range.
 */
export function checkQuery(controller: Controller, call: Call, operation: Operation): Answer | undefined {
  const { query } = call;
  const { required, checks } = planOf(controller.model.schemas, operation);
  if (required.some((name) => !query.has(name))) {
    return controller.quirks.missingParameter === "bad-request"
      ? badRequest(call.pathname, controller.now())
      : failure(-1001);
  }
  if (controller.quirks.checkBodies) {
    for (const name of query.keys()) {
      const check = checks.get(name);
      if (check && !check(query.getAll(name))) return failure(-1001);
    }
  }
  if (operation.paging !== "query") return undefined;
  const page = numberOr(1, query.get("page"));
  const pageSize = numberOr(1, query.get("pageSize"));
  return validPage(page, pageSize) ? undefined : failure(-1001);
}

function planOf(schemas: Schemas, operation: Operation): QueryPlan {
  const known = plans.get(operation);
  if (known) return known;
  const declared = operation.parameters.filter((parameter) => parameter.in === "query");
  const plan: QueryPlan = {
    required: declared.filter((parameter) => parameter.required).map(({ name }) => name),
    checks: new Map(declared.map((parameter) => [parameter.name, checkOfParameter(schemas, parameter)])),
  };
  plans.set(operation, plan);
  return plan;
}

function checkOfParameter(schemas: Schemas, { schema, required }: Parameter): TextsCheck {
  return parameterCheck(schemas, resolveSchema(schemas, schema), required);
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
