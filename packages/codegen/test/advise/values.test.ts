import { beforeAll, describe, expect, it } from "vitest";
import { adviseUpgrade } from "../../src/index.js";
import { advise, adviseProject, configOf, haveSnapshots, reported, START } from "./lamps.js";

beforeAll(haveSnapshots);

describe("a field that a value has which is written elsewhere", () => {
  it("is reported where it is written, or else where the value goes to", async () => {
    const report = await advise(`${START}const body = { colour: "red", watts: 60 };
await omada.gadget.addLamp({ body });
const base = { watts: 40 };
await omada.gadget.addLamp({ body: { ...base, colour: "red" } });
interface Own { colour: string; watts?: number }
export const send = (own: Own | undefined, other: Own) => omada.gadget.addLamp({ body: own ?? other });
const made = () => ({ colour: "red", watts: 1 });
await omada.gadget.addLamp({ body: made() });
declare const listed: Record<"colour", string> & Record<"watts", number>;
await omada.gadget.addLamp({ body: listed });
await omada.gadget.addLamp({ body: await omada.gadget.getSpare({}) });
const args = { page: 1, filters: { colour: "red" } };
export const pages = omada.paginate(omada.gadget.getLamps, args);
const rows = [{ size: 1 }, { size: 1, weight: 2 }];
await omada.gadget.putRack({ body: { rows } });
const either = { body: Math.random() > 1 ? { rows: [{ size: 2, weight: 3 }] } : {} };
await omada.gadget.putRack(either);
await omada.gadget.addLamp({ body: { colour: "red", watts: 60 } });
await omada.gadget.addLamp({ ["body"]: { colour: "red", ["watts"]: 60 } });
`);
    const sent = "request-property-removed";
    const lines = [3, 5, 7, 9, 12, 13];
    expect(reported(report)).toEqual([
      ...lines.map((line) => `${line} ${sent}`),
      "14 parameter-removed",
      ...[16, 18, 20, 21].map((line) => `${line} ${sent}`),
    ]);
    expect(report.advice[0]).toMatchObject({ column: 31, remedy: "stop sending watts" });
  });

  it("is none where it goes elsewhere, is not there, or goes with the upgrade", async () => {
    const report = await advise(`import type { Shade } from "@omada-sdk/types/6.2/gadget";
${START}interface Mine { colour: string; watts: number; rows: Mine[]; self?: Mine }
const mine: Mine = { colour: "red", watts: 60, rows: [] };
export const keep = (each: Mine) => each.watts;
keep(mine);
const kept: Mine = { ...mine, self: mine };
export const drawn = { body: kept };
const unset = { colour: "red", watts: undefined };
await omada.gadget.addLamp({ body: unset });
declare const shade: Shade;
await omada.gadget.addLamp({ body: shade });
declare const part: Pick<Shade, "watts"> & { colour: string };
await omada.gadget.addLamp({ body: part });
const [lamp] = await omada.gadget.getLamps({ page: 1 });
await omada.gadget.addLamp({ body: { ...lamp, colour: "red" } });
await omada.gadget.addLamp({ body: { ...{ colour: mine.colour } } });
const notes = { weight: { by: "me" }, watts: {} };
await omada.gadget.putRack({ body: { notes } });
const { watts, ...rest } = mine;
await omada.gadget.addLamp({ body: rest });
export { watts };
`);
    // The lamp of the list has no watts any more that it could hand on.
    expect(reported(report)).toEqual([]);
    expect(report.operations).toContain("PUT /openapi/v1/rack");
  });
});

describe("a name that is not written as one", () => {
  it("is known by its type: in keys, in patterns, in questions", async () => {
    const report =
      await advise(`${START}const [lamp = { name: "" }] = await omada.gadget.getLamps({ page: 1 });
const key = "watts" as const;
export const a = lamp[key];
for (const each of ["name", "watts"] as const) void lamp[each];
export const { ["watts"]: b, [key]: c } = lamp;
let d: number | undefined;
({ watts: d } = lamp);
({ watts: d = 1 } = lamp);
for ({ watts: d } of [lamp]) void d;
let e: { watts?: number | undefined };
[{ watts: d }, e] = [lamp, lamp];
export const f = "watts" in lamp;
const tag = "gadget";
const method = "addLamp";
await omada[tag][method]({ body: { colour: "red", watts: 1 } });
export type Watts = (typeof lamp)[typeof key];
export { d, e };
`);
    const read = "response-property-removed";
    expect(reported(report)).toEqual([
      ...[5, 6, 7, 7, 9, 10, 11, 13, 14].map((line) => `${line} ${read}`),
      "17 request-property-removed",
      `18 ${read}`,
    ]);
  });

  it("is not guessed: of any key, of all keys, of another object", async () => {
    const report = await advise(`import type { Lamp } from "@omada-sdk/types/6.2/gadget";
${START}const [lamp] = await omada.gadget.getLamps({ page: 1 });
const mine = { watts: 1, gadget: { addLamp: () => ({ watts: 1 }) } };
const key = "watts" as const;
export const any = (row: Lamp, all: keyof Lamp, some: string) => [row[all], Object.entries(row), some in row];
export function one<K extends keyof Lamp>(row: Lamp, name: K) { return row[name]; }
export const own = [mine[key], "watts" in mine, mine["gadget"]["addLamp"]()[key]];
let watts: number;
({ watts } = mine);
({ name: lampName } = lamp ?? { name: "" });
var lampName: string;
const { name, ...others } = lamp as Lamp;
export { others, name, watts, lampName };
`);
    expect(report).toMatchObject({ from: ["6.2"], advice: [] });
  });
});

