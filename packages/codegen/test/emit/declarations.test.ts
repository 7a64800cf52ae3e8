import { expect, test } from "vitest";
import type { Schema } from "../../src/index.js";
import { diagnose } from "./support/compile.js";
import {
  emitted,
  envelope,
  fileOf,
  listOf,
  modelOf,
  object,
  operation,
  page,
  parameter,
  text,
  to,
  whole,
} from "./support/model.js";

const status: Schema = {
  type: "integer",
  "x-omada-values": [
    { value: 0, label: "Disconnected" },
    { value: 1, label: "Connected" },
  ],
};
const info = object({
  status,
  mode: { type: "string", "x-omada-values": [{ value: "auto" }] },
  mixed: { type: "string", "x-omada-values": [{ value: 1 }, { value: "two" }] },
  low: { type: "integer", "x-omada-values": [{ value: -1 }] },
  free: { type: "object" },
  file: { type: "string", format: "binary" },
});
const model = modelOf([operation("device.get", { response: envelope(to("Info")) })], { Info: info });

test("value tables are open unions", () => {
  const types = fileOf(model, "types/device.d.ts");
  expect(types).toContain("status?: 0 | 1 | (number & {});");
  expect(types).toContain('mode?: "auto" | (string & {});');
  expect(types).toContain("low?: -1 | (number & {});");
  const program = `import type { Info } from "@omada-sdk/types/6.2/device";
    export const newer: Info = { status: 99, mode: "unheard of", mixed: "three", low: 5, file: new Blob() };
    export const known = (info: Info): boolean => info.status === 1;`;
  expect(diagnose(emitted(model), program)).toEqual([]);
  const wrong = 'export const info: import("@omada-sdk/types/6.2/device").Info = { status: "on" };';
  expect(diagnose(emitted(model), wrong)).toHaveLength(1);
});

test("ids of 64 bits may be strings, which numbers cannot hold; counters are numbers", () => {
  const long: Schema = { type: "integer", format: "int64" };
  const counted = object({
    id: long,
    ruleIds: listOf(long),
    ownerID: { ...long, nullable: true },
    bytes: long,
    valid: long,
    pid: whole,
  });
  const types = fileOf(
    modelOf([operation("device.get", { response: envelope(to("Counted")) })], { Counted: counted }),
    "types/device.d.ts",
  );
  expect(types).toContain("id?: number | string;");
  expect(types).toContain("ruleIds?: (number | string)[];");
  expect(types).toContain("ownerID?: number | string | null;");
  expect(types).toContain("Beyond 2^53 a string of its digits");
  for (const plain of ["bytes", "valid", "pid"]) expect(types).toContain(`${plain}?: number;`);
});

test("the doc comment of a field gives its facts on one line", () => {
  const field: Schema = {
    type: "integer",
    "x-omada-values": status["x-omada-values"] ?? [],
    "x-omada-range": [0, 10],
    "x-omada-unit": "seconds",
    "x-omada-default": "5",
    "x-omada-conditions": [{ kind: "required", field: "enable", equals: "true" }],
  };
  const documented = modelOf([operation("device.get", { response: envelope(to("Info")) })], {
    Info: object({ field, length: { type: "string", "x-omada-length": [1, 64], pattern: "^a$" } }),
  });
  const types = fileOf(documented, "types/device.d.ts");
  expect(types).toContain(
    "/** 0 = Disconnected, 1 = Connected. Range: 0 to 10. Unit: seconds. Default: 5. Required when `enable` is true */",
  );
  expect(types).toContain("/** Length: 1 to 64 characters. Pattern: `^a$` */");
});

