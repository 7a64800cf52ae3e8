import { resolveSchema, type Schema } from "@omada-sdk/codegen/model";
import { rowOf } from "../collections/rows.js";
import type { Controller } from "../state/controller.js";
import type { Members } from "../state/request.js";
import type { Reader } from "./select.js";

/**
 * Reads members of entities as their rows show them: the entity's own, those that follow from others, then those that are
 * made up, which only costs when one of them is asked for.
 */
export function shownMember<T extends object>(
  controller: Controller,
  row: Schema,
  key: (entity: T) => string,
  extra: ((entity: T) => Members) | undefined,
): Reader<T> {
  const { schemas } = controller.model;
  const declared = resolveSchema(schemas, row).properties ?? {};
  const extras = new Map<T, Members>();
  const rows = new Map<T, Members>();
  return (entity, member) => {
    if (Object.hasOwn(entity, member)) return (entity as Members)[member];
    if (!Object.hasOwn(declared, member)) return undefined;
    const further = extra && remembered(extras, entity, () => extra(entity));
    if (further && Object.hasOwn(further, member)) return further[member];
    const known = { ...further, ...entity };
    return remembered(rows, entity, () => rowOf(controller, row, key(entity), known) as Members)[member];
  };
}

function remembered<K, V>(values: Map<K, V>, key: K, make: () => V): V {
  const before = values.get(key);
  if (before !== undefined) return before;
  const value = make();
  values.set(key, value);
  return value;
}
