import { beforeAll, describe, expect, test } from "vitest";
import { aliasesFor } from "../../src/exported/aliases.js";
import { diffSnapshots, generate, readManifest, readSnapshot } from "../../src/index.js";
import { documentOf, envelope, object, ref, text } from "../support/document.js";
import { contentsOf, type Imported, imported, temporaryFolder } from "../support/workspace.js";
import { diagnose } from "./support/compile.js";

const state = { type: "integer", description: "State should be a value as follows: 0: off; 1: on." } as const;
const members = { name: text(), state };

/** Lamps have two types that only the second version calls otherwise, one of them used by two groups. */
const lamps = (lamp: string, shade: string, rest: Record<string, ReturnType<typeof text>>) =>
  documentOf({
    operations: {
      "GET /lamps": { operationId: "getLamp", answer: envelope(ref(lamp)) },
      "GET /shades": { operationId: "getShade", answer: envelope(ref(shade)) },
      "GET /shades/of-clients": { tag: "Widget", operationId: "getShades", answer: envelope(ref(shade)) },
    },
    schemas: {
      [lamp]: object({ ...members, ...rest }, ["name"]),
      [shade]: object({ colour: text(), state }),
    },
  });

let files: Map<string, string>;
let first: Imported;

beforeAll(async () => {
  first = await imported({ "All.json": lamps("LampInfo", "ShadeInfo", {}) }, { id: "6.1" });
  const { specsDir } = first;
  await imported({ "All.json": lamps("LampVO", "ShadeVO", {}) }, { id: "6.2", specsDir });
  await imported({ "All.json": lamps("Lamp", "ShadeVO", { bulb: text() }) }, { id: "6.3", specsDir });
  const packagesDir = await temporaryFolder();
  await generate({ specsDir, packagesDir });
  files = new Map(Object.entries(await contentsOf(packagesDir)));
}, 60_000);

const generated = (pattern: RegExp) => new Map([...files].filter(([path]) => pattern.test(path)));

describe("names of the snapshot before", () => {
  const PROGRAM = `import type { LampInfo, ShadeInfo } from "@omada-sdk/types/6.2/device";
import type { ShadeInfo as Shared } from "@omada-sdk/types/6.2/client";
import type { LampVO, ShadeVO } from "@omada-sdk/types/6.2/device";
import { LampInfoState, ShadeInfoState } from "@omada-sdk/client-v6/device.values";
export const lamp: LampInfo = { name: "hall", state: LampInfoState.on };
export const renamed: LampVO = lamp;
export const back: LampInfo = renamed;
export const shade: ShadeInfo & Shared & ShadeVO = { colour: "red", state: ShadeInfoState.off };
export interface Own extends LampInfo { own: true }
export const on: 1 = LampInfoState.on;
`;

  test("compile for who imports them, types and constants, from every group that had them", () => {
    expect(diagnose(generated(/\/(6\.2|shared)\//), PROGRAM)).toEqual([]);
  });

  test("are marked, with the name to use", () => {
    const types = files.get("types/generated/6.2/device.d.ts") ?? "";
    expect(types).toMatch(/\/\*\* @deprecated Use `LampVO`[^\n]*\*\/\nexport type LampInfo = LampVO;/);
    const values = files.get("client-v6/generated/6.2/device.values.d.ts") ?? "";
    expect(values).toMatch(
      /@deprecated Use `LampVOState`[^\n]*\nexport declare const LampInfoState: typeof LampVOState;/,
    );
  });

  test("are the same objects at run time", async () => {
    const nameOf = encodeURIComponent(files.get("client-v6/generated/6.2/name-of.js") ?? "");
    const js = (files.get("client-v6/generated/6.2/device.values.js") ?? "").replace(
      "./name-of.js",
      `data:text/javascript,${nameOf}`,
    );
    const module = (await import(
      /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(js)}`
    )) as Record<string, object>;
    expect(module.LampInfoState).toEqual({ off: 0, on: 1 });
    expect(module.LampInfoState).toBe(module.LampVOState);
  });

  test("last as long as the line, and not where the type has another shape", () => {
    const types = files.get("types/generated/6.3/device.d.ts") ?? "";
    expect(types).not.toMatch(/LampInfo|LampVO/);
    expect(types).toMatch(/export type ShadeInfo = [^;\n]*ShadeVO;/);
    expect(files.get("types/generated/6.1/device.d.ts")).not.toContain("@deprecated");
  });

  test("are what the diff says is kept", async () => {
    const { specsDir } = first;
    const manifest = await readManifest(specsDir);
    const read = (id: string) => readSnapshot(specsDir, id);
    const reported = async (before: string, after: string) =>
      (await diffSnapshots(specsDir, before, after)).findings
        .filter(({ rule }) => /^(type-name|constant)-/.test(rule))
        .map(({ rule, path }) => `${rule} ${path}`);
    expect(manifest.snapshots.map(({ id }) => id)).toEqual(["6.1", "6.2", "6.3"]);
    const kept = await aliasesFor(manifest, await read("6.2"), read);
    const renamed = (await reported("6.1", "6.2")).filter((each) => each.includes("-renamed"));
    expect(renamed).toHaveLength(kept.length);
    expect(renamed).toHaveLength(6);
    // 6.3 does not follow 6.1: it keeps nothing of it.
    expect((await reported("6.1", "6.3")).filter((each) => each.includes("-renamed"))).toEqual([]);
    expect(await reported("6.2", "6.3")).toEqual([
      "type-name-removed device.LampVO",
      "constant-renamed device/values.LampVOState",
    ]);
  });
});
