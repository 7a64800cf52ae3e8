import { declaresResult } from "@omada-sdk/model";
import { describe, expect, test } from "vitest";
import { availabilityBits, maxPageSize, operationTable, rowKey } from "../../src/emit/client/table.js";
import type { Operation, Schema } from "../../src/index.js";
import {
  envelope,
  fileOf,
  modelOf,
  object,
  operation,
  page,
  parameter,
  text,
  to,
  whole,
} from "./support/model.js";

const NONE = {
  rowKey: () => undefined,
  maxPageSize: () => undefined,
  availability: () => undefined,
  successor: () => undefined,
  declaresResult: () => false,
};

describe("row keys", () => {
  const keyOf = (name: string, ...members: string[]) => {
    const row = object(Object.fromEntries(members.map((member) => [member, text])));
    const schemas = { Row: row, Rows: page(to("Row")) };
    const list = operation(name, { paging: "query", response: envelope(to("Rows")) });
    return rowKey(list, modelOf([list], schemas));
  };

  test("are the members that identify a row", () => {
    expect(keyOf("site.getSiteList", "name", "siteId")).toEqual(["siteId"]);
    expect(keyOf("device.getDeviceList", "mac", "name", "ip")).toEqual(["mac"]);
    expect(keyOf("client.getGridActiveClients", "mac", "id")).toEqual(["id", "mac"]);
    expect(keyOf("sdwan.getDevices", "siteId", "deviceMac")).toEqual(["deviceMac", "siteId"]);
    expect(keyOf("log.getAuditLogs", "time", "content")).toBeUndefined();
  });

  test("are not the device whose ports or routes the rows are", () => {
    expect(keyOf("insight.getGridRouting", "mac", "destinationIp")).toBeUndefined();
    expect(keyOf("switch.getPorts", "mac", "port")).toBeUndefined();
    expect(keyOf("switch.getPorts", "id", "mac")).toEqual(["id", "mac"]);
  });

  test("are those of pages only", () => {
    expect(rowKey(operation("a.b", { paging: "query" }), modelOf([]))).toBeUndefined();
    expect(rowKey(operation("a.b"), modelOf([]))).toBeUndefined();
  });
});

test("the largest page is declared when it is not the usual one", () => {
  const sized = (range: [number, number] | undefined): Operation =>
    operation("a.b", {
      paging: "query",
      parameters: [parameter("pageSize", "query", range ? { ...whole, "x-omada-range": range } : whole)],
    });
  expect(maxPageSize(sized([1, 100]), modelOf([]))).toBe(100);
  expect(maxPageSize(sized([1, 1000]), modelOf([]))).toBeUndefined();
  expect(maxPageSize(sized(undefined), modelOf([]))).toBeUndefined();
  const body = { mediaType: "application/json", required: true, schema: to("Query") };
  const inBody = operation("a.b", { paging: "body", method: "POST", body });
  const query = object({ pageSize: { ...whole, "x-omada-range": [1, 50] } });
  expect(maxPageSize(inBody, modelOf([inBody], { Query: query }))).toBe(50);
});

test("availability is a bit per snapshot, and the usual one is said once", () => {
  const [old, both, fresh, other] = ["a.old", "a.both", "a.new", "a.other"].map((name) => operation(name));
  const key = ({ method, path }: Operation) => `${method} ${path}`;
  const bits = availabilityBits(
    new Map([
      [key(both as Operation), ["5.15", "6.2"]],
      [key(old as Operation), ["5.15"]],
      [key(fresh as Operation), ["6.2", "6.2-cloud"]],
      [key(other as Operation), ["6.2", "6.2-cloud"]],
    ]),
  );
  expect(bits.snapshots).toEqual(["5.15", "6.2", "6.2-cloud"]);
  expect([old, both, fresh].map((one) => bits.bitsOf(one as Operation))).toEqual(["1", "3", "6"]);
  expect(bits.bitsOf(operation("a.unknown"))).toBeUndefined();
  expect(bits.usualOf([old, both, fresh, other] as Operation[])).toBe("6");
});

test("marks follow the flags and renamed arguments", () => {
  const list = operation("file.list", {
    paging: "query",
    path: "/openapi/{id}",
    parameters: [parameter("id", "path"), parameter("id", "query")],
  });
  const facts = {
    rowKey: () => ["mac", "siteId"],
    maxPageSize: () => 100,
    availability: () => "c",
    successor: () => "file.find",
    declaresResult: () => true,
  };
  expect(operationTable([list], facts)).toBe(
    "%1\n#file\nlist G/{id} qv;idQuery=id;*mac,siteId;<100;^c;!file.find",
  );
  expect(operationTable([operation("file.get")], { ...NONE, availability: () => "c" })).toBe(
    "%1\n#file\nget G/v1/{}/file/get ;^c",
  );
  expect(operationTable([operation("file.get")], NONE)).toBe(operationTable([operation("file.get")]));
});

test("a result is declared where its shape is known", () => {
  const schemas = { Row: object({ id: text }), Open: object({}), Rows: page(to("Row")) };
  const declares = (response: Schema | undefined, parts: Partial<Operation> = {}) =>
    declaresResult(operation("a.b", { response, ...parts }), new Map(Object.entries(schemas)));
  for (const result of [to("Row"), to("Rows"), text, whole, { type: "array" } as Schema])
    expect(declares(envelope(result))).toBe(true);
  for (const open of [undefined, to("Open"), {}, { type: "object" } as Schema, to("Missing")])
    expect(declares(envelope(open))).toBe(false);
  expect(declares(undefined)).toBe(false);
  expect(declares(to("Row"), { envelope: false })).toBe(true);
  expect(declares(envelope(text), { download: true })).toBe(false);
  expect(declares(envelope(to("Rows")), { download: true })).toBe(false);
  const list = operation("device.list", { response: envelope(to("Rows")) });
  const remove = operation("device.remove", { method: "DELETE" });
  expect(fileOf(modelOf([list, remove], schemas), "client/device.js")).toMatch(
    /list G\S+ v(;\^\w+)?\\nremove D\S+( ;\^\w+)?"/,
  );
});

describe("declarations", () => {
  const model = modelOf([
    operation("user.create", { method: "POST", authorizationCodeOnly: true, errorCodes: [-44118, -30106] }),
    operation("user.list"),
  ]);

  test("what only a user may call is callable for users only", () => {
    const client = fileOf(model, "client/device.d.ts");
    expect(client).toContain('readonly create: NeedsAuthorizationCode<"user.create">;');
    expect(client).toMatch(/interface UserMethodsAsUser extends UserMethods \{[\s\S]*?readonly create: \(/);
    expect(client).toContain("Promise<ClientFor<Kind, OmadaDeviceClient, OmadaDeviceClientAsUser>>");
    expect(fileOf(model, "client/index.d.ts")).toMatch(
      /interface OmadaAsUser extends Omada \{[^}]*UserMethodsAsUser/,
    );
  });

  test("error codes stand by method behind a key of their own", () => {
    const client = fileOf(model, "client/device.d.ts");
    expect(client).toContain("readonly [ERROR_CODES]?: UserErrorCodes;");
    expect(client).toContain("readonly create: -44118 | -30106;");
  });

  test("groups without either are declared as before", () => {
    const plain = modelOf([operation("user.list")]);
    expect(fileOf(plain, "client/device.d.ts")).not.toMatch(/AsUser|ErrorCodes|ERROR_CODES|OmadaAuth\b/);
    // The package's main entry names it whatever the snapshot.
    expect(fileOf(plain, "client/index.d.ts")).toContain("export type OmadaAsUser = Omada;");
  });
});
