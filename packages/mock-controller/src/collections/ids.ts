import type { Controller } from "../controller.js";
import { accepts } from "../sample/accepts.js";
import { sample } from "../sample/sample.js";
import { objectId } from "../state/sites.js";
import type { Rows } from "./types.js";

/** An id for a new row: the wished one where it is free, otherwise one in the form that the documents give. */
export function freeId(
  { model, seed }: Controller,
  { collection: { idSchema, idMember }, key, rows }: Rows,
  wished: unknown,
): string | number {
  const isFree = (id: unknown): id is string | number =>
    id !== "" && accepts(model.schemas, idSchema, id, { required: true }) && !rows.has(String(id));
  if (isFree(wished)) return wished;
  if (idSchema.type === "integer") return Math.max(0, ...[...rows.keys()].map(Number)) + 1;
  for (let attempt = rows.size; ; attempt++) {
    const source = `${seed}/${key}/new/${attempt}`;
    const id = idSchema.pattern ? sample(model.schemas, idSchema, source, idMember) : objectId(source);
    if (isFree(id)) return id;
    if (attempt > rows.size + 50) return objectId(source);
  }
}
