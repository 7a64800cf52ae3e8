import type { MockOptions } from "@omada-sdk/mock-controller";
import type { Pair } from "../matrix.js";
import { createWorld, type Observation, type World } from "./world.js";

/** Something that people do with a controller, written once for all versions. */
export interface Scenario {
  title: string;
  /** What the controller has beside what all have. */
  size?: Partial<MockOptions>;
  run(world: World): Promise<void>;
}

/** What a pair did in a scenario. */
export interface ScenarioRun {
  title: string;
  observations: Observation[];
}

/** Runs every scenario with a client against a controller, wrong versions allowed, each in a world of its own. */
export async function observe(
  client: Pair,
  controller: Pair,
  scenarios: readonly Scenario[],
): Promise<ScenarioRun[]> {
  const runs: ScenarioRun[] = [];
  for (const scenario of scenarios) {
    const world = await createWorld(client, controller, scenario.size, { onVersionMismatch: "ignore" });
    await scenario.run(world);
    runs.push({ title: scenario.title, observations: world.observations });
  }
  return runs;
}

/** Id of the first site of a controller. */
export function firstSite({ controller }: World): string {
  return [...controller.state.sites.keys()][0] ?? "";
}