test("the doc comment of a method gives path, permissions, codes, snapshots and limits", () => {
  const documented = modelOf([
    operation("device.reboot", {
      title: "Reboot device",
      method: "POST",
      path: "/openapi/v1/{omadacId}/reboot",
      permissions: ["Site Device Manager Modify"],
      errorCodes: [-1, -2],
      authorizationCodeOnly: true,
      edition: "msp",
      deprecated: true,
    }),
  ]);
  const availability = new Map([["POST /openapi/v1/{omadacId}/reboot", ["5.15", "6.2"]]]);
  const client = emitted(documented, availability).get("client-v6/generated/6.2/device.d.ts") ?? "";
  const doc = /\/\*\*[^/]*Reboot device[\s\S]*?\*\//.exec(client)?.[0];
  for (const line of [
    "`POST /openapi/v1/{omadacId}/reboot`",
    "Permissions: Site Device Manager Modify",
    "Error codes: -1, -2",
    "Snapshots: 5.15, 6.2",
    "Only with the authorization-code grant",
    "Only in MSP mode",
    "@deprecated",
  ])
    expect(doc).toContain(line);
});

test("long lists of values, codes and permissions are cut", () => {
  const values = Array.from({ length: 30 }, (_, value) => ({ value, label: `V${value}` }));
  const long = modelOf(
    [
      operation("device.get", {
        response: envelope(to("Info")),
        errorCodes: Array.from({ length: 20 }, (_, index) => -index),
        permissions: ["A", "B", "C", "D", "E", "F"],
      }),
    ],
    { Info: object({ status: { type: "integer", "x-omada-values": values } }) },
  );
  expect(fileOf(long, "types/device.d.ts")).toContain("23 = V23, …");
  const client = fileOf(long, "client/device.d.ts");
  expect(client).toContain("-11, 8 more");
  expect(client).toContain("A or B or C or D or 2 more");
});

test("path, query and body share one argument object; a name that is taken gives way", () => {
  const clash = modelOf([
    operation("device.update", {
      method: "PUT",
      path: "/openapi/v1/{omadacId}/x/{id}/{body}",
      parameters: [
        parameter("omadacId", "path"),
        parameter("id", "path"),
        parameter("body", "path"),
        parameter("id", "query", whole),
        parameter("filters.tag", "query"),
        parameter("filters.time.start", "query", whole, true),
      ],
      body: { mediaType: "application/json", required: false, schema: object({ name: text }) },
    }),
  ]);
  const program = `import type { DeviceMethods } from "@omada-sdk/client-v6/device";
    declare const device: DeviceMethods;
    export const full: Promise<void> = device.update({
      id: "a", bodyPath: "b", idQuery: 1, filters: { tag: "t", time: { start: 0 } }, body: { name: "x" },
    });
    device.update({ id: "a", bodyPath: "b", filters: { time: { start: 0 } } });
    // @ts-expect-error filters.time.start is required
    device.update({ id: "a", bodyPath: "b" });
    // @ts-expect-error omadacId is the client's business
    device.update({ id: "a", bodyPath: "b", filters: { time: { start: 0 } }, omadacId: "x" });`;
  expect(diagnose(emitted(clash), program)).toEqual([]);
});

test("a schema called like a name of the generated files keeps apart from it", () => {
  const names = [
    "CallOptions",
    "OmadaClient",
    "DeviceMethods",
    "DeviceTags",
    "DeviceRaw",
    "DeviceGetPaths",
    "RawAnswer",
  ];
  const operations = names.map((name, index) =>
    operation(`device.get${index}`, { response: envelope(to(name)) }),
  );
  const schemas = Object.fromEntries(names.map((name) => [name, object({ own: text })]));
  const program = `import type { DeviceMethods } from "@omada-sdk/client-v6/device";
    export const own = async (device: DeviceMethods): Promise<string | undefined> => (await device.get2()).own;`;
  expect(diagnose(emitted(modelOf(operations, schemas)), program)).toEqual([]);
});

