import type { ApiModel, Operation, Schema } from "@omada-sdk/model";
import { describe, expect, it } from "vitest";
import type { MockOptions } from "../src/index.js";
import { type Session, session } from "./support.js";

const BODY: Schema = {
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string" },
    mode: { type: "integer", "x-omada-values": [{ value: 0 }, { value: 1 }] },
    protocol: { type: "string", "x-omada-values": [{ value: "TCP" }, { value: "UDP" }] },
    style: {
      type: "string",
      pattern: "static|dhcp",
      "x-omada-values": [{ value: "Static" }, { value: "DHCP" }],
    },
    limit: { type: "integer", "x-omada-values": [{ value: 0, label: "not limited" }] },
    times: {
      type: "integer",
      "x-omada-range": [1, 10],
      "x-omada-values": [{ value: 0 }, { value: -1 }],
    },
    port: {
      type: "integer",
      "x-omada-conditions": [
        { kind: "required", field: "mode", equals: "1" },
        { kind: "required", field: "mode", equals: "one" },
      ],
    },
    host: {
      type: "string",
      "x-omada-length": [2, 5],
      "x-omada-conditions": [{ kind: "valid", field: "mode", equals: "1" }],
    },
    trafficLimitEnable: { type: "boolean" },
    trafficLimit: { type: "integer", format: "int32", "x-omada-range": [1, 1000] },
    trafficLimitFrequency: { type: "integer", "x-omada-values": [{ value: 0 }, { value: 1 }] },
    trafficLimiter: { type: "integer", "x-omada-range": [1, 9] },
    enableNat: { type: "boolean" },
    nat: { type: "object", required: ["ip"], properties: { ip: { type: "string" } } },
    bands: {
      type: "integer",
      "x-omada-bits": true,
      "x-omada-values": [{ value: 1 }, { value: 2 }, { value: 4 }],
    },
    radioEnable: { type: "boolean" },
    radioId: { type: "integer", "x-omada-values": [{ value: 0 }, { value: 1 }] },
    rows: {
      type: "array",
      items: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
    },
    password: { type: "string", "x-omada-format": "mac" },
  },
};

function operation(method: Operation["method"], last: string): Operation {
  return {
    ...{
      name: `thing.${last}`,
      method,
      path: `/openapi/v1/{omadacId}/${last}`,
      group: "other",
      tag: "Thing",
    },
    ...{ title: last, deprecated: false, permissions: [], errorCodes: [], authorizationCodeOnly: false },
    ...{ envelope: true, download: false },
    parameters: [
      query("active", { type: "boolean" }),
      query("status", { type: "string", "x-omada-values": [{ value: "up" }, { value: "down" }] }),
      query("bands", { type: "array", maxItems: 2, items: { type: "integer", enum: [1, 2, 4] } }),
      query("start", { type: "integer", "x-omada-range": [1, 9] }),
    ],
    ...(method === "GET" ? {} : { body: { mediaType: "application/json", required: true, schema: BODY } }),
  };
}

function query(name: string, schema: Schema): Operation["parameters"][number] {
  return { name, in: "query", required: false, schema };
}

const MODEL: ApiModel = {
  ...{ id: "6.2", line: "v6", flavour: "local", controllerVersion: "6.2" },
  operations: [operation("POST", "whole"), operation("PATCH", "part"), operation("GET", "list")],
  schemas: new Map(),
};

const things = (options: Partial<MockOptions> = {}): Promise<Session> =>
  session({ profile: "6.2", model: MODEL, ...options });

const OK = 0;
const REFUSED = -1001;

