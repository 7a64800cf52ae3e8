import { type ApiModel, type Operation, operationKey, reachableSchemas, schemasOf } from "@omada-sdk/model";
import { fieldPaths } from "../../availability/field-paths.js";
import type { CodeRow } from "../../specs/error-codes.js";
import { type Successors, successorsOf } from "../../specs/successors.js";

/** Rows of a table by the snapshots in which they apply: bit n of `mask` stands for snapshot n of the index. */
export type RowsByMask = [mask: number, rows: number[]][];

/** One operation of all snapshots that have it; texts are those of the newest of them. */
export interface IndexedOperation {
  /** Stable name, `tag.method`. */
  name: string;
  /** Names that it has in older snapshots. */
  olderNames?: string[];
  method: string;
  path: string;
  tag: string;
  title: string;
  /** Snapshots that have it, as a mask. */
  in: number;
  /** Those in which it is deprecated. */
  deprecated?: number;
  /** Names of what to call instead. */
  successors?: string[];
  /** Rows of `fields`. */
  fields?: RowsByMask;
  /** Rows of `labels`. */
  labels?: RowsByMask;
  /** Rows of `permissions`. */
  permissions?: RowsByMask;
  /** The codes themselves. */
  errorCodes?: RowsByMask;
}

/** One snapshot with its numbers of operations and schemas. */
export interface IndexedSnapshot extends Pick<ApiModel, "id" | "flavour" | "controllerVersion"> {
  operations: number;
  schemas: number;
}

/** What the command line searches: every operation of every snapshot, and the error codes. */
export interface SearchIndex {
  /** Oldest first. */
  snapshots: IndexedSnapshot[];
  /** Members by the place where they are: `query.page`, `body.name`, `result.mac`, however deep. */
  fields: string[];
  /** Labels of values. */
  labels: string[];
  permissions: string[];
  codes: Pick<CodeRow, "code" | "name" | "category" | "retry" | "hint">[];
  operations: IndexedOperation[];
}

/** The index of snapshots, oldest first, as JSON text; the same snapshots give the same bytes. */
export function searchIndex(
  models: readonly ApiModel[],
  codes: readonly CodeRow[],
  successors: Successors,
): string {
  const tables = { fields: new Table(), labels: new Table(), permissions: new Table() };
  const byKey = new Map<string, { at: number; model: ApiModel; operation: Operation }[]>();
  for (const [at, model] of models.entries()) {
    for (const operation of model.operations) {
      const key = operationKey(operation.method, operation.path);
      byKey.set(key, [...(byKey.get(key) ?? []), { at, model, operation }]);
    }
  }
  const operations = [...byKey.keys()].sort().map((key): IndexedOperation => {
    const places = byKey.get(key) ?? [];
    const newest = places.at(-1) as (typeof places)[number];
    const { name, tag, title, method, path } = newest.operation;
    const olderNames = [...new Set(places.map(({ operation }) => operation.name))].filter(
      (each) => each !== name,
    );
    const deprecated = places.filter(({ operation }) => operation.deprecated);
    const last = deprecated.at(-1);
    const instead = last ? successorsOf(last.operation, last.model, successors) : [];
    const rows = (rowsOf: (model: ApiModel, operation: Operation) => Iterable<number>) =>
      byMask(places.map(({ at, model, operation }) => [at, new Set(rowsOf(model, operation))]));
    const found = {
      fields: rows((model, operation) =>
        [...fieldPaths(model, operation)].map((each) => tables.fields.row(short(each))),
      ),
      labels: rows((model, operation) => labelsOf(model, operation).map((each) => tables.labels.row(each))),
      permissions: rows((_, operation) => operation.permissions.map((each) => tables.permissions.row(each))),
      errorCodes: rows((_, operation) => operation.errorCodes),
    };
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
      ...Object.fromEntries(Object.entries(found).filter(([, each]) => each.length > 0)),
    };
  });
  const index: SearchIndex = {
    snapshots: models.map(({ id, flavour, controllerVersion, ...model }) => ({
      ...{ id, flavour, controllerVersion },
      ...{ operations: model.operations.length, schemas: model.schemas.size },
    })),
    fields: tables.fields.texts,
    labels: tables.labels.texts,
    permissions: tables.permissions.texts,
    codes: codes.map(({ code, name, category, retry, hint }) => ({ code, name, category, retry, hint })),
    operations,
  };
  return `${JSON.stringify(index)}\n`;
}

/** Texts by row. */
class Table {
  readonly texts: string[] = [];
  readonly #rows = new Map<string, number>();

  row(text: string): number {
    const known = this.#rows.get(text);
    if (known !== undefined) return known;
    this.#rows.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
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

function byMask(places: readonly (readonly [at: number, rows: ReadonlySet<number>])[]): RowsByMask {
  const masks = new Map<number, number>();
  for (const [at, rows] of places) for (const row of rows) masks.set(row, (masks.get(row) ?? 0) | (1 << at));
  const groups = new Map<number, number[]>();
  for (const [row, mask] of masks) groups.set(mask, [...(groups.get(mask) ?? []), row]);
  return [...groups]
    .map(([mask, rows]): [number, number[]] => [mask, rows.sort((a, b) => a - b)])
    .sort(([a], [b]) => a - b);
}
