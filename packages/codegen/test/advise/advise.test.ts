import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type AdviceReport, adviceExitCode, adviseUpgrade, formatAdvice } from "../../src/index.js";
import { documentOf, envelope, object, parameter, ref, text } from "../support/document.js";
import { imported, temporaryFolder, writeAll } from "../support/workspace.js";

const number = { type: "integer" } as const;
const GENERATED = "node_modules/@omada-sdk";
const LAMPS = "GET /openapi/v1/lamps";

/** The declarations that a client of snapshot 6.2 would have. */
const CLIENT = `import type { Lamp, Shade } from "@omada-sdk/types/6.2/gadget";
export interface GadgetMethods {
  /** \`${LAMPS}\` */
  readonly getLamps: (args: { page: number; filters?: { colour?: string } }) => Promise<Lamp[]>;
  /** \`POST /openapi/v1/lamps\` */
  readonly addLamp: (args: { body: Shade }) => Promise<void>;
}
export interface Omada {
  readonly gadget: GadgetMethods;
  readonly omadacId: string;
  request<T>(method: string, path: string, options?: object): Promise<T>;
  paginate<A, R>(method: (args: A) => Promise<R[]>, args: A): AsyncIterable<R>;
  readonly raw: { readonly gadget: import("./raw/gadget.js").GadgetRaw };
}
`;
const RAW = `export interface GadgetGetPaths {
  "/openapi/v1/lamps": { init: [init: { params: { query: { page: number; filters?: { colour?: string } } } }] };
}
export interface GadgetRaw {
  readonly GET: <P extends keyof GadgetGetPaths>(path: P, ...init: GadgetGetPaths[P]["init"]) => Promise<void>;
}
`;
const VALUES = `export declare const LampMode: { readonly off: 0; readonly on: 1 };
export declare const LampKind: { readonly floor: 0; readonly desk: 1 };
`;
const TYPES = `export interface Bulb { socket: string; volts: number }
export interface Lamp { name: string; mode?: 0 | 1 | (number & {}); kind?: 0 | 1 | (number & {}); watts?: number; shade?: { colour: string } }
export interface Shade { colour: string; watts?: number }
`;

const table = (description: string) => ({ ...number, description });

/** Before, lamps have watts, a mode that is off or on, and bulbs; afterwards none of it. */
const lamps = (was: boolean) => {
  const members: Record<string, typeof number> = was ? { watts: number } : {};
  const named = {
    mode: table(`Mode should be a value as follows: 0: off; 1: ${was ? "on" : "lit"}.`),
    kind: was ? table("Kind should be a value as follows: 0: floor; 1: desk.") : number,
  };
  const bulb = object({ socket: text(), volts: number });
  return documentOf({
    operations: {
      [LAMPS]: {
        operationId: "getLamps",
        answer: envelope({ type: "array", items: ref("Lamp") }),
        parameters: [
          parameter("page", "query", number),
          ...(was ? [parameter("filters.colour", "query")] : []),
        ],
      },
      "POST /openapi/v1/lamps": { operationId: "addLamp", body: ref("Shade") },
    },
    schemas: {
      Lamp: object({
        name: text(),
        shade: object({ colour: text() }),
        bulb: ref(was ? "Bulb" : "LampBulb"),
        ...named,
        ...members,
      }),
      Shade: object({ colour: text(), ...members }),
      [was ? "Bulb" : "LampBulb"]: bulb,
    },
  });
};

let specsDir = "";
beforeAll(async () => {
  const before = await imported({ "lamps.json": lamps(true) });
  specsDir = before.specsDir;
  await imported({ "lamps.json": lamps(false) }, { specsDir, id: "6.3", controllerVersion: "6.3.1" });
});

async function advise(code: string): Promise<AdviceReport> {
  const project = join(await temporaryFolder(), "project");
  const compilerOptions = { module: "nodenext", strict: true, types: [], lib: ["es2023"] };
  await writeAll(project, {
    "tsconfig.json": { compilerOptions, files: ["main.ts"] },
    "package.json": { type: "module" },
    "main.ts": code,
    [`${GENERATED}/client-v6/package.json`]: {
      type: "module",
      exports: {
        ".": "./generated/6.2/index.d.ts",
        "./device/values": "./generated/6.2/device.values.d.ts",
      },
    },
    [`${GENERATED}/client-v6/generated/6.2/device.values.d.ts`]: VALUES,
    [`${GENERATED}/client-v6/generated/6.2/raw/gadget.d.ts`]: RAW,
    [`${GENERATED}/client-v6/generated/6.2/index.d.ts`]: CLIENT,
    [`${GENERATED}/types/package.json`]: {
      type: "module",
      exports: { "./6.2/gadget": "./generated/6.2/gadget.d.ts" },
    },
    [`${GENERATED}/types/generated/6.2/gadget.d.ts`]: TYPES,
  });
  return adviseUpgrade({ project: join(project, "tsconfig.json"), specsDir, target: "6.3" });
}

