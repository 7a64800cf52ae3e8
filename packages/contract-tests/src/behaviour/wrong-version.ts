import { PAIRS, type Pair } from "../matrix.js";
import { compareRuns, type ScenarioPair } from "./compare.js";
import { observe, type ScenarioRun } from "./scenario.js";
import { SCENARIOS } from "./scenarios/index.js";
import { createWorld } from "./world.js";

/** All but those that show which controller it is. */
const ACTING = SCENARIOS.filter(({ title }) => title !== "discovery");

/** A scenario of which steps go otherwise than with the controller's own client. */
interface Deviation {
  scenario: string;
  steps: number;
  otherwise: number;
  /** The first of these steps. */
  first: string;
  /** What the controller's own client gets there. */
  own: string;
  /** What this one gets. */
  got: string;
}

/** What a client says to a controller that it was not made for. */
export interface Mismatch {
  client: string;
  controller: string;
  /** Without any option: `refused`, `warned` or `silent`. */
  reaction: string;
  /** What it says. */
  message: string;
  /** What goes otherwise when the mismatch is ignored. */
  deviations: Deviation[];
}

/**
 * Tries every client with every controller of another version.
 * @param own what each controller's own client did in every scenario, by profile
 */
export async function observeMismatches(own: ReadonlyMap<string, ScenarioRun[]>): Promise<Mismatch[]> {
  const found: Mismatch[] = [];
  for (const client of PAIRS) {
    for (const controller of PAIRS) {
      if (client !== controller) found.push(await tryPair(client, controller, own.get(controller.id) ?? []));
    }
  }
  return found;
}

async function tryPair(client: Pair, controller: Pair, own: readonly ScenarioRun[]): Promise<Mismatch> {
  const world = await createWorld(client, controller);
  const warnings: string[] = [];
  const logger = { warn: (message: string) => void warnings.push(message) };
  const error = await world.connect({ logger }).then(
    () => undefined,
    (reason: unknown) => String(reason),
  );
  const compared = compareRuns(own, await observe(client, controller, ACTING));
  return {
    client: client.id,
    controller: controller.id,
    reaction: error !== undefined ? "refused" : warnings.length > 0 ? "warned" : "silent",
    message: error ?? warnings.join(" "),
    deviations: compared
      .filter(({ title }) => ACTING.some((each) => each.title === title))
      .flatMap(deviationOf),
  };
}

function deviationOf({ title, steps }: ScenarioPair): Deviation[] {
  const others = steps.filter(({ before, after }) => before?.outcome !== after?.outcome);
  const [first] = others;
  if (!first) return [];
  const [own, got] = [first.before, first.after].map((side) => side?.outcome ?? "not tried") as [
    string,
    string,
  ];
  return [{ scenario: title, steps: steps.length, otherwise: others.length, first: first.step, own, got }];
}

/** The mismatches as a report. */
export function mismatchReport(mismatches: readonly Mismatch[]): string {
  const lines = [
    "# Clients with controllers of another version",
    "",
    "What `createOmadaClient` does before anything else is sent, what it says, and what goes otherwise than with the",
    "controller's own client when all scenarios are tried with the mismatch ignored. Written by `pnpm contract --accept`.",
    "",
    "| client | controller | reaction | scenarios that go otherwise |",
    "| --- | --- | --- | --- |",
    ...mismatches.map(({ client, controller, reaction, deviations }) => {
      const titles = deviations.map(({ scenario }) => scenario).join(", ");
      return `| ${client} | ${controller} | ${reaction} | ${titles} |`;
    }),
    "",
    "```text",
    ...mismatches.map(({ client, controller, message }) => `${client} with ${controller}: ${message}`),
    "```",
  ];
  for (const { client, controller, deviations } of mismatches) {
    if (deviations.length === 0) continue;
    lines.push("", `## ${client} with ${controller}`, "", "```text");
    for (const { scenario, steps, otherwise, first, own, got } of deviations) {
      lines.push(`${scenario}: ${otherwise} of ${steps} steps, first "${first}"`);
      lines.push(`  own client: ${own}`, `  this one: ${got}`);
    }
    lines.push("```");
  }
  return `${lines.join("\n")}\n`;
}
