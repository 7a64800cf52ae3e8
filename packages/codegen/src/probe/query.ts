import type { Operation, Parameter } from "@omada-sdk/model";

/** Length of the time window that statistics are asked for. */
const DAY = 24 * 60 * 60 * 1000;

type Value = string | number | boolean;

/** Values for the query parameters that an operation cannot do without; undefined if one of them is unknown. */
export function queryFor(operation: Operation, now: number): Record<string, Value> | undefined {
  const query: Record<string, Value> = {};
  for (const parameter of operation.parameters) {
    if (parameter.in !== "query" || !parameter.required) continue;
    const value = valueFor(parameter, now);
    if (value === undefined) return undefined;
    query[parameter.name] = value;
  }
  return query;
}

function valueFor({ name, schema }: Parameter, now: number): Value | undefined {
  if (name === "page") return 1;
  if (name === "pageSize") return 10;
  const isTime = /^(filters\.)?(start|end|timeStart|timeEnd|startTime|endTime)$/.test(name);
  if (isTime) {
    const time = /start/i.test(name) ? now - DAY : now;
    return /time/i.test(name) && schema["x-omada-unit"] !== "s" ? time : Math.floor(time / 1000);
  }
  const listed = schema.enum?.[0] ?? schema["x-omada-values"]?.[0]?.value;
  return listed ?? (schema.type === "boolean" ? false : undefined);
}
