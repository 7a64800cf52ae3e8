import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatChangesets, planRelease } from "../../src/index.js";
import { documentOf, envelope, object, text } from "../support/document.js";
import { imported, temporaryFolder } from "../support/workspace.js";

const lamp = (members: Record<string, ReturnType<typeof text>>) =>
  documentOf({
    operations: { "GET /lamps": { operationId: "getLamps", answer: envelope(object(members)) } },
  });

const NAME = { name: text() };
const BOTH = { name: text(), colour: text() };

/** A specs folder with these snapshots, imported in order. */
async function specs(...snapshots: [id: string, members: Record<string, ReturnType<typeof text>>][]) {
  let specsDir: string | undefined;
  for (const [id, members] of snapshots) {
    const options = { id, controllerVersion: `${id}.1`, replace: true };
    const result = await imported(
      { "lamps.json": lamp(members) },
      specsDir ? { ...options, specsDir } : options,
    );
    specsDir = result.specsDir;
  }
  return specsDir ?? "";
}

/** A copy to compare with, because an import changes the folder. */
async function copyOf(folder: string): Promise<string> {
  const copy = join(await temporaryFolder(), "published");
  await mkdir(copy, { recursive: true });
  await cp(folder, copy, { recursive: true });
  return copy;
}

const bumps = async (now: string, was: string | undefined) =>
  Object.fromEntries((await planRelease(now, was)).packages.map(({ name, bump }) => [name, bump]));

const TYPES = "@omada-sdk/types";
const V6 = "@omada-sdk/client-v6";

describe("the bump of a release", () => {
  it("is 1.0.0 before anything was released, which the next major one after 0.0.0 is", async () => {
    expect(await bumps(await specs(["6.2", BOTH]), undefined)).toEqual({ [TYPES]: "major", [V6]: "major" });
  });

  it("is none when the snapshots are the same", async () => {
    const folder = await specs(["6.2", BOTH]);
    expect(await planRelease(folder, await copyOf(folder))).toEqual({ packages: [], reports: [] });
  });

  it.each([
    ["a field that went", BOTH, NAME, "major"],
    ["a field that came", NAME, BOTH, "minor"],
  ] as const)("of the same snapshot read again with %s", async (_, was, is, bump) => {
    const before = await copyOf(await specs(["6.2", was]));
    expect(await bumps(await specs(["6.2", is]), before)).toEqual({ [TYPES]: bump, [V6]: bump });
  });

  it("is a major one for the client whose newest snapshot breaks, a minor one for the types", async () => {
    const before = await copyOf(await specs(["6.2", BOTH]));
    const plan = await planRelease(await specs(["6.2", BOTH], ["6.3", NAME]), before);
    expect(plan.packages.map(({ name, bump, reasons }) => [name, bump, reasons.length])).toEqual([
      [V6, "major", 2],
      [TYPES, "minor", 1],
    ]);
    const changesets = formatChangesets(plan);
    expect([...changesets.keys()]).toEqual(["snapshots-client-v6.md", "snapshots-types.md"]);
    const changeset = changesets.get("snapshots-client-v6.md");
    expect(changeset).toMatch(
      /^---\n"@omada-sdk\/client-v6": major\n---\n\nController 6\.2 to 6\.3: 1 breaking/,
    );
    expect(changesets.get("snapshots-types.md")).toBe(
      '---\n"@omada-sdk/types": minor\n---\n\nSnapshots:\n\n- ./6.3 is new: 6.3\n',
    );
    expect(changeset).toContain("field removed: result.colour");
    expect(changeset).toContain("`specs/6.3/CHANGES.md`");
  });

  it("is a major one when a snapshot goes", async () => {
    const before = await copyOf(await specs(["6.2", BOTH], ["6.3", BOTH]));
    expect(await bumps(await specs(["6.3", BOTH]), before)).toEqual({ [TYPES]: "major", [V6]: "major" });
  });

  it("leaves a line alone whose snapshots did not change", async () => {
    const folder = await specs(["5.15", BOTH]);
    const before = await copyOf(folder);
    const options = { id: "6.2", controllerVersion: "6.2.1", specsDir: folder };
    await imported({ "lamps.json": lamp(BOTH) }, options);
    expect(await bumps(folder, before)).toEqual({ [TYPES]: "minor", [V6]: "major" });
  });
});

describe("a changeset", () => {
  it("names every reason, also beside a report", async () => {
    const before = await copyOf(await specs(["6.2", BOTH]));
    const folder = await specs(["6.2", NAME]);
    const options = {
      id: "6.2-cloud",
      flavour: "cloud" as const,
      controllerVersion: "6.2.1",
      specsDir: folder,
    };
    await imported({ "lamps.json": lamp(NAME) }, options);
    const [v6 = "", types = ""] = [...formatChangesets(await planRelease(folder, before)).values()];
    for (const changeset of [v6, types])
      expect(changeset).toContain("Controller 6.2, read again: 1 breaking");
    expect(v6).toContain("\n- ./cloud is new: 6.2-cloud\n");
    expect(types).toContain("\n- ./6.2-cloud is new: 6.2-cloud\n");
    expect(v6).not.toContain("./6.2-cloud");
  });

  it("of a first release says so", async () => {
    const changesets = formatChangesets(await planRelease(await specs(["6.2", BOTH]), undefined));
    for (const changeset of changesets.values())
      expect(changeset.split("---\n\n")[1]).toBe("Snapshots:\n\n- first release, with 6.2\n");
  });

  it("stays short whatever changed", async () => {
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`colour${at}`, text()]));
    const before = await copyOf(await specs(["6.2", many]));
    const changesets = formatChangesets(await planRelease(await specs(["6.2", NAME]), before));
    expect(changesets.size).toBe(2);
    for (const changeset of changesets.values()) {
      expect(changeset.length).toBeLessThan(1500);
      expect(changeset).toContain("Controller 6.2, read again");
    }
  });
});
