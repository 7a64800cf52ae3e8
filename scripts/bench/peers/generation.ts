import { join } from "node:path";
import { SPECS_DIR } from "../../lib/places.js";
import { median, medianRatio, type Usage, usageOf } from "../measure.js";
import { CHILDREN, SNAPSHOT, WORK } from "../places.js";
import { shuffled } from "../random.js";
import type { Row, Table } from "../results.js";
import { type Contender, folderOf, REFERENCE } from "./contenders.js";
import { node24 } from "./prepare.js";

/** Generators take seconds each. */
const MOST_ROUNDS = 3;

/** Every generator in fresh processes on the same document, on the oldest Node of ours and on Node 24. */
export function measureGeneration(
  contenders: readonly Contender[],
  rounds: number,
  random: () => number,
): Table[] {
  const newer = node24();
  const versions = [...new Set([process.execPath, ...(newer ? [newer] : [])])];
  return versions.map((node) => {
    const taken = new Map<string, Usage[]>();
    const sides = contenders.filter(({ id, generator }) =>
      generator ? node === newer || !generator.needs24 : id === "ours",
    );
    for (let round = 0; round < Math.min(rounds, MOST_ROUNDS); round++)
      for (const contender of shuffled(sides, random)) {
        if (contender.generator?.slow && (round > 0 || node !== (newer ?? node))) continue;
        taken.set(contender.id, [...(taken.get(contender.id) ?? []), generate(contender, node)]);
      }
    const measured = sides.filter(({ id }) => taken.has(id));
    return {
      title: `Generating ${SNAPSHOT}, ${node === newer ? "Node 24" : `Node ${process.versions.node}`}`,
      columns: [
        { key: "seconds", title: "s", digits: 2 },
        { key: "ratio", title: "ratio", digits: 2 },
        { key: "cpuSeconds", title: "CPU s", digits: 2 },
        { key: "megabytes", title: "peak MB" },
      ],
      rows: measured.map((contender) => rowOf(contender, taken)),
    };
  });
}

function rowOf({ id, title: name }: Contender, taken: ReadonlyMap<string, Usage[]>): Row {
  const of = (side: string, key: keyof Usage) => (taken.get(side) ?? []).map((usage) => usage[key]);
  const [own, reference] = [of(id, "seconds"), of(REFERENCE, "seconds")];
  return {
    name,
    figures: {
      seconds: median(own),
      ratio: reference.length > 0 ? medianRatio(own, reference) : undefined,
      cpuSeconds: median(of(id, "cpuSeconds")),
      megabytes: median(of(id, "megabytes")),
    },
  };
}

function generate(contender: Contender, node: string): Usage {
  const { generator } = contender;
  if (!generator) {
    const script = join(CHILDREN, "generate.mjs");
    return usageOf(script, [SPECS_DIR, join(WORK, "packages"), SNAPSHOT], { node });
  }
  const cwd = folderOf(contender);
  const [script = "", ...args] = generator.command;
  return usageOf(join(cwd, script), args, { node, cwd });
}
