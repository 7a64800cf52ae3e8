import type { ManifestEntry } from "../../snapshot/manifest.js";

type Snapshots = readonly Pick<ManifestEntry, "id" | "flavour">[];

/** First and last snapshot of one flavour that have something. */
export interface Span {
  first: string;
  last: string;
}

/** Ids in short: neighbours of one flavour as `first..last`, in the order of the manifest. */
export function toRanges(ids: ReadonlySet<string>, snapshots: Snapshots): string {
  return (["local", "cloud"] as const)
    .flatMap((flavour) => {
      const runs: string[][] = [];
      let run: string[] | undefined;
      for (const { id } of snapshots.filter((each) => each.flavour === flavour)) {
        if (!ids.has(id)) run = undefined;
        else if (run) run.push(id);
        else {
          run = [id];
          runs.push(run);
        }
      }
      return runs.map((each) => (each.length === 1 ? `${each[0]}` : `${each[0]}..${each.at(-1)}`));
    })
    .join(" ");
}

/** Reads what {@link toRanges} wrote. */
export function fromRanges(text: string, snapshots: Snapshots): string[] {
  return text
    .split(" ")
    .filter((range) => range !== "")
    .flatMap((range) => {
      const [first = "", last = first] = range.split("..");
      const flavour = snapshots.find(({ id }) => id === first)?.flavour;
      const ids = snapshots.filter((each) => each.flavour === flavour).map(({ id }) => id);
      return ids.slice(ids.indexOf(first), ids.indexOf(last) + 1);
    });
}

/** First and last of each flavour. */
export function spansOf(ids: readonly string[], snapshots: Snapshots): { local?: Span; cloud?: Span } {
  const spans: { local?: Span; cloud?: Span } = {};
  for (const { id, flavour } of snapshots) {
    if (ids.includes(id)) spans[flavour] = { first: spans[flavour]?.first ?? id, last: id };
  }
  return spans;
}
