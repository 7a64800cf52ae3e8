import { createHash } from "node:crypto";
import { isSameLabel } from "@omada-sdk/codegen";
import {
  type Operation,
  reachableNames,
  type Schema,
  schemasOf,
  type ValueRow,
  walkSchema,
} from "@omada-sdk/model";
import type { Site, SiteSnapshot } from "../site.js";
import { entry, type Placed, Places } from "./placed.js";

/** A field or parameter that has the values of a table. */
export interface ValueField extends Placed {
  /** Stable names of the operations that it is part of, in any snapshot. */
  operations: string[];
}

/** One list of values, wherever it stands. */
export interface ValueTable {
  /** Made of the rows alone, so that it stays as long as they do. */
  anchor: string;
  /** The number is a sum of the values. */
  bits: boolean;
  /** The schema itself restricts the values. */
  closed: boolean;
  rows: readonly ValueRow[];
  fields: ValueField[];
}

/** How the values of one field differ between two snapshots that both list them. */
export interface ValueChange {
  field: string;
  before: SiteSnapshot;
  after: SiteSnapshot;
  gained: ValueRow[];
  lost: ValueRow[];
  /** Values whose label has another meaning. */
  relabelled: { value: ValueRow["value"]; before: string; after: string }[];
  /** Anchors of the tables. */
  from: string;
  to: string;
}

interface Found {
  table: Omit<ValueTable, "fields">;
  places: Places;
}

/** Every distinct table of the snapshots, with the fields that use it; those that most fields use come first. */
export function valueTables(site: Site): { tables: ValueTable[]; changes: ValueChange[] } {
  const found = new Map<string, Found>();
  const byField = new Map<string, Map<SiteSnapshot, Found>>();
  for (const snapshot of site.snapshots) {
    for (const [schema, field] of fieldsOf(snapshot)) {
      const table = tableOf(schema);
      if (!table) continue;
      const known = entry(found, table.anchor, () => ({ table, places: new Places() }));
      known.places.add(field, snapshot);
      // A field that has several alternatives is compared by none of them.
      entry(byField, field, () => new Map()).set(snapshot, known);
    }
  }
  const operations = operationsBySchema(site);
  const tables = [...found.values()]
    .map(({ table, places }) => ({
      ...table,
      fields: places.list().map((each) => ({ ...each, operations: operationsOf(each.name) })),
    }))
    .sort((a, b) => b.fields.length - a.fields.length || (a.anchor < b.anchor ? -1 : 1));
  return { tables, changes: changesOf(site.snapshots, byField) };

  function operationsOf(field: string): string[] {
    const owner = field.slice(0, field.search(/[. ]/));
    const all = field.startsWith(`${owner}.`) ? operations.get(owner) : undefined;
    if (all) return [...all].sort();
    const name = field.slice(0, field.indexOf(" "));
    return site.byName.has(name) ? [name] : [];
  }
}

/** Every schema that is nested in a snapshot, with a name for the place: `Schema.member`, `tag.method query.page`. */
function* fieldsOf({ model }: SiteSnapshot): Generator<[schema: Schema, field: string]> {
  for (const [name, schema] of model.schemas) yield* walkSchema(schema, name);
  for (const { name, parameters, body, response } of model.operations) {
    for (const parameter of parameters)
      yield* walkSchema(parameter.schema, `${name} ${parameter.in}.${parameter.name}`);
    if (body) yield* walkSchema(body.schema, `${name} body`);
    if (response) yield* walkSchema(response, `${name} result`);
  }
}

/** The table of a schema that lists values. */
export function tableOf(schema: Schema): Omit<ValueTable, "fields"> | undefined {
  const closed = schema.enum !== undefined;
  const rows = schema.enum?.map((value): ValueRow => ({ value })) ?? schema["x-omada-values"];
  if (!rows || rows.length === 0) return undefined;
  const bits = schema["x-omada-bits"] === true;
  // Rows in another order are the same table.
  const content = JSON.stringify([
    bits,
    closed,
    rows.map(({ value, label }) => JSON.stringify([value, label ?? null])).sort(),
  ]);
  const anchor = `values-${createHash("sha256").update(content).digest("hex").slice(0, 10)}`;
  return { anchor, bits, closed, rows };
}

/** Operations by the schemas that they reach, in any snapshot. */
function operationsBySchema({ snapshots }: Site): Map<string, Set<string>> {
  const operations = new Map<string, Set<string>>();
  for (const { model } of snapshots) {
    const reached = new Map<string, Set<string>>();
    const reach = (operation: Operation): Set<string> => {
      const names = new Set<string>();
      for (const schema of schemasOf(operation)) {
        const key = schema.$ref;
        const own = () => reachableNames([schema], model.schemas);
        for (const name of key === undefined ? own() : entry(reached, key, own)) names.add(name);
      }
      return names;
    };
    for (const operation of model.operations) {
      for (const name of reach(operation))
        entry(operations, name, () => new Set<string>()).add(operation.name);
    }
  }
  return operations;
}

function changesOf(
  snapshots: readonly SiteSnapshot[],
  byField: ReadonlyMap<string, ReadonlyMap<SiteSnapshot, Found>>,
): ValueChange[] {
  const changes: ValueChange[] = [];
  for (const [field, tables] of byField) {
    const listed = snapshots.flatMap((snapshot) => {
      const own = tables.get(snapshot);
      return own ? [{ snapshot, table: own.table }] : [];
    });
    for (const [at, { snapshot: after, table: now }] of listed.entries()) {
      const old = listed[at - 1];
      if (!old || old.table.anchor === now.anchor) continue;
      const change = differences(old.table.rows, now.rows);
      // Labels that only one of the two has say nothing about the values.
      if (change.gained.length + change.lost.length + change.relabelled.length === 0) continue;
      const { snapshot: before, table } = old;
      changes.push({ ...{ field, before, after, ...change }, from: table.anchor, to: now.anchor });
    }
  }
  return changes.sort((a, b) => a.after.at - b.after.at || (a.field < b.field ? -1 : 1));
}

function differences(
  before: readonly ValueRow[],
  after: readonly ValueRow[],
): Pick<ValueChange, "gained" | "lost" | "relabelled"> {
  const old = new Map(before.map((row) => [String(row.value), row]));
  const now = new Map(after.map((row) => [String(row.value), row]));
  return {
    gained: after.filter(({ value }) => !old.has(String(value))),
    lost: before.filter(({ value }) => !now.has(String(value))),
    relabelled: after.flatMap(({ value, label }) => {
      const was = old.get(String(value))?.label;
      return was === undefined || label === undefined || isSameLabel(was, label)
        ? []
        : [{ value, before: was, after: label }];
    }),
  };
}
