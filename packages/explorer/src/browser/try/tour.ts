import { createClient } from "@omada-sdk/core";
import type { RequestRecord } from "@omada-sdk/mock-controller/browser";
import { simulate } from "./controller.js";
import { STEPS, type TourWorld } from "./tour-steps.js";

/** Devices of the first site: more than fit on one page. */
const DEVICES = 250;

/** What one step of the tour came to. */
export interface StepOutcome {
  name: string;
  lines: readonly string[];
  requests: readonly RequestRecord[];
}

/**
 * Runs the steps of the tour with a new simulated controller, as far as they end well.
 * @param onStep called after each step
 * @returns whether all of them ended well
 */
export async function runSteps(
  target: { snapshot: string; data: string },
  onStep: (outcome: StepOutcome) => void,
): Promise<boolean> {
  const { mock, group } = await simulate(target.snapshot, target.data, { devices: DEVICES });
  const { clientId, clientSecret } = mock.credentials;
  let lines: string[] = [];
  const start: TourWorld = {
    createOmadaClient: ((options: Parameters<typeof createClient>[0]) =>
      createClient(options, [group])) as TourWorld["createOmadaClient"],
    clientId,
    clientSecret,
    fetch: mock.fetch,
    console: { log: (text) => void lines.push(text) },
  };
  let world: object = start;
  for (const [name, run] of STEPS) {
    const before = mock.requests.length;
    lines = [];
    let error: unknown;
    try {
      world = { ...world, ...Object(await run(world as never)) };
    } catch (thrown) {
      error = thrown;
      lines.push(`${(thrown as Error).name}: ${(thrown as Error).message}`);
    }
    onStep({ name, lines, requests: mock.requests.slice(before) });
    if (error !== undefined) return false;
  }
  return true;
}
