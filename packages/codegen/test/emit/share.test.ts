import { beforeAll, describe, expect, test } from "vitest";
import { generate } from "../../src/index.js";
import { documentOf, envelope, object, ref, text } from "../support/document.js";
import { contentsOf, imported, temporaryFolder } from "../support/workspace.js";
import { diagnose } from "./support/compile.js";

const mode = { type: "integer", description: "Mode should be a value as follows: 0: off; 1: on." } as const;

/** Lamps refer to shades, fans to nothing; `shade` is what the shade of a version has. */
const house = (shade: Record<string, object>, operations: Record<string, object> = {}) =>
  documentOf({
    operations: {
      "GET /lamps": { operationId: "getLamp", answer: envelope(ref("Lamp")) },
      "GET /fans": { operationId: "getFan", answer: envelope(ref("Fan")) },
      ...operations,
    } as Parameters<typeof documentOf>[0]["operations"],
    schemas: {
      Lamp: object({ name: text(), shade: ref("Shade") }),
      Shade: object(shade as Parameters<typeof object>[0]),
      Fan: object({ name: text(), mode }),
    },
  });

let files: Map<string, string>;
const below = (folder: string) => [...files].filter(([path]) => path.startsWith(folder));
const declaring = (name: string) =>
  [...files].filter(([, body]) =>
    new RegExp(`^export (interface|type|declare const) ${name}\\b`, "m").test(body),
  );

beforeAll(async () => {
  const { specsDir } = await imported({ "All.json": house({ colour: text() }) }, { id: "6.1" });
  await imported({ "All.json": house({ colour: text() }) }, { id: "6.2", specsDir });
  const later = house(
    { colour: { type: "integer" } },
    { "GET /doors": { operationId: "getDoor", answer: envelope(ref("Fan")) } },
  );
  await imported({ "All.json": later }, { id: "6.3", specsDir });
  const packagesDir = await temporaryFolder();
  await generate({ specsDir, packagesDir });
  files = new Map(Object.entries(await contentsOf(packagesDir)));
}, 60_000);

describe("what the snapshots of a line have in common", () => {
  test("is declared once, beside what the same snapshots have", () => {
    expect(declaring("Fan").map(([path]) => path)).toEqual(["types/generated/shared/6.1-to-6.3/device.d.ts"]);
    const values = declaring("FanMode").map(([path]) => path);
    expect(values).toEqual(["client-v6/generated/shared/6.1-to-6.3/device.values.d.ts"]);
  });

  test("ends where a name in it stands for something else, however far behind", () => {
    const places = ["types/generated/6.3/device.d.ts", "types/generated/shared/6.1-to-6.2/device.d.ts"];
    for (const name of ["Shade", "Lamp"])
      expect(
        declaring(name)
          .map(([path]) => path)
          .sort(),
      ).toEqual(places);
  });

  test("is never loaded from the files of another snapshot", () => {
    for (const id of ["6.1", "6.2", "6.3"]) {
      const others = ["6.1", "6.2", "6.3"].filter((each) => each !== id);
      const own = [...below(`types/generated/${id}/`), ...below(`client-v6/generated/${id}/`)];
      const modules = own.flatMap(([, body]) =>
        [...body.matchAll(/ from "([^"]+)"/g)].map(([, from]) => from),
      );
      for (const from of modules) for (const other of others) expect(from).not.toContain(`/${other}/`);
    }
    const shared = [...below("types/generated/shared/"), ...below("client-v6/generated/shared/")];
    for (const [, body] of shared) expect(body).not.toMatch(/ from "[^"]*\/6\.\d\//);
  });

  test("compiles, and a program has the types of its snapshot only", () => {
    const generated = new Map([...files].filter(([path]) => /\/(6\.2|shared)\//.test(path)));
    const program = `import type { DeviceTags } from "@omada-sdk/client-v6/device";
import type { Fan, Lamp } from "@omada-sdk/types/6.2/device";
import type { paths } from "@omada-sdk/types/6.2/paths/device";
import { FanMode } from "@omada-sdk/client-v6/device.values";
declare const tags: DeviceTags;
export const lamp: Lamp = { shade: { colour: "red" } };
export const fan: Promise<Fan> = tags.gadget.getFan({});
export const mode: 1 = FanMode.on;
export const path: keyof paths = "/fans";
// @ts-expect-error 6.3 has it
tags.gadget.getDoor({});
// @ts-expect-error so it is in 6.3
export const other: Lamp = { shade: { colour: 1 } };
`;
    expect(diagnose(generated, program)).toEqual([]);
  });

  test("is the same for every module: constants of the shared file are those of the snapshot", () => {
    const rest = files.get("client-v6/generated/6.1/device.values.js") ?? "";
    expect(rest).toContain('export * from "../shared/6.1-to-6.3/device.values.js";');
    expect(files.get("client-v6/generated/shared/6.1-to-6.3/device.values.js")).toMatch(/FanMode = .*freeze/);
  });
});