const START = `import type { Omada } from "@omada-sdk/client-v6";
declare const omada: Omada;
`;
const told = ({ advice }: AdviceReport) => advice.map(({ line, rule }) => `${line} ${rule}`);

describe("an upgrade that loses a field", () => {
  it("hits who reads it: by name, by text, by destructuring", async () => {
    const report = await advise(`${START}const [lamp] = await omada.gadget.getLamps({ page: 1 });
export const a = lamp?.watts;
export const b = lamp?.["watts"];
export const { watts: c } = lamp as NonNullable<typeof lamp>;
export const kept = lamp?.name;
`);
    expect(told(report)).toEqual([
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
    expect(told(report)).toEqual(["4 request-property-removed", "5 request-property-removed"]);
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
    const report = await advise(`${START}const filters = { colour: "red" };
await omada.gadget.getLamps({ page: 1, filters: { colour: "red" } });
export const all = omada.paginate(omada.gadget.getLamps, { page: 1, filters: { colour: "red" } });
const { getLamps } = omada.gadget;
export const same = omada.paginate(getLamps, { page: 1, filters: { colour: "red" } });
await omada.raw.gadget.GET("/openapi/v1/lamps", { params: { query: { page: 1, filters: { colour: "red" } } } });
await omada.raw.gadget.GET("/openapi/v1/lamps", { params: { query: { page: 1 } } });
`);
    expect(told(report)).toEqual([4, 5, 7, 8].map((line) => `${line} parameter-removed`));
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
    expect(told(report)).toEqual(["1 constant-removed", "2 constant-removed", "4 constant-removed"]);
    expect(report.advice.slice(1).map(({ remedy }) => remedy)).toEqual([
      "use LampMode.lit",
      "use LampMode.lit",
    ]);
  });

  it("hits who imports a table that is gone, once", async () => {
    const report = await advise(`${IMPORT}export const both = [Kind.desk, Kind.floor, LampMode.off];\n`);
    expect(told(report)).toEqual(["1 constant-removed"]);
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
    expect(told(report)).toEqual(["1 constant-removed", "3 constant-removed", "4 constant-removed"]);
  });
});

describe("an upgrade that renames a type", () => {
  it("hits who imports it by name, and names the one with the same members", async () => {
    const report = await advise(`import type { Bulb, Lamp } from "@omada-sdk/types/6.2/gadget";
export const bulb: Bulb = { socket: "E27", volts: 230 };
export type Kept = Lamp;
`);
    expect(told(report)).toEqual(["1 type-removed"]);
    expect(report.advice[0]?.remedy).toBe("import LampBulb, which has the same members");
  });
});

describe("requests by path", () => {
  it("are found in literals, templates and constants, and what changes inside is told at once", async () => {
    const report = await advise(`${START}const BASE = "/openapi/v1";
const PATH = BASE + "/lamps";
await omada.request("GET", "/openapi/v1/lamps");
await omada.request("GET", \`\${BASE}/lamps?page=1\`);
await omada.request("POST", PATH, { body: {} });
export const action = { method: "POST", path: \`\${BASE}/lamps\`, body: "{}" };
await omada.request("GET", "/openapi/v1/lanterns");
await fetch("/openapi/v1/lamps");
`);
    expect(told(report)).toEqual([5, 6, 7, 8].map((line) => `${line} untyped-request`));
    expect(report.advice[2]).toMatchObject({
      severity: "breaking",
      operation: "POST /openapi/v1/lamps",
      message: "field removed body.watts (was integer)",
    });
    expect(report.advice[0]?.remedy).toMatch(/or call gadget\.\w+, which is typed$/);
  });
});

describe("a project", () => {
  it("that cannot be read says why", async () => {
    const options = { specsDir, target: "6.3" };
    await expect(adviseUpgrade({ project: "/nowhere", ...options })).rejects.toThrow(/Cannot read file/);
  });
});
