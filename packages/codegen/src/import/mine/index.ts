import { NO_OVERLAYS, type Overlays } from "../overlays.js";
import type { RawParameter } from "../raw.js";
import type { Repaired, RepairedOperation } from "../repair/index.js";
import { isSort, mineQueryFields } from "./fields.js";
import { mineOperation, type OperationFacts } from "./operation.js";
import { annotateSchema } from "./schema.js";
import { addValueTables } from "./value-tables.js";

export interface MinedOperation extends RepairedOperation {
  facts: OperationFacts;
}

/** The repaired documents with every fact that their texts tell attached as `x-omada-*`. */
export interface Mined extends Omit<Repaired, "operations"> {
  operations: MinedOperation[];
}

/** Reads the facts out of all texts. The repaired documents handed in stay as they are. */
export function mine(input: Repaired, overlays: Overlays = NO_OVERLAYS): Mined {
  const { schemas, operations, repairs } = structuredClone(input);
  for (const schema of schemas.values()) annotateSchema(schema);
  addValueTables(schemas, overlays.valueTables, repairs);
  return {
    schemas,
    repairs,
    operations: operations.map((entry) => {
      const siblings = new Set((entry.operation.parameters ?? []).map(({ name }) => name));
      for (const parameter of entry.operation.parameters ?? []) annotateParameter(parameter, siblings);
      return { ...entry, facts: mineOperation(entry.operation.description ?? "") };
    }),
  };
}

function annotateParameter(parameter: RawParameter, siblings: ReadonlySet<string>): void {
  const description = parameter.description ?? "";
  const schema = parameter.schema ?? {};
  annotateSchema(schema, description, new Set(siblings));
  if (isSort(description)) schema["x-omada-values"] = [{ value: "asc" }, { value: "desc" }];
  const fields = mineQueryFields(description);
  if (fields) {
    const key = fields.kind === "search" ? "x-omada-search-fields" : "x-omada-filter-fields";
    Object.assign(parameter, { [key]: fields.fields });
  }
  parameter.schema = schema;
}
