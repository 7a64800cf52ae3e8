import {
  type ApiModel,
  compareIds,
  describeFact,
  factsAbout,
  factsFor,
  type KnownFact,
  type LieEntry,
  liesOf,
  type Operation,
  type QuirkRow,
  readBehaviour,
  readKnownBehaviour,
  readManifest,
  readSnapshot,
  remedyOf,
} from "@omada-sdk/codegen";

/** One operation as the page shows it, from the newest snapshot that has it. */
export interface Entry {
  method: string;
  path: string;
  /** `tag.method` of the clients. */
  name: string;
  title: string;
  tag: string;
  group: string;
  /** Ids of the snapshots that have it, in the order of {@link SiteData.snapshots}. */
  snapshots: string[];
  deprecatedIn: string[];
  permissions: string[];
  errorCodes: number[];
  authorizationCodeOnly: boolean;
  /** What controllers do although their documents say otherwise, a sentence each. */
  known: string[];
}

/** A question that controllers answer differently. */
export type Question = Pick<QuirkRow, "question" | "status" | "evidence">;

/** What is known of controllers beside their documents. */
export interface Known {
  facts: readonly KnownFact[];
  lies: readonly Pick<LieEntry, "calls" | "what" | "seen">[];
  questions: readonly Question[];
}

const NOTHING_KNOWN: Known = { facts: [], lies: [], questions: [] };

/** All data of the page. */
export interface SiteData {
  snapshots: { id: string; line: string; flavour: string; controllerVersion: string; operations: number }[];
  operations: Entry[];
  questions: readonly Question[];
}

/** Reads every snapshot of a specs folder. @throws Error if there is none */
export async function readSiteData(specsDir: string): Promise<SiteData> {
  const { snapshots } = await readManifest(specsDir);
  if (snapshots.length === 0) throw new Error(`${specsDir} holds no snapshots`);
  const ids = snapshots.map(({ id }) => id).sort(compareIds);
  const models = await Promise.all(ids.map((id) => readSnapshot(specsDir, id)));
  const [facts, behaviour] = [await readKnownBehaviour(specsDir), await readBehaviour(specsDir)];
  const quirks = behaviour?.quirks ?? [];
  return collect(models, {
    facts,
    lies: behaviour ? liesOf(behaviour, facts) : [],
    questions: quirks.map(({ question, status, evidence }) => ({ question, status, evidence })),
  });
}

/** Joins snapshots, given from the oldest to the newest, by METHOD and path. */
export function collect(models: readonly ApiModel[], known: Known = NOTHING_KNOWN): SiteData {
  const entries = new Map<string, Entry>();
  for (const model of models) {
    const { id } = model;
    const facts = factsFor(known.facts, model);
    for (const operation of model.operations) {
      const { method, path, name, title, tag, group, permissions, errorCodes } = operation;
      const before = entries.get(`${method} ${path}`);
      entries.set(`${method} ${path}`, {
        ...{ method, path, name, title, tag, group, permissions, errorCodes },
        authorizationCodeOnly: operation.authorizationCodeOnly,
        snapshots: [...(before?.snapshots ?? []), id],
        deprecatedIn: [...(before?.deprecatedIn ?? []), ...(operation.deprecated ? [id] : [])],
        known: [...new Set([...(before?.known ?? []), ...sentencesOf(operation, facts, known.lies)])],
      });
    }
  }
  const byPath = (a: Entry, b: Entry): number =>
    a.path === b.path ? (a.method < b.method ? -1 : 1) : a.path < b.path ? -1 : 1;
  return {
    snapshots: models.map(({ id, line, flavour, controllerVersion, operations }) => ({
      ...{ id, line, flavour, controllerVersion },
      operations: operations.length,
    })),
    operations: [...entries.values()].sort(byPath),
    questions: known.questions,
  };
}

function sentencesOf(
  { method, path }: Operation,
  facts: readonly KnownFact[],
  lies: Known["lies"],
): string[] {
  const call = `${method} ${path}`;
  const differences = factsAbout(facts, call).map((fact) => {
    const remedy = remedyOf(fact);
    return describeFact(fact) + (remedy === undefined ? "" : `; ${remedy}`);
  });
  // What holds for every call of a method says nothing about this one.
  const about = lies.filter(({ calls }) => calls.test(call) && !calls.test(`${method} /`));
  return [...differences, ...about.map(({ what, seen }) => `${what} (seen on ${seen})`)];
}
