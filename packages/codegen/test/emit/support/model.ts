import type { SnapshotsByOperation } from "../../../src/availability/of-model.js";
import { type Ledgers, snapshotFolders } from "../../../src/emit/generate.js";
import { type ApiModel, type KnownFact, type Operation, refTo, type Schema } from "../../../src/index.js";

export const text: Schema = { type: "string" };
export const whole: Schema = { type: "integer" };
export const to = (name: string): Schema => ({ $ref: refTo(name) });
export const listOf = (items: Schema): Schema => ({ type: "array", items });

export function object(properties: Record<string, Schema>, required?: string[]): Schema {
  return { type: "object", properties, ...(required ? { required } : {}) };
}

export const envelope = (result?: Schema): Schema =>
  object({ errorCode: whole, msg: text, ...(result ? { result } : {}) });

export const page = (row: Schema, extra: Record<string, Schema> = {}): Schema =>
  object({ totalRows: whole, currentPage: whole, currentSize: whole, data: listOf(row), ...extra });

/** An operation of the group `device`, called by `tag.method`, with what a test is about. */
export function operation(name: string, parts: Partial<Operation> = {}): Operation {
  const tag = name.split(".")[0] ?? "";
  return {
    name,
    method: "GET",
    path: `/openapi/v1/{omadacId}/${name.replace(".", "/")}`,
    group: "device",
    tag,
    title: name,
    deprecated: false,
    parameters: [],
    response: envelope(),
    permissions: [],
    errorCodes: [],
    authorizationCodeOnly: false,
    envelope: true,
    download: false,
    ...parts,
  };
}

export function parameter(
  name: string,
  place: "path" | "query",
  schema: Schema = text,
  required = place === "path",
) {
  return { name, in: place, required, schema };
}

export function modelOf(operations: Operation[], schemas: Record<string, Schema> = {}): ApiModel {
  return {
    id: "6.2",
    line: "v6",
    flavour: "local",
    controllerVersion: "6.2",
    operations,
    schemas: new Map(Object.entries(schemas)),
  };
}

const NOWHERE: SnapshotsByOperation = new Map();

/** Every generated file of a model, by path below `packages`. */
export function emitted(
  model: ApiModel,
  availability = NOWHERE,
  facts: readonly KnownFact[] = [],
  ledgers?: Ledgers,
): Map<string, string> {
  const table = { groups: ["device", "client"], tags: {} };
  const folders = snapshotFolders(model, table, availability, facts, [], undefined, ledgers);
  return new Map(
    [...folders].flatMap(([folder, files]) =>
      [...files].map(([name, body]) => [`${folder}/${name}`, body] as const),
    ),
  );
}

/** A generated file of the model, `types/device.d.ts` or `client/device.d.ts`. */
export function fileOf(model: ApiModel, name: string): string {
  const path = name.replace(
    /^(types|client)\//,
    (_, half) => `${half === "types" ? "types" : "client-v6"}/generated/6.2/`,
  );
  const body = emitted(model).get(path);
  if (body === undefined) throw new Error(`no ${path} among ${[...emitted(model).keys()].join(", ")}`);
  return body;
}
