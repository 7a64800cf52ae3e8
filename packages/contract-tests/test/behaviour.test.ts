import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatRules } from "@omada-sdk/codegen";
import { beforeAll, describe, expect, it } from "vitest";
import { compareRuns } from "../src/behaviour/compare.js";
import { createRecorder, withoutIds } from "../src/behaviour/recorder.js";
import { behaviourReport } from "../src/behaviour/report.js";
import { compareGolden, firstDifferences } from "../src/golden.js";
import { CONTRACT_DIR } from "../src/places.js";
import { behaviourReports } from "../src/reports.js";

describe("behaviour of every version", () => {
  let reports = new Map<string, string>();
  beforeAll(async () => {
    reports = await behaviourReports();
  });

  it.each([
    "behaviour-5.12-5.15.md",
    "behaviour-5.15-6.2.md",
    "behaviour-6.2-6.2-cloud.md",
    "wrong-version.md",
  ])("is as contract/%s says (if not, and it is meant: pnpm contract --accept)", async (file) => {
    const committed = await readFile(join(CONTRACT_DIR, file), "utf8");
    expect(firstDifferences(committed, reports.get(file) ?? "")).toEqual([]);
    expect(reports.get(file)).toBe(committed);
  });

  it("and the table of rules as contract/rules.md says", async () => {
    expect(await readFile(join(CONTRACT_DIR, "rules.md"), "utf8")).toBe(formatRules());
  });

  it("names the break that documents do not show", () => {
    const text = reports.get("behaviour-5.15-6.2.md") ?? "";
    const differs = text.slice(0, text.indexOf("## What both do"));
    expect(differs).toMatch(/the old list\n+```text\n5\.15: ok .*\n(.*\n)+6\.2: refused -1 /);
  });

  it("lets no client of another line or kind in, and warns the others of what they will miss", () => {
    const lines = (reports.get("wrong-version.md") ?? "").split("\n");
    const rows = lines.filter((line) => /^\| [56]/.test(line));
    expect(rows).toHaveLength(12);
    const reported = lines.filter((line) => / with [56].*: /.test(line));
    expect(reported).toHaveLength(12);
    for (const line of reported)
      expect(line).toMatch(/do not have \d+ of its operations .*and \d+ fields\. Use @omada-sdk\/client-v/);
    for (const row of rows) {
      const [, client = "", controller = "", reaction] = row.split("|").map((cell) => cell.trim());
      // Whatever the older client has is there on the newer controller, not the other way round.
      const isSubset = client === "5.12" && controller === "5.15";
      expect(reaction, row).toBe(isSubset ? "warned" : "refused");
    }
  });
});

describe("a recording", () => {
  it("records what was sent and answered, without ids, secrets and texts", async () => {
    const recorder = createRecorder(async () => Response.json({ errorCode: -1, msg: "secret text" }));
    const url = `https://x.test/openapi/v1/${"a".repeat(32)}/sites/AA-BB-CC-00-11-22?page=1&secret=s3cr3t`;
    for (let at = 0; at < 2; at++)
      await recorder.fetch(url, { method: "POST", body: '{"password":"hidden"}' });
    expect(recorder.take()).toEqual([
      "2 x POST /openapi/v1/<id>/sites/<mac>?page,secret {password} -> 200 -1",
    ]);
    expect(recorder.take()).toEqual([]);
  });

  it("leaves version numbers and names as they are", () => {
    expect(withoutIds("6.2.0.17 getSiteList 25")).toBe("6.2.0.17 getSiteList 25");
  });
});

describe("a comparison", () => {
  const run = (outcome: string) => [
    { title: "a lamp", observations: [{ step: "light it", requests: ["PUT /lamp -> 200"], outcome }] },
  ];

  it("finds steps that went otherwise, and steps that only one version took", () => {
    const [lamp] = compareRuns(run("ok"), run("refused -1"));
    expect(lamp?.steps.map(({ step, same }) => [step, same])).toEqual([["light it", false]]);
    expect(compareRuns(run("ok"), [])[0]?.steps[0]).toMatchObject({ after: undefined, same: false });
    expect(compareRuns(run("ok"), run("ok"))[0]?.steps[0]?.same).toBe(true);
  });

  it("is reported with both sides, or once if they are alike", () => {
    const report = behaviourReport("1", "2", compareRuns(run("ok"), run("refused -1")));
    expect(report).toContain("1: ok\n  PUT /lamp -> 200\n2: refused -1\n  PUT /lamp -> 200");
    expect(behaviourReport("1", "2", compareRuns(run("ok"), run("ok")))).toContain("Nothing.");
  });
});

describe("a committed report", () => {
  it("changes only when that is accepted", async () => {
    const folder = await mkdtemp(join(tmpdir(), "omada-golden-"));
    try {
      const file = join(folder, "deep", "report.md");
      expect(await compareGolden(file, "a\n", false)).toBe("changed");
      expect(await compareGolden(file, "a\n", true)).toBe("accepted");
      expect(await compareGolden(file, "a\n", false)).toBe("same");
      await writeFile(file, "b\n");
      expect(await compareGolden(file, "a\n", false)).toBe("changed");
      expect(await readFile(file, "utf8")).toBe("b\n");
      expect(firstDifferences("b\n", "a\n")).toEqual(["- b", "+ a"]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