describe("a project", () => {
  const CODE = `${START}const body = { colour: "red", watts: 60 };
await omada.gadget.addLamp({ body });
`;

  it("is read with those that it refers to, each file once", async () => {
    const report = await adviseProject({
      "tsconfig.json": { files: [], references: [{ path: "./app" }, { path: "./shared/tsconfig.lib.json" }] },
      "app/tsconfig.json": configOf({
        files: ["main.ts"],
        references: [{ path: "../shared/tsconfig.lib.json" }],
      }),
      "app/main.ts": `import "../shared/lib.js";\n${CODE}`,
      "shared/tsconfig.lib.json": configOf({ files: ["lib.ts"], references: [{ path: "../app" }] }),
      "shared/lib.ts": CODE,
    });
    expect(report.advice.map(({ file, line }) => `${file}:${line}`)).toEqual([
      "app/main.ts:4",
      "shared/lib.ts:3",
    ]);
  });

  it("of JavaScript is read by its jsconfig.json, with the types in its comments", async () => {
    const report = await adviseProject({
      "jsconfig.json": configOf({ files: ["main.js"] }),
      "main.js": `/** @typedef {import("@omada-sdk/types/6.2/gadget").Bulb} Bulb */
/** @param {import("@omada-sdk/client-v6").Omada} omada */
export async function main(omada) {
  const body = { colour: "red", watts: 60 };
  await omada.gadget.addLamp({ body });
}
`,
    });
    expect(reported(report)).toEqual(["4 request-property-removed", "1 type-renamed"]);
  });

  it.each([
    ["main.ts", CODE],
    ["main.ts", 'export const omada = import("@omada-sdk/client-v6");'],
    ["main.ts", 'export { LampMode } from "@omada-sdk/client-v6/device/values";'],
    ["main.js", '/** @import { Omada } from "@omada-sdk/client-v6" */'],
    ["main.js", '/** @type {import("@omada-sdk/client-v6").Omada} */ export let omada;'],
  ])("that is not installed is reported, with the line (%s: %s)", async (name, code) => {
    const files = {
      "tsconfig.json": { compilerOptions: { module: "nodenext", allowJs: true }, include: ["main.*"] },
      [name]: code,
    };
    await expect(adviseProject(files, { isInstalled: false })).rejects.toThrow(
      /^cannot resolve @omada-sdk\/client-v6\S*, which \S+main\.[jt]s:1 imports; install the packages of the project first/,
    );
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ["that is cut off", { "tsconfig.json": '{ "files": ["main.ts"' }, /\/project\/tsconfig\.json:1: /],
    ["that has no files", { "tsconfig.json": { files: [] } }, /\/project\/tsconfig\.json.*: .*empty/],
    [
      "whose base is missing",
      { "tsconfig.json": { extends: "./base.json", files: ["main.ts"] }, "main.ts": "" },
      /\/project\/tsconfig\.json.*base\.json/,
    ],
    [
      "that refers to one which is broken",
      { "tsconfig.json": { files: [], references: [{ path: "app" }] }, "app/tsconfig.json": "{ files" },
      /\/project\/app\/tsconfig\.json:1: /,
    ],
  ])("with a configuration %s names the file", async (_, files, message) => {
    await expect(adviseProject(files)).rejects.toThrow(message);
  });

  it("that is not there says why", async () => {
    const options = { project: "/nowhere", specsDir: "/nowhere", target: "6.3" };
    await expect(adviseUpgrade(options)).rejects.toThrow();
    await expect(adviseProject({})).rejects.toThrow(/Cannot read file .*\/project\/tsconfig\.json/);
  });
});
