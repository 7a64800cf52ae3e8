import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { operationKey, resolveSchema } from "@omada-sdk/model";
import { beforeAll, describe, expect, test } from "vitest";
import { type ApiModel, type Operation, readManifest, type Schema } from "../../src/index.js";
import { committed } from "../support/committed.js";
import { SPECS } from "../support/workspace.js";

interface Entry {
  fields?: string[];
  result?: string[];
  evidence: string;
}

const file = JSON.parse(await readFile(join(SPECS, "overlays/always-present.json"), "utf8")) as {
  operations: Record<string, Entry>;
};
const entries = Object.entries(file.operations);
let models: ApiModel[];
const byKey = new Map<string, Found[]>();

beforeAll(async () => {
  const { snapshots } = await readManifest(SPECS);
  models = await Promise.all(snapshots.map(({ id }) => committed(id)));
  for (const model of models)
    for (const operation of model.operations) {
      const key = operationKey(operation.method, operation.path);
      byKey.set(key, [...(byKey.get(key) ?? []), { model, operation }]);
    }
});

interface Found {
  model: ApiModel;
  operation: Operation;
}

const anonymous = (key: string): string => operationKey(...(key.split(" ") as [string, string]));

/** The operation in every snapshot that has it. */
const inAll = (key: string): Found[] => byKey.get(anonymous(key)) ?? [];

function answer({ model, operation }: Found): Schema {
  const whole = resolveSchema(model.schemas, operation.response);
  return whole.properties?.result ? resolveSchema(model.schemas, whole.properties.result) : whole;
}

function row(found: Found): { reference: string | undefined; schema: Schema } | undefined {
  const result = answer(found);
  const items = result.items ?? resolveSchema(found.model.schemas, result.properties?.data).items;
  return items && { reference: items.$ref, schema: resolveSchema(found.model.schemas, items) };
}

const body = ({ model, operation }: Found): Schema => resolveSchema(model.schemas, operation.body?.schema);
const variables = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");

/** What a piece of evidence shows, checked in the snapshots; undefined for what was seen on a controller. */
function shown(fields: readonly string[], piece: string): string[] | undefined {
  if (
    /^observed on (5|6)\.[\d.]+( and 6\.[\d.]+)?: \S|^observed on 6\.[\d.]+ and in the access guide/.test(
      piece,
    )
  )
    return undefined;
  const inBody = /^addresses the row in the member (\w+) of the body of (\S+ \S+)$/.exec(piece);
  if (inBody) {
    const [, member = "", key = ""] = inBody;
    const found = inAll(key);
    return found.length > 0 && found.every((one) => body(one).properties?.[member]) ? ["id"] : [];
  }
  const [, addressed] = /^addresses the row in (\S+ \S+)$/.exec(piece) ?? [];
  if (addressed !== undefined && inAll(addressed).length > 0) {
    const last = variables(addressed).at(-1)?.toLowerCase() ?? "";
    return fields.filter((field) => last.endsWith(field.toLowerCase()));
  }
  const [, created] = /^required in the body of (\S+ \S+) and shown back$/.exec(piece) ?? [];
  if (created !== undefined && inAll(created).length > 0)
    return fields.filter((field) => inAll(created).every((one) => body(one).required?.includes(field)));
  return [];
}

/** Names of the schemas that a request can hold: what is required there has to be sent. */
function sent(model: ApiModel): Set<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (typeof value === "object" && value !== null)
      for (const [key, child] of Object.entries(value)) {
        if (key !== "$ref") visit(child);
        else if (!found.has(child as string)) {
          found.add(child as string);
          visit(resolveSchema(model.schemas, value as Schema));
        }
      }
  };
  for (const { body } of model.operations) visit(body);
  return found;
}

describe("members that are always there", () => {
  test("cover the lists that integrations read most", () => {
    expect(entries.length).toBeGreaterThanOrEqual(60);
  });

  test.each(entries)("%s", (key, { fields, result, evidence }) => {
    const found = inAll(key);
    const members = found.map((one) => (fields ? row(one)?.schema : answer(one))?.properties ?? {});
    for (const field of fields ?? result ?? [])
      expect(
        members.some((properties) => Object.hasOwn(properties, field)),
        field,
      ).toBe(true);
    const pieces = evidence.split("; ");
    const shows = pieces.map((piece) => shown(fields ?? result ?? [], piece));
    for (const [index, what] of shows.entries()) expect(what, pieces[index]).not.toEqual([]);
    if (!shows.includes(undefined)) expect([...new Set(shows.flat())].sort()).toEqual(fields);
  });

  test("are not demanded of requests by the way: no request holds one of these rows", () => {
    const held = models.flatMap((model) => {
      const inRequests = sent(model);
      return entries.flatMap(([key]) =>
        inAll(key)
          .filter((found) => found.model === model && inRequests.has(row(found)?.reference ?? ""))
          .map(() => `${model.id} ${key}`),
      );
    });
    expect(held).toEqual([]);
  });
});
