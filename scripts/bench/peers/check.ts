import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../../lib/places.js";
import { median, medianRatio } from "../measure.js";
import { shuffled } from "../random.js";
import type { Table } from "../results.js";
import { type Contender, folderOf, REFERENCE } from "./contenders.js";

/** What `tsc --extendedDiagnostics` says of one compilation, and how long its process took. */
interface Compiled {
  types: number;
  instantiations: number;
  identifiers: number;
  files: number;
  megabytes: number;
  checkSeconds: number;
  wallSeconds: number;
}

const COMPILERS = { "5.9": "typescript", "7.0": "typescript-native" } as const;

/** Compiles every program in fresh processes, with each compiler. */
export function measureCheck(
  contenders: readonly Contender[],
  rounds: number,
  random: () => number,
): Table[] {
  return Object.entries(COMPILERS).map(([version, name]) => {
    const tsc = join(ROOT, "node_modules", name, version === "5.9" ? "lib/tsc.js" : "bin/tsc");
    const taken = new Map<string, Compiled[]>(contenders.map(({ id }) => [id, []]));
    for (let round = 0; round < rounds; round++)
      for (const contender of shuffled(contenders, random))
        taken.get(contender.id)?.push(compile(tsc, folderOf(contender)));
    return tableOf(`Check of 20 calls, TypeScript ${version}`, contenders, taken);
  });
}

/** @throws Error for a program that does not compile */
export function compile(tsc: string, folder: string): Compiled {
  const started = performance.now();
  const args = [tsc, "-p", folder, "--extendedDiagnostics"];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 2 ** 28 });
  const wallSeconds = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(`${folder} does not compile:\n${stdout.slice(0, 2000)}`);
  const figure = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(stdout)?.[1] ?? Number.NaN);
  return {
    types: figure("Types"),
    instantiations: figure("Instantiations"),
    identifiers: figure("Identifiers"),
    files: figure("Files"),
    megabytes: figure("Memory used") / 1024,
    checkSeconds: figure("Check time"),
    wallSeconds,
  };
}

function tableOf(
  title: string,
  contenders: readonly Contender[],
  taken: ReadonlyMap<string, Compiled[]>,
): Table {
  const of = (id: string, name: keyof Compiled) => (taken.get(id) ?? []).map((compiled) => compiled[name]);
  return {
    title,
    columns: [
      { key: "types", title: "types" },
      { key: "instantiations", title: "instantiations" },
      { key: "identifiers", title: "identifiers" },
      { key: "files", title: "files" },
      { key: "megabytes", title: "heap MB" },
      { key: "checkSeconds", title: "check s", digits: 3 },
      { key: "checkRatio", title: "ratio", digits: 3 },
      { key: "wallSeconds", title: "tsc s", digits: 2 },
      { key: "wallRatio", title: "ratio", digits: 2 },
    ],
    rows: contenders.map(({ id, title: name }) => {
      const medians = Object.fromEntries(
        Object.keys(taken.get(id)?.[0] ?? {}).map((key) => [key, median(of(id, key as keyof Compiled))]),
      );
      const ratio = (key: keyof Compiled) =>
        taken.has(REFERENCE) ? medianRatio(of(id, key), of(REFERENCE, key)) : undefined;
      return {
        name,
        figures: { ...medians, checkRatio: ratio("checkSeconds"), wallRatio: ratio("wallSeconds") },
      };
    }),
  };
}
