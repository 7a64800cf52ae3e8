import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { Argument, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { benchCalls } from "./bench/calls.js";
import { benchCheck } from "./bench/check.js";
import { benchComplete } from "./bench/complete.js";
import { benchGenerate } from "./bench/generate.js";
import { benchGrowth } from "./bench/growth.js";
import { benchImport } from "./bench/import.js";
import { benchOverhead } from "./bench/overhead.js";
import { benchPeers, PEER_PARTS } from "./bench/peers/main.js";
import { prepare, prepareBaseline } from "./bench/prepare.js";
import { benchSite } from "./bench/site.js";
import { benchSizes } from "./bench/sizes.js";
import { benchSnapshots } from "./bench/snapshots.js";
import { createCommand, runCommand } from "./lib/command.js";
import { ROOT } from "./lib/places.js";

const COMPARE = join(ROOT, "packages/mock-controller/bench/compare.ts");

/** What only some sections look at. */
interface Choice {
  /** Parts of `peers`. */
  only: readonly string[];
  seed: number;
}

interface Section {
  measures: string;
  run: (rounds: number, choice: Choice) => Promise<void> | void;
  /** Compares with a program on openapi-fetch, which has to be generated before. */
  baseline?: true;
  /** Measured only when it is named. */
  named?: true;
}

const SECTIONS: Readonly<Record<string, Section>> = {
  generate: {
    measures: "one snapshot beside the openapi-typescript CLI on the same document; all snapshots",
    run: benchGenerate,
    baseline: true,
  },
  check: {
    measures: "a program of 20 calls beside the same program on openapi-fetch; a program of one group",
    run: benchCheck,
    baseline: true,
  },
  complete: {
    measures: "completion in an editor beside the completion of paths",
    run: benchComplete,
    baseline: true,
  },
  sizes: { measures: "bundles of auth, core and client-v6, minified and gzipped", run: benchSizes },
  overhead: {
    measures: "a request through fetch, core and a client beside a bare one, over HTTPS on loopback",
    run: benchOverhead,
  },
  calls: {
    measures: "all pages of 10,000 devices, 50 sites at once, and the heap over 100,000 calls",
    run: benchCalls,
  },
  import: { measures: "what a process takes longer to start with core or client-v6", run: benchImport },
  mock: {
    measures:
      "the mock controller beside prism and scalar's mock server, which npm fetches into .cache on first use",
    run: benchMock,
  },
  site: {
    measures: "building the site, its sizes, and its search in Chromium, which npm fetches on first use",
    run: benchSite,
  },
  peers: {
    measures:
      "our client beside those of other generators, which npm fetches into .cache on first use: " +
      PEER_PARTS.join(", "),
    run: (rounds, { only, seed }) => benchPeers(rounds, only, seed),
    baseline: true,
    named: true,
  },
  growth: {
    measures: "generating, checking, editing and loading snapshots of 131 to 10,000 operations",
    run: benchGrowth,
    named: true,
  },
  snapshots: {
    measures: "the archives of types and of a client with ten snapshots of a line beside one",
    run: benchSnapshots,
    named: true,
  },
};
const NAMES = Object.keys(SECTIONS);
const USUAL = NAMES.filter((name) => !SECTIONS[name]?.named);

await runCommand(
  createCommand("bench", "Measure what generating, compiling, editing, bundling, calling and mocking cost.")
    .addArgument(
      new Argument("[names...]", "what to measure").choices(NAMES).default(USUAL, USUAL.join(", ")),
    )
    .option("--rounds <n>", "rounds of each measurement, both sides in turn", positiveNumber, 5)
    .addOption(
      new Option("--only <parts...>", "parts of peers")
        .choices(PEER_PARTS)
        .default(PEER_PARTS, "all of them"),
    )
    .option("--seed <n>", "order of the rounds of peers", positiveNumber, 1 + (Date.now() % 1_000_000))
    .addHelpText(
      "after",
      `\n${NAMES.map((name) => `  ${name.padEnd(10)}${SECTIONS[name]?.measures}`).join("\n")}`,
    )
    .action(async (names, { rounds, only, seed }) => {
      const sections = names.flatMap((name) => SECTIONS[name] ?? []);
      await prepare();
      if (sections.some(({ baseline }) => baseline)) await prepareBaseline();
      for (const { run } of sections) await run(rounds, { only, seed });
    }),
);

function positiveNumber(text: string): number {
  const value = Number(text);
  if (value >= 1) return value;
  throw new InvalidArgumentError("It has to be a number from 1.");
}

/**
 * The mock controller beside prism and scalar's mock server on one document. Those two are fetched by npm when they are
 * wanted first; without a network only ours is measured.
 */
function benchMock(rounds: number): void {
  const source = ["--conditions=@omada-sdk/source", "--import", "tsx"];
  const { status } = spawnSync(process.execPath, [...source, COMPARE, String(rounds)], {
    cwd: ROOT,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("the bench of the mock controller failed");
}
