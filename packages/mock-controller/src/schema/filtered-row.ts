import { type Operation, resolveSchema, type Schema, type ValueRow } from "@omada-sdk/codegen/model";

const known = new WeakMap<Operation, Schema>();

/**
 * The row of a list for samples: a member has the values that the filter for it has, so that rows show what the list can be
 * filtered by.
 */
export function filteredRow(list: Operation, row: Schema, schemas: ReadonlyMap<string, Schema>): Schema {
  const before = known.get(list);
  if (before) return before;
  const declared = resolveSchema(schemas, row);
  const properties = { ...declared.properties };
  for (const { name, schema } of list.parameters) {
    const member = /^filters\.(\w+)$/.exec(name)?.[1] ?? "";
    const property = Object.hasOwn(properties, member) ? properties[member] : undefined;
    const values = property && tableFor(resolveSchema(schemas, property), schema["x-omada-values"]);
    if (values) properties[member] = { ...resolveSchema(schemas, property), "x-omada-values": values };
  }
  const made = { ...declared, properties };
  known.set(list, made);
  return made;
}

/** Filters are texts in the query, whatever the member is. */
function tableFor(member: Schema, table: readonly ValueRow[] | undefined): ValueRow[] | undefined {
  if (!table || table.length < 2 || member.enum) return undefined;
  const own = member["x-omada-values"];
  if (own) {
    const asked = new Set(table.map(({ value }) => String(value)));
    const both = own.filter(({ value }) => asked.has(String(value)));
    return both.length > 0 && !member["x-omada-bits"] ? both : undefined;
  }
  if (member.type === "string") return table.map(({ value }) => ({ value: String(value) }));
  if (member.type !== "integer") return undefined;
  const values = table.map(({ value }) => ({ value: Number(value) }));
  return values.every(({ value }) => Number.isInteger(value)) ? values : undefined;
}
