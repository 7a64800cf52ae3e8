// Run in the folder of a package: packs it as for a release and examines the archive with publint and
// arethetypeswrong, so that what is checked is what users install.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Message, publint } from "publint";
import { formatMessage } from "publint/utils";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const folder = resolve(".cache", "pack");
const windows = process.platform === "win32";
const faults: string[] = [];

function start(command: string, args: string[]): string | undefined {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", shell: windows });
  return status === 0 ? undefined : `${stdout}${stderr}`.trim();
}

/** More entries than are written by hand. */
const MANY_ENTRIES = 12;

/** One entry of each depth and kind: `6.2`, `6.2/device`, `6.2/paths/device`, `device/values`. */
function sampleOf(entries: readonly string[]): string[] {
  const kindOf = (entry: string) => `${entry.split("/").length} ${/values|paths/.exec(entry) ?? ""}`;
  const kinds = new Map(entries.map((entry) => [kindOf(entry), entry]));
  return [...new Set([...kinds.values(), ...entries.filter((entry) => entry === ".")])];
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const refused = start("pnpm", ["--silent", "pack", "--pack-destination", folder]);
const [archive] = readdirSync(folder);
if (refused !== undefined || !archive) throw new Error(`pnpm pack: ${refused}`);
const path = join(folder, archive);

const bytes = readFileSync(path);
const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
for (const message of messages as Message[]) faults.push(`publint: ${formatMessage(message, pkg)}`);

// Generated entries are alike, one for each group; `pnpm pack:check` compiles a program against several of them.
const entries = Object.keys(manifest.exports).map((entry) => entry.replace(/^\.\//, ""));
const sample = entries.length > MANY_ENTRIES ? ["--entrypoints", ...sampleOf(entries)] : [];
const flags = ["--profile", "esm-only", "--format", "ascii", "--no-color", "--no-emoji", ...sample];
const types = start("attw", [path, ...flags]);
if (types !== undefined) faults.push(types);

rmSync(folder, { recursive: true });
for (const fault of faults) console.error(fault);
console.log(`${manifest.name}: ${(bytes.length / 1024).toFixed(0)} kB packed, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
