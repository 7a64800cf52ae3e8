import { join } from "node:path";
import { SPECS_DIR } from "../lib/places.js";
import { interleave, median, medianRatio, type Usage, usageOf } from "./measure.js";
import { CHILDREN, DOCUMENT, openapiTypescriptCli, SNAPSHOT, WORK } from "./places.js";
import { figure, heading, ratio, seconds } from "./print.js";

const GENERATOR = join(CHILDREN, "generate.mjs");
const OUTPUT = join(WORK, "packages");

/**
 * Both sides are compiled JavaScript in a fresh Node process that writes into an empty folder; ours makes the types,
 * both path clients, the method tables and the mock's data, the other one paths file.
 */
export function benchGenerate(rounds: number): void {
  heading(`Generate ${SNAPSHOT}: our generator beside the openapi-typescript CLI`);
  const cli = openapiTypescriptCli();
  const [ours, theirs] = interleave(
    rounds,
    () => usageOf(GENERATOR, [SPECS_DIR, OUTPUT, SNAPSHOT]),
    () => usageOf(cli, [DOCUMENT, "-o", join(WORK, "cli.d.ts")]),
  );
  const of = (list: Usage[], name: keyof Usage) => list.map((usage) => usage[name]);
  const wall = median(of(ours, "seconds"));
  figure("ours", describe(ours), wall, 5);
  figure("openapi-typescript CLI", describe(theirs));
  const walls = medianRatio(of(ours, "seconds"), of(theirs, "seconds"));
  figure("wall time", ratio(walls), walls, 1);
  figure("CPU time", ratio(medianRatio(of(ours, "cpuSeconds"), of(theirs, "cpuSeconds"))));

  heading("Generate all snapshots");
  const all = Array.from({ length: Math.min(rounds, 3) }, () => usageOf(GENERATOR, [SPECS_DIR, OUTPUT]));
  const time = median(of(all, "seconds"));
  const memory = median(of(all, "megabytes"));
  figure("wall time", seconds(time), time, 15);
  figure("peak memory", `${memory.toFixed(0)} MB`, memory, 1000);
}

function describe(list: Usage[]): string {
  const of = (name: keyof Usage) => median(list.map((usage) => usage[name]));
  return `${seconds(of("seconds"))}, CPU ${seconds(of("cpuSeconds"))}, ${of("megabytes").toFixed(0)} MB`;
}
