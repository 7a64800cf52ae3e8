import { type Operation, type Parameter, resolveSchema, type Schema, type Schemas } from "@omada-sdk/model";
import { type Answer, badRequest, failure } from "../protocol/answer.js";
import type { Call } from "../protocol/call.js";
import { type AcceptRules, checkOf } from "../schema/check.js";
import type { Controller } from "../state/controller.js";

/** Largest page that can be asked for. */
const MAX_PAGE_SIZE = 1000;

interface QueryPlan {
  required: readonly string[];
  /** Undeclared parameters are accepted. */
  checks: ReadonlyMap<string, TextsCheck>;
}

const queryPlans = new WeakMap<Operation, QueryPlan>();

/**
 * Checks that required query parameters are there, that the values are such as the document allows and that pages are
 * in range.
 */
export function checkQuery(controller: Controller, call: Call, operation: Operation): Answer | undefined {
  const { query } = call;
  const { required, checks } = queryPlanOf(controller.behaviour.model.schemas, operation);
  if (required.some((name) => !query.has(name))) {
    return controller.behaviour.quirks.missingParameter === "bad-request"
      ? badRequest(call.pathname, controller.runtime.clock.now())
      : failure(-1001);
  }
  if (controller.behaviour.quirks.checkBodies) {
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

function queryPlanOf(schemas: Schemas, operation: Operation): QueryPlan {
  const known = queryPlans.get(operation);
  if (known) return known;
  const declared = operation.parameters.filter((parameter) => parameter.in === "query");
  const plan: QueryPlan = {
    required: declared.filter((parameter) => parameter.required).map(({ name }) => name),
    checks: new Map(declared.map((parameter) => [parameter.name, checkOfParameter(schemas, parameter)])),
  };
  queryPlans.set(operation, plan);
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

/** Whether the texts that a query gives a parameter are such as its schema allows. */
export type TextsCheck = (texts: readonly string[]) => boolean;

const RULES: AcceptRules = { required: true, extensions: true };
/** How a text is read as a truth value by the framework that the controller is written with. */
const BOOLEAN = /^(?:true|false|on|off|yes|no|1|0)$/i;

/**
 * The check of a query parameter. An empty text means no value, which a required parameter takes only when it is a
 * text. Lists come as `a,b` or as the parameter repeated, filters of texts too (`filters.status=1,2`).
 */
function parameterCheck(schemas: Schemas, schema: Schema, required: boolean): TextsCheck {
  const empty = schema.type === "string" || !required;
  if (schema.type === "array") {
    const check = checkOf(schemas, { ...schema, items: {} }, RULES);
    const items = valueCheck(schemas, schema.items ?? {});
    return (texts) => {
      const parts = texts.flatMap(listParts);
      return parts.length === 0 ? empty : check(parts) && parts.every(items);
    };
  }
  const check = valueCheck(schemas, schema);
  const listed = schema.type === "string" && schema["x-omada-values"] !== undefined;
  return (texts) => {
    const [text = ""] = texts;
    if (text === "") return empty;
    return check(text) || (listed && text.includes(",") && listParts(text).every(check));
  };
}

function listParts(text: string): string[] {
  return text.split(",").filter((part) => part !== "");
}

function valueCheck(schemas: Schemas, schema: Schema): (text: string) => boolean {
  switch (schema.type) {
    case "integer":
    case "number": {
      const check = checkOf(schemas, schema, RULES);
      return (text) => /^[+-]?\d+(?:\.\d+)?$/.test(text) && check(Number(text));
    }
    case "boolean":
      return (text) => BOOLEAN.test(text);
    case "string":
      return checkOf(schemas, schema, RULES);
    default:
      return () => true;
  }
}
