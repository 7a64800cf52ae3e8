import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../lib/places.js";

const COMPARE = join(ROOT, "packages/mock-controller/bench/compare.ts");

/**
 * The mock controller beside prism and scalar's mock server on one document. Those two are fetched by npm when they are
 * wanted first; without a network only ours is measured.
 */
export async function benchMock(rounds: number): Promise<void> {
  const source = ["--conditions=@omada-sdk/source", "--import", "tsx"];
  const { status } = spawnSync(process.execPath, [...source, COMPARE, String(rounds)], {
    cwd: ROOT,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("the bench of the mock controller failed");
}
