import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../lib/places.js";
import { usageOf } from "./measure.js";
import { nextRelease, readGroups, type Synthetic, writeSpecs } from "./mutate.js";
import { CHILDREN, SNAPSHOT, WORK } from "./places.js";
import { publish, type Row } from "./results.js";

const SEED = 20;
const RELEASES = 10;
/** Shares of the paths and schemas that a release changes. */
const SHARES = [0.01, 0.02, 0.03];

interface Packed {
  size: number;
  unpackedSize: number;
  entryCount: number;
}

/** What ten snapshots of a line cost beside one: the archives of `types` and of a client. */
export async function benchSnapshots(): Promise<void> {
  const rows: Row[] = [];
  const made = new Map<number, Map<string, Packed>>();
  for (const count of [1, RELEASES]) {
    const specs = join(WORK, `specs-${count}`);
    const packages = join(WORK, `packages-${count}`);
    await writeSpecs(specs, SNAPSHOT, await releases(count));
    const { seconds } = usageOf(join(CHILDREN, "generate.mjs"), [specs, packages]);
    const packed = new Map(["types", "client-v6"].map((name) => [name, pack(packages, name)]));
    made.set(count, packed);
    for (const [name, { size, unpackedSize, entryCount }] of packed) {
      const one = made.get(1)?.get(name);
      rows.push({
        name: `${name}, ${count} snapshot${count > 1 ? "s" : ""}`,
        figures: {
          packed: size,
          unpacked: unpackedSize,
          files: entryCount,
          ...(one && { packedRatio: size / one.size, unpackedRatio: unpackedSize / one.unpackedSize }),
          seconds,
        },
      });
    }
  }
  publish({
    name: "snapshots",
    title: `Ten snapshots of a line beside one`,
    command: "pnpm bench snapshots",
    notes: [
      `Each is the one before with ${SHARES.map((share) => `${share * 100} %`).join(", ")} of its paths and schemas in turn ` +
        `added, removed or changed in one place, drawn by seed ${SEED}; the first is ${SNAPSHOT}.`,
      "Of the schemas that 5.15 and 6.2 have in common, eight releases apart, 13 % differ in shape.",
    ],
    tables: [
      {
        title: "Archives that npm packs",
        columns: [
          { key: "packed", title: "packed bytes" },
          { key: "packedRatio", title: "ratio", digits: 2 },
          { key: "unpacked", title: "unpacked bytes" },
          { key: "unpackedRatio", title: "ratio", digits: 2 },
          { key: "files", title: "files" },
          { key: "seconds", title: "generation s", digits: 1 },
        ],
        rows,
      },
    ],
  });
}

async function releases(count: number): Promise<Synthetic[]> {
  let groups = await readGroups(SNAPSHOT);
  const list: Synthetic[] = [];
  for (let release = 0; release < count; release++) {
    if (release > 0) groups = nextRelease(groups, SHARES[release % SHARES.length] ?? 0, SEED + release);
    const [major, minor] = SNAPSHOT.split(".").map(Number);
    const id = `${major}.${(minor ?? 0) + release}`;
    list.push({ id, controllerVersion: `${id}.0.1`, groups });
  }
  return list;
}

/** What npm would pack of a package with these generated files. */
function pack(packages: string, name: string): Packed {
  const folder = join(packages, name);
  mkdirSync(folder, { recursive: true });
  for (const part of ["package.json", "README.md", "LICENSE", "dist", "src"]) {
    const from = join(ROOT, "packages", name, part);
    rmSync(join(folder, part), { recursive: true, force: true });
    if (existsSync(from)) cpSync(from, join(folder, part), { recursive: true });
  }
  const { stdout, stderr } = spawnSync("npm", ["pack", "--json", "--dry-run", "--ignore-scripts"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    shell: process.platform === "win32",
  });
  const [packed] = JSON.parse(stdout || "[]") as Packed[];
  if (!packed) throw new Error(`npm cannot pack ${name}:\n${stderr}`);
  return packed;
}
