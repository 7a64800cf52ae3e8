import { accepts } from "../schema/check.js";
import { sample } from "../schema/sample.js";
import type { Controller } from "../state/controller.js";
import { nextIdSeed, objectId } from "../state/ids.js";
import type { Rows } from "./types.js";

/** How many ids are made from a pattern before an object id is used instead. */
const MAX_ATTEMPTS = 50;

/** An id for a row that a call creates: the wished one where it is free, otherwise one that no row has had so far. */
export function freeId(controller: Controller, place: Rows, wished: unknown): string | number {
  return idFrom(controller, place, wished, () => nextIdSeed(controller));
}

/**
 * An id for a row that the mock makes up, the same in every run.
 * @param number counts the rows of the collection from 1
 */
export function madeUpId(
  controller: Controller,
  place: Rows,
  wished: unknown,
  number: number,
): string | number {
  if (place.collection.idSchema.type === "integer") return countUpTo(controller, place.key, number);
  let attempt = place.rows.size;
  return idFrom(controller, place, wished, () => `${controller.seed}/${place.key}/new/${attempt++}`);
}

function idFrom(
  controller: Controller,
  { collection: { idSchema, idMember }, key, rows }: Rows,
  wished: unknown,
  nextSeed: () => string,
): string | number {
  const { schemas } = controller.behaviour.model;
  const isFree = (id: unknown): id is string | number =>
    id !== "" && accepts(schemas, idSchema, id, { required: true }) && !rows.has(String(id));
  if (isFree(wished)) return wished;
  if (idSchema.type === "integer") {
    const highest = Math.max(controller.state.numbers.get(key) ?? 0, ...[...rows.keys()].map(Number));
    return countUpTo(controller, key, highest + 1);
  }
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const seed = nextSeed();
    const id = idSchema.pattern ? sample(schemas, idSchema, seed, idMember) : objectId(seed);
    if (isFree(id)) return id;
  }
  return objectId(nextSeed());
}

/** Stores the highest number that a row of a collection has got. */
function countUpTo({ state }: Controller, key: string, number: number): number {
  state.numbers.set(key, number);
  return number;
}
