import { PAIRS, type Pair } from "../matrix.js";
import { firstSite } from "./scenario.js";
import { createWorld } from "./world.js";

/** What a client says to a controller that it was not made for. */
export interface Mismatch {
  client: string;
  controller: string;
  /** Without any option: `refused`, `warned` or `silent`. */
  reaction: string;
  /** What it says. */
  message: string;
  /** What happens when the warning is switched off: the list of clients, by this client's only method for it. */
  ignored: string;
}

/** Tries every client with every controller of another version. */
export async function observeMismatches(): Promise<Mismatch[]> {
  const found: Mismatch[] = [];
  for (const client of PAIRS) {
    for (const controller of PAIRS) {
      if (client !== controller) found.push(await tryPair(client, controller));
    }
  }
  return found;
}

async function tryPair(client: Pair, controller: Pair): Promise<Mismatch> {
  const world = await createWorld(client, controller);
  const warnings: string[] = [];
  const logger = { warn: (message: string) => void warnings.push(message) };
  const error = await world.connect({ logger }).then(
    () => undefined,
    (reason: unknown) => String(reason),
  );
  await world.step("list clients", async () => {
    const omada = await world.connect({ onVersionMismatch: "ignore" });
    const site = { siteId: firstSite(world), page: 1, pageSize: 10 };
    return { rows: (await omada.client.getGridActiveClients(site)).data.length };
  });
  return {
    client: client.id,
    controller: controller.id,
    reaction: error !== undefined ? "refused" : warnings.length > 0 ? "warned" : "silent",
    message: error ?? warnings.join(" "),
    ignored: world.observations.at(-1)?.outcome ?? "",
  };
}

/** The mismatches as a report. */
export function mismatchReport(mismatches: readonly Mismatch[]): string {
  const lines = [
    "# Clients with controllers of another version",
    "",
    "What `createOmadaClient` does before anything else is sent, what it says, and what the old list of clients gives when",
    "the mismatch is ignored. Written by `pnpm contract --accept`.",
    "",
    "| client | controller | reaction | ignored |",
    "| --- | --- | --- | --- |",
    ...mismatches.map(
      ({ client, controller, reaction, ignored }) =>
        `| ${client} | ${controller} | ${reaction} | ${ignored} |`,
    ),
    "",
    "```text",
    ...mismatches.map(({ client, controller, message }) => `${client} with ${controller}: ${message}`),
    "```",
  ];
  return `${lines.join("\n")}\n`;
}
