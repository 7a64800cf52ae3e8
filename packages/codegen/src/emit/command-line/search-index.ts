import { type ApiModel, type Operation, operationKey, reachableSchemas, schemasOf } from "@omada-sdk/model";
import type {
  IndexedOperation,
  IndexedPlace,
  IndexedTerm,
  SearchIndex,
  SearchTable,
} from "@omada-sdk/model/search";
import { tokensOf } from "@omada-sdk/model/words";
import { fieldPaths } from "../../availability/field-tree.js";
import type { CodeRow } from "../../specs/error-codes.js";
import { type Successors, successorsOf } from "../../specs/successors.js";

/** Places of an operation itself. Each of its words is indexed in the first of these that has it. */
const OWN_PLACES = ["name", "tag", "path", "title"] as const;
/** Places that have a table. */
const TABLE_PLACES = ["field", "value", "permission", "error"] as const;

/** The index of snapshots, oldest first, as JSON text; the same snapshots give the same bytes. */
export function searchIndex(
  models: readonly ApiModel[],
  codes: readonly CodeRow[],
  successors: Successors,
): string {
  const names = new Map(codes.map(({ code, name }) => [code, `${code} ${name}`]));
  const tables = { field: new Table(), value: new Table(), permission: new Table(), error: new Table() };
  for (const text of names.values()) tables.error.row(text);
  const byKey = new Map<string, { at: number; model: ApiModel; operation: Operation }[]>();
  for (const [at, model] of models.entries()) {
    for (const operation of model.operations) {
      const key = operationKey(operation.method, operation.path);
      byKey.set(key, [...(byKey.get(key) ?? []), { at, model, operation }]);
    }
  }
  const operations = [...byKey.keys()].sort().map((key, number): IndexedOperation => {
    const places = byKey.get(key) ?? [];
    const newest = places.at(-1) as (typeof places)[number];
    const { name, tag, title, method, path } = newest.operation;
    const olderNames = [...new Set(places.map(({ operation }) => operation.name))].filter(
      (each) => each !== name,
    );
    const deprecated = places.filter(({ operation }) => operation.deprecated);
    const last = deprecated.at(-1);
    const instead = last ? successorsOf(last.operation, last.model, successors) : [];
    for (const { at, model, operation } of places) {
      for (const field of fieldPaths(model, operation)) tables.field.add(short(field), number, at);
      for (const label of labelsOf(model, operation)) tables.value.add(label, number, at);
      for (const permission of operation.permissions) tables.permission.add(permission, number, at);
      for (const code of operation.errorCodes) tables.error.add(names.get(code) ?? `${code}`, number, at);
    }
    return {
      name,
      ...(olderNames.length > 0 && { olderNames }),
      method,
      path,
      tag,
      title,
      in: maskOf(places.map(({ at }) => at)),
      ...(last && { deprecated: maskOf(deprecated.map(({ at }) => at)) }),
      ...(instead.length > 0 && { successors: instead }),
    };
  });
  const index: SearchIndex = {
    snapshots: models.map(({ id, flavour, controllerVersion, ...model }) => ({
      ...{ id, flavour, controllerVersion },
      ...{ operations: model.operations.length, schemas: model.schemas.size },
    })),
    codes: codes.map(({ code, name, category, retry, hint }) => ({ code, name, category, retry, hint })),
    operations,
    tables: {
      field: tables.field.toJSON(),
      value: tables.value.toJSON(),
      permission: tables.permission.toJSON(),
      error: tables.error.toJSON(),
    },
    terms: termsOf(operations, tables),
  };
  return `${JSON.stringify(index)}\n`;
}

/** Texts by row. */
class Table {
  readonly texts: string[] = [];
  readonly #rows = new Map<string, number>();
  /** By row, the snapshots of each operation as a mask. */
  readonly #operations: Map<number, number>[] = [];

  row(text: string): number {
    const known = this.#rows.get(text);
    if (known !== undefined) return known;
    this.#rows.set(text, this.texts.length);
    this.#operations.push(new Map());
    return this.texts.push(text) - 1;
  }

  /** Notes that an operation has a text in a snapshot. */
  add(text: string, operation: number, snapshot: number): void {
    const masks = this.#operations[this.row(text)] as Map<number, number>;
    masks.set(operation, (masks.get(operation) ?? 0) | (1 << snapshot));
  }

  toJSON(): SearchTable {
    return { texts: this.texts, operations: this.#operations.map(groupedByMask) };
  }
}

function groupedByMask(masks: ReadonlyMap<number, number>): string {
  const groups = new Map<number, number[]>();
  for (const [operation, mask] of masks) {
    const group = groups.get(mask);
    if (group) group.push(operation);
    else groups.set(mask, [operation]);
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([mask, operations]) => `${mask}:${operations.join(" ")}`)
    .join("|");
}

/** Every word of the operations and the tables, in the order of the alphabet. */
function termsOf(
  operations: readonly IndexedOperation[],
  tables: Readonly<Record<(typeof TABLE_PLACES)[number], Table>>,
): IndexedTerm[] {
  const terms = new Map<string, Map<IndexedPlace, number[]>>();
  const note = (term: string, place: IndexedPlace, row: number): void => {
    const places = terms.get(term) ?? new Map<IndexedPlace, number[]>();
    terms.set(term, places);
    const rows = places.get(place);
    if (rows) rows.push(row);
    else places.set(place, [row]);
  };
  for (const [number, { name, olderNames = [], tag, path, title }] of operations.entries()) {
    const methods = [name, ...olderNames].map((each) => each.slice(each.indexOf(".") + 1));
    const texts = { name: methods.join(" "), tag, path, title };
    const placeOf = new Map<string, IndexedPlace>();
    for (const place of [...OWN_PLACES].reverse())
      for (const term of tokensOf(texts[place])) placeOf.set(term, place);
    for (const [term, place] of placeOf) note(term, place, number);
  }
  // Where a member is says nothing about it.
  for (const place of TABLE_PLACES)
    for (const [row, text] of tables[place].texts.entries())
      for (const term of new Set(tokensOf(place === "field" ? text.slice(text.indexOf(".")) : text)))
        note(term, place, row);
  return [...terms]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([term, places]): IndexedTerm => {
      const rows = [...places].map(([place, list]) => [place, list.join(" ")]);
      return { term, ...Object.fromEntries(rows) };
    });
}

/** `result.data[].mac` -> `result.mac`; dots in the name of a query parameter are its own. */
function short(field: string): string {
  const [place = ""] = /^[a-z]+/.exec(field) ?? [];
  return place === "query" ? field : `${place}.${field.slice(field.lastIndexOf(".") + 1)}`;
}

function labelsOf(model: ApiModel, operation: Operation): string[] {
  return [...reachableSchemas(schemasOf(operation), model.schemas)].flatMap((schema) =>
    (schema["x-omada-values"] ?? []).flatMap(({ label }) => label ?? []),
  );
}

function maskOf(bits: Iterable<number>): number {
  return [...bits].reduce((mask, bit) => mask | (1 << bit), 0);
}