test("what may be null says so, whatever it is", () => {
  const maybe = (schema: Schema): Schema => ({ ...schema, nullable: true });
  const rows = modelOf([operation("device.get", { response: envelope(to("Info")) })], {
    Info: object({
      name: maybe(text),
      status: maybe(status),
      file: maybe({ type: "string", format: "binary" }),
      list: { type: "array", items: maybe(status) },
      map: { type: "object", additionalProperties: maybe(text) },
      box: { nullable: true, allOf: [to("Box")] },
      referred: to("Gone"),
    }),
    Box: object({ x: text }),
    Gone: maybe(object({ y: text })),
  });
  const types = fileOf(rows, "types/device.d.ts");
  expect(types).toContain("name?: string | null;");
  expect(types).toContain("status?: 0 | 1 | (number & {}) | null;");
  expect(types).toContain("file?: Blob | null;");
  expect(types).toContain("box?: Box | null;");
  const program = `import type { Info } from "@omada-sdk/types/6.2/device";
    export const empty: Info = { name: null, status: null, file: null, list: [null, 1], map: { a: null }, box: null, referred: null };
    export const full: Info = { name: "a", status: 7, file: new Blob(), box: { x: "a" }, referred: { y: "a" } };`;
  expect(diagnose(emitted(rows), program)).toEqual([]);
  const wrong = `import type { Info } from "@omada-sdk/types/6.2/device";
    export const length = (info: Info): number | undefined => info.name?.length;
    export const bare = (info: Info): string | undefined => info.name;
    export const inner: Info = { box: { x: null } };`;
  expect(diagnose(emitted(rows), wrong)).toHaveLength(2);
});

test("a page or an envelope that may be null is declared with null", () => {
  const rows = modelOf(
    [
      operation("device.get", {
        response: envelope(object({ page: to("Page"), other: to("Other"), wide: to("Wide") })),
      }),
    ],
    {
      Page: { ...page(text), nullable: true },
      Other: { ...envelope(text), nullable: true },
      Wide: { ...page(text, { more: text }), nullable: true },
    },
  );
  const program = `import type { DeviceMethods } from "@omada-sdk/client-v6/device";
    type Result = Awaited<ReturnType<DeviceMethods["get"]>>;
    export const result: Result = { page: null, other: null, wide: null };`;
  expect(diagnose(emitted(rows), program)).toEqual([]);
});

test("a default is given in the doc comment, and demands nothing", () => {
  const rows = modelOf([operation("device.get", { response: envelope(to("Info")) })], {
    Info: object({
      mode: { ...text, default: "auto", "x-omada-default": "manual" },
      on: { type: "boolean", default: false },
      list: { type: "array", items: whole, default: [1, 2] },
    }),
  });
  const types = fileOf(rows, "types/device.d.ts");
  expect(types).toContain("/** Default: auto */\n  mode?: string;");
  expect(types).toContain("/** Default: false */\n  on?: boolean;");
  expect(types).toContain("/** Default: [1,2] */\n  list?: number[];");
});

test("what only the controller sets is readonly and not demanded of callers", () => {
  const id: Schema = { ...text, readOnly: true };
  const rows = modelOf(
    [
      operation("device.get", { response: envelope(to("Answer")) }),
      operation("device.set", {
        method: "PUT",
        body: { mediaType: "application/json", required: true, schema: to("Sent") },
      }),
      operation("device.put", {
        method: "PUT",
        body: {
          mediaType: "application/json",
          required: true,
          schema: object({ id, name: text }, ["id", "name"]),
        },
      }),
    ],
    {
      Answer: object({ id }, ["id"]),
      Sent: object({ id, inner: to("Inner"), name: text }, ["id", "name"]),
      Inner: object({ id, kind: { readOnly: true, allOf: [to("Kind")] } }, ["id", "kind"]),
      Kind: object({ id }, ["id"]),
    },
  );
  const types = fileOf(rows, "types/device.d.ts");
  expect(types).toContain("readonly id: string;");
  const program = `import type { DeviceMethods } from "@omada-sdk/client-v6/device";
    import type { Answer } from "@omada-sdk/types/6.2/device";
    declare const device: DeviceMethods;
    void device.set({ body: { name: "a", inner: {} } });
    void device.put({ body: { name: "a" } });
    export const id = (answer: Answer): string => answer.id;`;
  expect(diagnose(emitted(rows), program)).toEqual([]);
  const wrong = `import type { Answer } from "@omada-sdk/types/6.2/device";
    export const change = (answer: Answer): void => { answer.id = "b"; };`;
  expect(diagnose(emitted(rows), wrong)).toHaveLength(1);
});
