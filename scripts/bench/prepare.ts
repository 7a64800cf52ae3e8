import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ApiModel, generate, readSnapshot } from "@omada-sdk/codegen";
import { ROOT, SPECS_DIR } from "../lib/places.js";
import { run } from "../lib/run.mjs";
import {
  BASELINE,
  DOCUMENT,
  MOCK_SNAPSHOT,
  openapiFetch,
  openapiTypescriptCli,
  PATHS,
  PROGRAMS,
  SNAPSHOT,
  WORK,
} from "./places.js";

const BUILT = ["model", "auth", "core", "client-v6", "codegen", "mock-controller", "cli"];

/** Brings generated files and builds up to date. */
export async function prepare(): Promise<void> {
  await rm(WORK, { recursive: true, force: true });
  await mkdir(WORK, { recursive: true });
  await generate({
    specsDir: SPECS_DIR,
    packagesDir: join(ROOT, "packages"),
    ids: [SNAPSHOT, MOCK_SNAPSHOT],
  });
  const tsc = join(ROOT, "node_modules/typescript/lib/tsc.js");
  for (const name of BUILT) {
    const project = join(ROOT, "packages", name, "tsconfig.build.json");
    mustRun([process.execPath, tsc, "-p", project, "--noCheck"]);
  }
}

/** Writes the programs of both sides, and what openapi-typescript makes of the snapshot. */
export async function prepareBaseline(): Promise<void> {
  await writeFile(DOCUMENT, JSON.stringify(await joinGroups()));
  mustRun([process.execPath, openapiTypescriptCli(), DOCUMENT, "-o", PATHS]);

  const model = await readSnapshot(SPECS_DIR, SNAPSHOT);
  const client = await readFile(join(PROGRAMS, "client.ts"), "utf8");
  const baseline = await readFile(join(ROOT, "scripts/bench/peers/openapi-fetch/program.txt"), "utf8");
  compareCalls(client, baseline, model);
  await writeFile(
    BASELINE,
    baseline
      .replace('"openapi-fetch"', JSON.stringify(openapiFetch()))
      .replace('"./generated/paths.js"', '"./paths.js"'),
  );
}

function mustRun(command: string[]): void {
  if (!run("", command, { cwd: ROOT, show: false })) throw new Error(`failed: ${command.join(" ")}`);
}

interface Document {
  paths: Record<string, object>;
  components: { schemas: Record<string, object> };
}

/** All groups of the snapshot as one OpenAPI document; a schema has the same shape in every group. */
async function joinGroups(): Promise<object> {
  const index = JSON.parse(await readFile(join(SPECS_DIR, "index.json"), "utf8")) as {
    snapshots: { id: string; groups: { name: string }[] }[];
  };
  const groups = index.snapshots.find(({ id }) => id === SNAPSHOT)?.groups ?? [];
  const joined: Document = { paths: {}, components: { schemas: {} } };
  for (const { name } of groups) {
    const text = await readFile(join(SPECS_DIR, SNAPSHOT, `${name}.json`), "utf8");
    const { paths, components } = JSON.parse(text) as Document;
    for (const [path, item] of Object.entries(paths)) joined.paths[path] = { ...joined.paths[path], ...item };
    Object.assign(joined.components.schemas, components.schemas);
  }
  return { openapi: "3.0.3", info: { title: SNAPSHOT, version: SNAPSHOT }, ...joined };
}

/** @throws Error unless both programs call the same twenty operations */
function compareCalls(client: string, baseline: string, model: ApiModel): void {
  const named = new Map(model.operations.map(({ name, method, path }) => [name, `${method} ${path}`]));
  const ours = [...client.matchAll(/\bomada\.(\w+\.\w+)/g)].map(([, name = ""]) => named.get(name) ?? name);
  const theirs = [...baseline.matchAll(/\bclient\.([A-Z]+)\("([^"]+)"/g)].map(([, method, path]) => {
    return `${method} ${path}`;
  });
  const [left, right] = [[...new Set(ours)].sort(), [...new Set(theirs)].sort()];
  if (left.length !== 20 || ours.length !== 20 || theirs.length !== 20 || left.join() !== right.join())
    throw new Error(
      "scripts/bench: programs/client.ts and that of openapi-fetch have to call the same 20 operations",
    );
}
