import type { ApiModel } from "@omada-sdk/model";
import { type ValueConstant, valueConstants } from "./constants.js";
import { typeNamesByGroup } from "./references.js";

/** What programs can import of one group of a snapshot. */
export interface ExportedNames {
  types: ReadonlySet<string>;
  constants: ReadonlyMap<string, ValueConstant>;
}

const known = new WeakMap<ApiModel, ReadonlyMap<string, ExportedNames>>();

/** What programs can import of a snapshot, by group: the types and the named values that are generated from it. */
export function exportedNames(model: ApiModel): ReadonlyMap<string, ExportedNames> {
  const made = known.get(model) ?? namesByGroup(model);
  known.set(model, made);
  return made;
}

function namesByGroup(model: ApiModel): ReadonlyMap<string, ExportedNames> {
  const made = new Map<string, readonly ValueConstant[]>();
  return new Map(
    [...typeNamesByGroup(model)].map(([group, names]) => {
      const constants = valueConstants(names, model.schemas, made);
      return [
        group,
        { types: new Set(names), constants: new Map(constants.map((constant) => [constant.name, constant])) },
      ];
    }),
  );
}
