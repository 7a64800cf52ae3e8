import { describeFact, factsAbout, remedyOf } from "@omada-sdk/codegen";
import { keyOfOperation, methodAndPath } from "@omada-sdk/model";
import type { OperationPlace, SiteOperation } from "../site.js";
import type { OperationContext } from "./context.js";
import { type Marked, markOf } from "./marks.js";

/** Something that controllers do although their documents say otherwise. */
export interface KnownView extends Marked {
  /** What to do about it. */
  remedy?: string;
  /** Operation to call instead. */
  use?: SiteOperation;
  evidence: Evidence[];
}

/** A public place that shows it; some have an address. */
export interface Evidence {
  text: string;
  href?: string;
}

/** What is known of one operation beside its documents. */
export function knownOf(operation: SiteOperation, context: OperationContext): KnownView[] {
  const { facts, snapshots, site } = context;
  const masks = new Map<(typeof facts)[number][number], number>();
  for (const { snapshot, operation: own } of operation.places) {
    for (const fact of factsAbout(facts[snapshot.at] ?? [], methodAndPath(own)))
      masks.set(fact, (masks.get(fact) ?? 0) | (1 << snapshot.at));
  }
  const differences = [...masks].map(([fact, mask]): KnownView => {
    const remedy = remedyOf(fact);
    const use = fact.remedy.use === undefined ? undefined : site.byKey.get(keyOfOperation(fact.remedy.use));
    return {
      text: describeFact(fact),
      ...markOf(mask, operation.in, 0, snapshots),
      ...(remedy === undefined || use ? {} : { remedy }),
      ...(use ? { use } : {}),
      evidence: fact.evidence.map(evidenceOf),
    };
  });
  return [...differences, ...liesAbout(operation.places, context)];
}

function liesAbout(places: readonly OperationPlace[], { lies }: OperationContext): KnownView[] {
  const about = lies.filter(({ calls }) =>
    places.some(({ operation }) => {
      // What holds for every call of a method says nothing about this one.
      return calls.test(methodAndPath(operation)) && !calls.test(`${operation.method} /`);
    }),
  );
  return about.map(({ what, seen, hint }) => ({
    text: `${what} (seen on ${seen})`,
    ...(hint && places.some(({ operation }) => operation.name === hint.operation)
      ? { remedy: hint.text }
      : {}),
    evidence: [],
  }));
}

const REPOSITORY = /^([\w.-]+\/[\w.-]+)(?:#(\d+))?$/;

/** `owner/name#73` is an issue on GitHub. */
function evidenceOf(text: string): Evidence {
  const [, repository, number] = REPOSITORY.exec(text) ?? [];
  if (repository === undefined) return { text };
  return { text, href: `https://github.com/${repository}${number === undefined ? "" : `/issues/${number}`}` };
}
