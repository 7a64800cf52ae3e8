import { join } from "node:path";
import { bundleInto } from "../bundle.js";
import { answerOf, median } from "../measure.js";
import { shuffled } from "../random.js";
import type { Table } from "../results.js";
import { type Contender, folderOf } from "./contenders.js";
import { node24 } from "./prepare.js";

/** Processes are short, so there can be more of them. */
const PER_ROUND = 3;

/** What a fresh process waits for until a client is loaded: everything of it, as one file of a bundler. */
export async function measureImports(
  contenders: readonly Contender[],
  rounds: number,
  random: () => number,
): Promise<Table[]> {
  const sides = contenders.filter(({ whole }) => whole !== undefined);
  for (const side of sides) await bundleInto(fileOf(side), side.whole ?? "", folderOf(side));
  const newer = node24();
  const versions = {
    [`Node ${process.versions.node}`]: process.execPath,
    ...(newer && { "Node 24": newer }),
  };
  return Object.entries(versions).map(([version, node]) => {
    const taken = new Map<string, number[]>(sides.map(({ id }) => [id, []]));
    for (let round = 0; round < rounds * PER_ROUND; round++)
      for (const side of shuffled(sides, random))
        taken.get(side.id)?.push(answerOf<{ ms: number }>("timed-import.mjs", [fileOf(side)], { node }).ms);
    return {
      title: `Importing the whole client in a fresh process, ${version}`,
      columns: [{ key: "ms", title: "ms", digits: 1 }],
      rows: sides.map(({ id, title: name }) => ({ name, figures: { ms: median(taken.get(id) ?? []) } })),
    };
  });
}

const fileOf = (contender: Contender): string => join(folderOf(contender), "whole.mjs");
