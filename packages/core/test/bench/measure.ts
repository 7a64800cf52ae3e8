import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** Something to be timed. */
export type Way = () => Promise<unknown>;

const ROUNDS = 40;

/**
 * Times ways of doing the same, each in a process of its own, because they would collect each other's garbage, and in
 * turns, so that a noisy machine is noisy for all of them.
 * @param program runs {@link serveRounds} for the way named by its first argument
 * @returns microseconds per run, by name: the lower quartile of the rounds, which other processes disturb least
 */
export async function measure<N extends string>(
  program: string,
  names: readonly N[],
  env: NodeJS.ProcessEnv,
): Promise<Record<N, number>> {
  const children = new Map<N, ChildProcess>();
  const times = new Map<N, number[]>(names.map((name) => [name, []]));
  for (const name of names) {
    const child = fork(program, [name], { env: { ...process.env, ...env } });
    children.set(name, child);
    await once(child, "message");
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, child] of children) {
      child.send("round");
      const [time] = await once(child, "message");
      times.get(name)?.push(time);
    }
  }
  for (const child of children.values()) child.disconnect();
  return Object.fromEntries([...times].map(([name, list]) => [name, lowerQuartile(list)])) as Record<
    N,
    number
  >;
}

/** The other side of {@link measure}: warms up, then answers every message with the time of a round. */
export async function serveRounds(way: Way, runs: number): Promise<void> {
  for (let run = 0; run < 4000; run++) await way();
  process.on("message", async () => {
    const start = performance.now();
    for (let run = 0; run < runs; run++) await way();
    process.send?.(((performance.now() - start) * 1000) / runs);
  });
  process.on("disconnect", () => process.exit());
  process.send?.("ready");
}

function lowerQuartile(list: number[]): number {
  return list.sort((a, b) => a - b)[list.length >> 2] ?? 0;
}

/** Prints one line per way, with its ratio to the first. */
export function report(title: string, results: Record<string, number>): void {
  const base = Object.values(results)[0] ?? 1;
  console.log(`\n${title}`);
  for (const [name, time] of Object.entries(results))
    console.log(`  ${name.padEnd(44)} ${time.toFixed(1).padStart(8)} us  ${(time / base).toFixed(2)}x`);
}
