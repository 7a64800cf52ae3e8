import { NO_OVERLAYS, type Overlays } from "../../specs/overlays.js";
import type { RawParameter } from "../raw.js";
import type { Repaired } from "../repair/index.js";
import type { Repair, RepairedOperation } from "../repair/report.js";
import { isSort, mineQueryFields } from "./fields.js";
import { type Member, placeOf } from "./member.js";
import { mineOperation, type OperationFacts } from "./operation.js";
import { annotateSchema } from "./schema.js";
import { addValueTables } from "./value-tables.js";

export interface MinedOperation extends RepairedOperation {
  facts: OperationFacts;
}

/** The repaired documents with every fact of their texts attached as `x-omada-*`. */
export interface Mined extends Omit<Repaired, "operations"> {
  operations: MinedOperation[];
}

/** Reads the facts out of all texts. The repaired documents handed in stay as they are. */
export function mine(input: Repaired, overlays: Overlays = NO_OVERLAYS): Mined {
  const { schemas, operations, repairs } = structuredClone(input);
  for (const [name, schema] of schemas) annotateSchema(schema, placeOf(name, repairs));
  addValueTables(schemas, overlays.valueTables, repairs);
  return {
    schemas,
    repairs,
    operations: operations.map((entry) => {
      const parameters = entry.operation.parameters ?? [];
      const siblings = new Map(parameters.map(({ name, schema }) => [name, schema ?? {}]));
      const where = `${entry.method} ${entry.path}`;
      for (const parameter of parameters) annotateParameter(parameter, siblings, where, repairs);
      return { ...entry, facts: mineOperation(entry.operation.description ?? "") };
    }),
  };
}

function annotateParameter(
  parameter: RawParameter,
  siblings: Member["siblings"],
  operation: string,
  repairs: Repair[],
): void {
  const { name, description = "", schema = {} } = parameter;
  annotateSchema(schema, placeOf(`${operation} ?${name}`, repairs, { name, siblings }, true), description);
  if (schema.deprecated === true) parameter.deprecated = true;
  if (isSort(description)) schema["x-omada-values"] = [{ value: "asc" }, { value: "desc" }];
  const fields = mineQueryFields(description);
  if (fields) {
    const key = fields.kind === "search" ? "x-omada-search-fields" : "x-omada-filter-fields";
    Object.assign(parameter, { [key]: fields.fields });
  }
  parameter.schema = schema;
}
