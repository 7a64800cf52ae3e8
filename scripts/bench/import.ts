import { join } from "node:path";
import { median, type Usage, usageOf } from "./measure.js";
import { CHILDREN } from "./places.js";
import { figure, heading, milliseconds, ratio } from "./print.js";

const IMPORTED = ["@omada-sdk/core", "@omada-sdk/client-v6/device", "@omada-sdk/client-v6"];
/** Milliseconds of the processor beyond those of a process that imports nothing. */
const TARGET_MS = 40;
const SCRIPT = join(CHILDREN, "import.mjs");

/**
 * What a fresh process takes more with an import of a built package than without, in turns. The target counts the
 * processor: other work of the machine changes that less than the time that passes.
 */
export function benchImport(rounds: number): void {
  heading(`Cold import, Node ${process.version}: beyond a process that imports nothing`);
  const programs = [[], ...IMPORTED.map((name) => [name])];
  const usages: Usage[][] = programs.map(() => []);
  for (let round = 0; round < rounds * 4; round++)
    for (const [index, args] of programs.entries()) usages[index]?.push(usageOf(SCRIPT, args));
  const passed = usages.map((list) => median(list.map(({ seconds }) => seconds)) * 1000);
  const used = usages.map((list) => median(list.map(({ cpuSeconds }) => cpuSeconds)) * 1000);
  const [barePassed = 0, bareUsed = 0] = [passed[0], used[0]];
  figure("a process that imports nothing", `${milliseconds(barePassed)}, ${milliseconds(bareUsed)} of CPU`);
  for (const [index, name] of IMPORTED.entries()) {
    const [time = 0, cpu = 0] = [passed[index + 1], used[index + 1]];
    const text = `${milliseconds(time - barePassed)} more, ${ratio(time / barePassed)}; ${milliseconds(cpu - bareUsed)} of CPU`;
    figure(`import of ${name}`, text, cpu - bareUsed, TARGET_MS);
  }
}
