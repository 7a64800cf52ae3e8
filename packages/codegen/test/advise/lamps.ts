import { join } from "node:path";
import { type AdviceReport, adviseUpgrade } from "../../src/index.js";
import { documentOf, envelope, object, parameter, ref, text } from "../support/document.js";
import { imported, temporaryFolder, writeAll } from "../support/workspace.js";

const number = { type: "integer" } as const;
const GENERATED = "node_modules/@omada-sdk";
export const LAMPS = "GET /openapi/v1/lamps";

/** The declarations that a client of snapshot 6.2 would have. */
const CLIENT = `import type { Lamp, Rack, Shade, Spare } from "@omada-sdk/types/6.2/gadget";
export interface GadgetMethods {
  /** \`${LAMPS}\` */
  readonly getLamps: (args: { page: number; filters?: { colour?: string } }) => Promise<Lamp[]>;
  /** \`POST /openapi/v1/lamps\` */
  readonly addLamp: (args: { body: Shade }) => Promise<void>;
  /** \`GET /openapi/v1/spares\` */
  readonly getSpare: (args: {}) => Promise<Spare>;
  /** \`GET /openapi/v1/shelves/{shelfId}\` */
  readonly getShelf: (args: { shelfId: string }) => Promise<string>;
  /** \`PUT /openapi/v1/rack\` */
  readonly putRack: (args: { body: Rack }) => Promise<void>;
}
export interface Omada {
  readonly gadget: GadgetMethods;
  readonly omadacId: string;
  request<T>(method: string, path: string, options?: object): Promise<T>;
  paginate<A, R>(method: (args: A) => Promise<R[]>, args: A): AsyncIterable<R>;
}
`;
const RAW = `import type { Omada } from "../index.js";
export declare function gadgetRaw(omada: Omada): GadgetRaw;
export interface GadgetGetPaths {
  "/openapi/v1/lamps": { init: [init: { params: { query: { page: number; filters?: { colour?: string } } } }] };
}
export interface GadgetRaw {
  readonly GET: <P extends keyof GadgetGetPaths>(path: P, ...init: GadgetGetPaths[P]["init"]) => Promise<void>;
}
`;
const OPERATIONS = `import type { GadgetMethods, Omada } from "./index.js";
/**
 * \`${LAMPS}\`: \`gadget.getLamps\` of clients.
 */
export declare const getLamps: (omada: Omada, ...call: Parameters<GadgetMethods["getLamps"]>) => Promise<unknown>;
`;
const VALUES = `export declare const LampMode: { readonly off: 0; readonly on: 1 };
export declare const LampKind: { readonly floor: 0; readonly desk: 1 };
`;
const TYPES = `export interface Bulb { socket: string; volts: number }
export interface Lamp { name: string; mode?: 0 | 1 | (number & {}); kind?: 0 | 1 | (number & {}); watts?: number; shade?: { colour: string } }
export interface Shade { colour: string; watts?: number }
export interface Spare { colour: string; watts?: number }
export interface Rack { rows?: { size: number; weight?: number }[]; notes?: Record<string, { by?: string }> }
`;

const table = (description: string) => ({ ...number, description });

/**
 * Before, lamps have watts, a mode that is off or on, and bulbs, and what is in a rack has a weight; afterwards none of
 * it.
 */
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
      "GET /openapi/v1/spares": { operationId: "getSpare", answer: envelope(ref("Spare")) },
      [`GET /openapi/v1/shelves/{${was ? "shelfId" : "shelfNumber"}}`]: {
        operationId: "getShelf",
        answer: envelope(text()),
      },
      "PUT /openapi/v1/rack": { operationId: "putRack", body: ref("Rack") },
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
      Spare: object({ colour: text(), watts: number }),
      Rack: object({
        rows: { type: "array", items: object(was ? { size: number, weight: number } : { size: number }) },
      }),
    },
  });
};

let specsDir = "";
/** Has the snapshots before the tests of a file. */
export const haveSnapshots = async (): Promise<void> => {
  const before = await imported({ "lamps.json": lamps(true) });
  specsDir = before.specsDir;
  await imported({ "lamps.json": lamps(false) }, { specsDir, id: "6.3", controllerVersion: "6.3.1" });
};

const compilerOptions = { module: "nodenext", strict: true, types: [], lib: ["es2023"] };

/** A configuration of the compiler for the files of an example. */
export const configOf = (config: object) => ({ compilerOptions, ...config });

/** The clients as they are installed. */
const INSTALLED = {
  [`${GENERATED}/client-v6/package.json`]: {
    type: "module",
    exports: {
      ".": "./generated/6.2/index.d.ts",
      "./gadget/operations": "./generated/6.2/gadget.operations.d.ts",
      "./gadget/raw": "./generated/6.2/raw/gadget.d.ts",
      "./device/values": "./generated/6.2/device.values.d.ts",
    },
  },
  [`${GENERATED}/client-v6/generated/6.2/device.values.d.ts`]: VALUES,
  [`${GENERATED}/client-v6/generated/6.2/gadget.operations.d.ts`]: OPERATIONS,
  [`${GENERATED}/client-v6/generated/6.2/raw/gadget.d.ts`]: RAW,
  [`${GENERATED}/client-v6/generated/6.2/index.d.ts`]: CLIENT,
  [`${GENERATED}/types/package.json`]: {
    type: "module",
    exports: { "./6.2/gadget": "./generated/6.2/gadget.d.ts" },
  },
  [`${GENERATED}/types/generated/6.2/gadget.d.ts`]: TYPES,
};

/** Asks what an upgrade means for a project of one file. */
export function advise(code: string): Promise<AdviceReport> {
  return adviseProject({ "tsconfig.json": configOf({ files: ["main.ts"] }), "main.ts": code });
}

/** Asks what an upgrade means for a project. */
export async function adviseProject(
  files: Record<string, unknown>,
  { isInstalled = true } = {},
): Promise<AdviceReport> {
  const project = join(await temporaryFolder(), "project");
  const installed = isInstalled ? INSTALLED : {};
  await writeAll(project, { "package.json": { type: "module" }, ...installed, ...files });
  return adviseUpgrade({ project, specsDir, target: "6.3" });
}

/** The beginning of an example's file: two lines. */
export const START = `import type { Omada } from "@omada-sdk/client-v6";
declare const omada: Omada;
`;
/** Where the advice of a report stands, and by which rule. */
export const reported = ({ advice }: AdviceReport) => advice.map(({ line, rule }) => `${line} ${rule}`);
