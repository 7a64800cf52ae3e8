import { readFileSync } from "node:fs";
import { join } from "node:path";
import { seeded } from "../random.js";
import { publish, type Table } from "../results.js";
import { measureBundles } from "./bundles.js";
import { measureCheck } from "./check.js";
import { type Contender, PEERS_DIR } from "./contenders.js";
import { measureEditor } from "./editor.js";
import { measureGeneration } from "./generation.js";
import { measureImports } from "./imports.js";
import { preparePeers } from "./prepare.js";
import { compareRequests } from "./same-calls.js";

interface Part {
  title: string;
  notes: readonly string[];
  measure(contenders: readonly Contender[], rounds: number, random: () => number): Promise<Table[]> | Table[];
}

const PARTS: Readonly<Record<string, Part>> = {
  check: {
    title: "Checking a program of 20 calls beside other generators",
    notes: ["Ratios are the median of those of each round, to openapi-typescript + openapi-fetch."],
    measure: measureCheck,
  },
  bundles: {
    title: "Bundles beside other generators",
    notes: [
      "Ours bring the token, retry, pacing, paging and typed errors along; of the others hey-api and " +
        "swagger-typescript-api bring interceptors or a base class, the rest a bare fetch.",
    ],
    measure: measureBundles,
  },
  editor: {
    title: "Editing beside other generators",
    notes: [
      "Each session is a fresh server. The first completion counts from its start; the others follow an edit.",
      "Completed are the members of a tag, the paths of GET, or the functions in scope, whichever the client offers.",
    ],
    measure: measureEditor,
  },
  generation: {
    title: "Generating beside other generators",
    notes: [
      "Ours is everything that `pnpm generate` makes for the snapshot: types, client, data of the simulated " +
        "controller and of the command line. Ratios are to openapi-typescript.",
      "kubb takes so long that it is measured once.",
    ],
    measure: measureGeneration,
  },
  imports: {
    title: "Cold imports beside other generators",
    notes: ["Bundled into one file each, because some of them are TypeScript in thousands of files."],
    measure: measureImports,
  },
};
export const PEER_PARTS = Object.keys(PARTS);

/**
 * Our client beside those of other generators, all from one document.
 * @param only the parts to measure
 * @param seed decides the order of each round
 */
export async function benchPeers(rounds: number, only: readonly string[], seed: number): Promise<void> {
  console.log(`\nOur client beside other generators, rounds in an order drawn by --seed ${seed}`);
  const contenders = await preparePeers();
  await compareRequests(contenders);
  const versions = contenders.filter(({ generator }) => generator).map(describeVersions);
  for (const name of only) {
    const part = PARTS[name];
    if (!part) continue;
    const { title, notes } = part;
    const tables = await part.measure(contenders, rounds, seeded(seed));
    const command = `pnpm bench peers --only ${name} --rounds ${rounds} --seed ${seed}`;
    publish({ name: `peers-${name}`, title, command, notes: [...notes, ...versions], tables });
  }
}

/** The packages of a peer that its manifest names, with their versions. */
function describeVersions({ id, title }: Contender): string {
  const manifest = JSON.parse(readFileSync(join(PEERS_DIR, id, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  const own = Object.entries(manifest.dependencies).filter(([name]) => name !== "typescript");
  return `${title}: ${own.map(([name, version]) => `${name} ${version}`).join(", ")}.`;
}