describe("how strictly bodies are checked", () => {
  it.each([
    ["undeclared members", { name: "x", lanNetworkIpv6Config: { any: true } }, OK],
    ["null for a member that may be left out", { name: "x", mode: null }, OK],
    ["null for a member that has to be there", { name: null }, REFUSED],
    ["a value outside its table", { name: "x", mode: 2 }, REFUSED],
    ["a text of a table in another case", { name: "x", protocol: "tcp" }, OK],
    ["a text outside its table", { name: "x", protocol: "icmp" }, REFUSED],
    ["a text that the pattern takes and the table has in another case", { name: "x", style: "static" }, OK],
    ["a text of the table that the pattern does not take", { name: "x", style: "Static" }, REFUSED],
    ["a part of a text that the pattern takes", { name: "x", style: "static!" }, REFUSED],
    ["a value beside a table that explains one value", { name: "x", limit: 77 }, OK],
    ["a value of the table outside the range", { name: "x", times: -1 }, OK],
    ["a value of the range outside the table", { name: "x", times: 10 }, OK],
    ["a value outside both", { name: "x", times: 11 }, REFUSED],
    ["a value without the member that it needs", { name: "x", mode: 1 }, REFUSED],
    ["a value with the member that it needs", { name: "x", mode: 1, port: 1 }, OK],
    ["another value without it", { name: "x", mode: 0 }, OK],
    ["a member that is of no use", { name: "x", mode: 0, host: "h" }, OK],
    ["the same where it is of use", { name: "x", mode: 1, port: 1, host: "h" }, REFUSED],
    ["the same without the member that decides", { name: "x", host: "h" }, REFUSED],
    ["a limit whose switch is off", { name: "x", trafficLimitEnable: false, trafficLimit: 0 }, OK],
    ["a limit whose switch is on", { name: "x", trafficLimitEnable: true, trafficLimit: 0 }, REFUSED],
    ["a limit without its switch", { name: "x", trafficLimit: 0 }, REFUSED],
    [
      "another type, although the switch is off",
      { name: "x", trafficLimitEnable: false, trafficLimit: "0" },
      REFUSED,
    ],
    [
      "more than 32 bits, although the switch is off",
      { name: "x", trafficLimitEnable: false, trafficLimit: 2 ** 31 },
      REFUSED,
    ],
    ["what else belongs to a switch", { name: "x", trafficLimitEnable: false, trafficLimitFrequency: 7 }, OK],
    ["what a switch is not about", { name: "x", trafficLimitEnable: false, trafficLimiter: 0 }, REFUSED],
    ["an object whose switch is off", { name: "x", enableNat: false, nat: {} }, OK],
    ["an object whose switch is on", { name: "x", enableNat: true, nat: {} }, REFUSED],
    ["a sum of bits", { name: "x", bands: 7 }, OK],
    ["a bit that there is not", { name: "x", bands: 8 }, REFUSED],
    ["a sum with such a bit", { name: "x", bands: 9 }, REFUSED],
    ["less than no bits", { name: "x", bands: -1 }, REFUSED],
    ["which radio is off", { name: "x", radioEnable: false, radioId: 7 }, REFUSED],
    ["a row without what it needs", { name: "x", rows: [{ id: "a" }, {}] }, REFUSED],
    ["a text that does not look like its format", { name: "x", password: "secret" }, OK],
  ])("%s", async (_, body, errorCode) => {
    expect(await (await things()).envelope("POST", "/whole", body)).toMatchObject({ errorCode });
  });

  it("changes may be sparse, and have to be right", async () => {
    const s = await things();
    expect(await s.envelope("PATCH", "/part", { mode: 1 })).toMatchObject({ errorCode: OK });
    expect(await s.envelope("PATCH", "/part", { mode: 2 })).toMatchObject({ errorCode: REFUSED });
    expect(await s.envelope("PATCH", "/part", { rows: [{ id: 1 }] })).toMatchObject({ errorCode: REFUSED });
  });

  it("not at all, when asked to", async () => {
    const s = await things({ quirks: { checkBodies: false } });
    expect(await s.envelope("POST", "/whole", { mode: 2 })).toMatchObject({ errorCode: OK });
    expect(await s.envelope("GET", "/list?start=77")).toMatchObject({ errorCode: OK });
  });
});

describe("how strictly queries are checked", () => {
  it.each([
    ["unknown=1&__proto__=2&constructor=3", OK],
    ["active=true", OK],
    ["active=maybe", REFUSED],
    ["active=", OK],
    ["status=up,down", OK],
    ["status=up,sideways", REFUSED],
    ["bands=1,4", OK],
    ["bands=1&bands=2", OK],
    ["bands=3", REFUSED],
    ["bands=1,2,4", REFUSED],
    ["bands=", OK],
    ["start=9", OK],
    ["start=10", REFUSED],
    ["start=1e0", REFUSED],
    ["start=%20", REFUSED],
  ])("%s", async (text, errorCode) => {
    expect(await (await things()).envelope("GET", `/list?${text}`)).toMatchObject({ errorCode });
  });
});
