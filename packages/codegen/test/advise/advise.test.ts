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
export interface Omada { readonly gadget: GadgetMethods }
`;
const TYPES = `export interface Lamp { name: string; watts?: number; shade?: { colour: string } }
export interface Shade { colour: string; watts?: number }
`;

const lamp = (members: Record<string, typeof number>) =>
  documentOf({
    operations: {
      [LAMPS]: {
        operationId: "getLamps",
        answer: envelope({ type: "array", items: ref("Lamp") }),
        parameters: [parameter("page", "query", number), parameter("filters.colour", "query")],
      },
      "POST /openapi/v1/lamps": { operationId: "addLamp", body: ref("Shade") },
    },
    schemas: {
      Lamp: object({ name: text(), shade: object({ colour: text() }), ...members }),
      Shade: object({ colour: text(), ...members }),
    },
  });

let specsDir = "";
beforeAll(async () => {
  const before = await imported({ "lamps.json": lamp({ watts: number }) });
  specsDir = before.specsDir;
  await imported({ "lamps.json": lamp({}) }, { specsDir, id: "6.3", controllerVersion: "6.3.1" });
});

async function advise(code: string): Promise<AdviceReport> {
  const project = join(await temporaryFolder(), "project");
  const compilerOptions = { module: "nodenext", strict: true, types: [], lib: ["es2023"] };
  await writeAll(project, {
    "tsconfig.json": { compilerOptions, files: ["main.ts"] },
    "package.json": { type: "module" },
    "main.ts": code,
    [`${GENERATED}/client-v6/package.json`]: { type: "module", exports: "./generated/6.2/index.d.ts" },
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

describe("a project", () => {
  it("that cannot be read says why", async () => {
    const options = { specsDir, target: "6.3" };
    await expect(adviseUpgrade({ project: "/nowhere", ...options })).rejects.toThrow(/Cannot read file/);
  });
});
