import { beforeAll, describe, expect, it } from "vitest";
import { adviceExitCode, formatAdvice } from "../../src/index.js";
import { advise, haveSnapshots, LAMPS, reported, START } from "./lamps.js";

beforeAll(haveSnapshots);

describe("an upgrade that loses a field", () => {
  it("hits who reads it: by name, by text, by destructuring", async () => {
    const report = await advise(`${START}const [lamp] = await omada.gadget.getLamps({ page: 1 });
export const a = lamp?.watts;
export const b = lamp?.["watts"];
export const { watts: c } = lamp as NonNullable<typeof lamp>;
export const kept = lamp?.name;
`);
    expect(reported(report)).toEqual([
      "4 response-property-removed",
      "5 response-property-removed",
      "6 response-property-removed",
    ]);
    expect(report.advice[0]).toMatchObject({ file: "main.ts", column: 24, remedy: "stop reading watts" });
    expect(adviceExitCode(report)).toBe(1);
  });

  it("hits who sends it, in a literal or in shorthand", async () => {
    const report = await advise(`${START}const watts = 40;
await omada.gadget.addLamp({ body: { colour: "red", watts: 60 } });
await omada.gadget.addLamp({ body: { colour: "red", watts } });
await omada.gadget.addLamp({ body: { colour: "red" } });
`);
    expect(reported(report)).toEqual(["4 request-property-removed", "5 request-property-removed"]);
  });

  it("leaves alone who calls, but does not use it", async () => {
    const report =
      await advise(`${START}export const lamps = await omada.gadget.getLamps({ page: 1, filters: {} });
export const colours = lamps.map(({ shade }) => shade?.colour);
`);
    expect(report).toMatchObject({ from: ["6.2"], operations: [LAMPS], advice: [] });
    expect(formatAdvice(report)).toBe(
      "6.2 -> 6.3: 1 operations used, 0 breaking, 0 risky\nimport the client from @omada-sdk/client-v6\n\nNothing to do.\n",
    );
  });
});

describe("an upgrade that takes a parameter away", () => {
  it("hits who passes it: to the method, beside it to paginate, to the raw client", async () => {
    const report =
      await advise(`${START}import { gadgetRaw } from "@omada-sdk/client-v6/gadget/raw"; const filters = { colour: "red" };
await omada.gadget.getLamps({ page: 1, filters: { colour: "red" } });
export const all = omada.paginate(omada.gadget.getLamps, { page: 1, filters: { colour: "red" } });
const { getLamps } = omada.gadget;
export const same = omada.paginate(getLamps, { page: 1, filters: { colour: "red" } });
await gadgetRaw(omada).GET("/openapi/v1/lamps", { params: { query: { page: 1, filters: { colour: "red" } } } });
await gadgetRaw(omada).GET("/openapi/v1/lamps", { params: { query: { page: 1 } } });
`);
    expect(reported(report)).toEqual([4, 5, 7, 8].map((line) => `${line} parameter-removed`));
  });

  it("hits who passes it to the operation as a function", async () => {
    const report = await advise(`${START}import { getLamps } from "@omada-sdk/client-v6/gadget/operations";
await getLamps(omada, { page: 1, filters: { colour: "red" } });
await getLamps(omada, { page: 1 });
`);
    expect(report.operations).toEqual([LAMPS]);
    expect(reported(report)).toEqual(["4 parameter-removed"]);
  });
});

describe("an upgrade that changes named values", () => {
  const IMPORT = `import { LampKind as Kind, LampMode } from "@omada-sdk/client-v6/device/values";\n`;

  it("hits who names one that is called otherwise, and not who names its neighbour", async () => {
    const report = await advise(`${IMPORT}export const on = LampMode.on;
export const { off } = LampMode;
export type On = (typeof LampMode)["on"];
void Kind;
`);
    expect(reported(report)).toEqual(["1 constant-removed", "2 constant-removed", "4 constant-removed"]);
    expect(report.advice.slice(1).map(({ remedy }) => remedy)).toEqual([
      "use LampMode.lit",
      "use LampMode.lit",
    ]);
  });

  it("hits who imports a table that is gone, once", async () => {
    const report = await advise(`${IMPORT}export const both = [Kind.desk, Kind.floor, LampMode.off];\n`);
    expect(reported(report)).toEqual(["1 constant-removed"]);
    expect(report.advice[0]).toMatchObject({
      severity: "breaking",
      operation: "device/values",
      message: "LampKind is gone",
      remedy: "write the values themselves: floor 0, desk 1",
    });
  });

  it("finds them in a namespace and behind a re-export", async () => {
    const report = await advise(`export { LampKind } from "@omada-sdk/client-v6/device/values";
import * as values from "@omada-sdk/client-v6/device/values";
export const kinds = values.LampKind;
export const on = values.LampMode.on;
`);
    expect(reported(report)).toEqual(["1 constant-removed", "3 constant-removed", "4 constant-removed"]);
  });
});

describe("an upgrade that renames a type", () => {
  it("hits who imports it by name, and names the one with the same members", async () => {
    const report = await advise(`import type { Bulb, Lamp } from "@omada-sdk/types/6.2/gadget";
export const bulb: Bulb = { socket: "E27", volts: 230 };
export type Kept = Lamp;
`);
    expect(reported(report)).toEqual(["1 type-renamed"]);
    expect(report.advice[0]).toMatchObject({ severity: "risky", message: expect.stringContaining("alias") });
    expect(report.advice[0]?.remedy).toBe("import LampBulb, which has the same members");
  });
});

describe("an upgrade that renames a path parameter", () => {
  it("hits every call, with the argument to rename, though the wire is the same", async () => {
    const report = await advise(`${START}export const rack = omada.gadget.getShelf({ shelfId: "1" });\n`);
    const renamed = {
      rule: "path-parameter-renamed",
      severity: "breaking",
      remedy: "rename the argument shelfId to shelfNumber",
    };
    expect(report.advice).toContainEqual(expect.objectContaining(renamed));
  });
});

describe("requests by path", () => {
  it("are found in literals, templates and constants, and what changes inside is reported at once", async () => {
    const report = await advise(`${START}const BASE = "/openapi/v1";
const PATH = BASE + "/lamps";
await omada.request("GET", "/openapi/v1/lamps");
await omada.request("GET", \`\${BASE}/lamps?page=1\`);
await omada.request("POST", PATH, { body: {} });
export const action = { method: "POST", path: \`\${BASE}/lamps\`, body: "{}" };
await omada.request("GET", "/openapi/v1/lanterns");
await fetch("/openapi/v1/lamps");
`);
    expect(reported(report)).toEqual([5, 6, 7, 8].map((line) => `${line} untyped-request`));
    expect(report.advice[2]).toMatchObject({
      severity: "breaking",
      operation: "POST /openapi/v1/lamps",
      message: "field removed body.watts (was integer)",
    });
    expect(report.advice[0]?.remedy).toMatch(/or call gadget\.\w+, which is typed$/);
  });
});
