import type { Operation } from "@omada-sdk/codegen/model";
import type { ListQuery } from "./paging.js";

/** Labels of values that stand for a member that is true or false. */
const SWITCHES = new Map([
  ["enable", "true"],
  ["disable", "false"],
]);

/** A query in which a filter with numbers for on and off (`filters.enable=0` is "enable" in its table) also finds booleans. */
export function withSwitches({ parameters }: Operation, query: ListQuery): ListQuery {
  if (query.filters.size === 0) return query;
  const filters = [...query.filters].map(([name, values]): [string, string[]] => {
    const { schema } = parameters.find((parameter) => parameter.name === `filters.${name}`) ?? {};
    const meant = (schema?.["x-omada-values"] ?? [])
      .filter(({ value }) => values.includes(String(value)))
      .flatMap(({ label = "" }) => SWITCHES.get(label.toLowerCase()) ?? []);
    return [name, [...values, ...meant]];
  });
  return { ...query, filters: new Map(filters) };
}
