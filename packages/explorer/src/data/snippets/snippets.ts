import { clientSubpath, readSuccessors, type Successors, successorsOf } from "@omada-sdk/codegen";
import type { OperationPlace, Site, SiteOperation, SiteSnapshot } from "../site.js";
import { type Example, exampleOf } from "./example.js";
import { commandOf, curlOf } from "./shell.js";
import { type ClientEntry, typescriptOf } from "./typescript.js";

/** One text, and the snapshots for which it is the same. */
export interface Snippet {
  ids: readonly string[];
  code: string;
}

/** How an operation is called in one snapshot. */
export interface TypescriptSnippet extends Snippet {
  entry: ClientEntry;
  example: Example;
}

export interface Snippets {
  /** One for each client that has the operation: the newest line first, in it the newest local one, the cloud last. */
  typescript: readonly TypescriptSnippet[];
  /** None for what only users may call: the command acts as an application. */
  command: readonly Snippet[];
  curl: readonly Snippet[];
}

const successors = new Map<string, Promise<Successors>>();

/** The reviewed successors of a specs folder, read once. */
export function loadSuccessors({ specsDir }: Site): Promise<Successors> {
  const known = successors.get(specsDir) ?? readSuccessors(specsDir);
  successors.set(specsDir, known);
  return known;
}

/** All snippets of an operation. */
export function snippetsOf(site: Site, operation: SiteOperation, reviewed: Successors): Snippets {
  const typescript = [...operation.places]
    .sort(({ snapshot: a }, { snapshot: b }) => rank(b) - rank(a) || b.at - a.at)
    .map((place) => typescriptSnippet(site, place, reviewed));
  const shell = (write: (example: Example) => string | undefined): Snippet[] => {
    const byCode = new Map<string, string[]>();
    for (const { example, ids } of typescript) {
      const code = write(example);
      if (code === undefined) continue;
      byCode.set(code, [...(byCode.get(code) ?? []), ...ids]);
    }
    return [...byCode].map(([code, ids]) => ({ code, ids }));
  };
  return { typescript, command: shell(commandOf), curl: shell(curlOf) };
}

function rank({ entry: { line, flavour } }: SiteSnapshot): number {
  return Number(line.slice(1)) + (flavour === "local" ? 0.5 : 0);
}

function typescriptSnippet(site: Site, { snapshot, operation }: OperationPlace, reviewed: Successors) {
  const { id, model } = snapshot;
  const example = exampleOf(model, operation);
  const entry = entryOf(site, id);
  const instead = operation.deprecated ? successorsOf(operation, model, reviewed) : [];
  return { ids: [id], code: typescriptOf(example, entry, instead), entry, example };
}

/** The subpath of the client package that a snapshot has. */
function entryOf({ snapshots }: Site, id: string): ClientEntry {
  const manifest = { snapshots: snapshots.map(({ entry }) => entry) };
  const { line, flavour } = manifest.snapshots.find((each) => each.id === id) ?? {};
  const subpath = clientSubpath(manifest, id).slice(1);
  return { specifier: `@omada-sdk/client-${line}${subpath}`, isCloud: flavour === "cloud" };
}
