import { join } from "node:path";
import { type Manifest, readManifest } from "@omada-sdk/codegen";
import { withPublishedSpecs } from "../last-release.js";
import { isNewer, type Place, placeOf } from "./place.js";
import { Preparation, type Prepared, type PreparedImport } from "./prepare.js";
import { originOf, pullInto, readInfo, type SourceInfo, type WatchSource } from "./source.js";

/** What became of one source. */
export interface Outcome {
  from: string;
  /** `known`: nothing that a snapshot does not say. `repeated`: of the version of another source. */
  status: "known" | "repeated" | "prepared" | "failed";
  version?: string | undefined;
  /** The snapshot that was prepared. */
  snapshot?: string | undefined;
  says: string;
}

export interface WatchReport {
  outcomes: Outcome[];
  imports: PreparedImport[];
  /** Paths of the files that the change is made of. */
  files: string[];
  /** Whether they were written into the repository. */
  isWritten: boolean;
}

export interface WatchOptions {
  /** The repository; its snapshots are in `specs`. */
  root: string;
  sources: readonly WatchSource[];
  dryRun: boolean;
  signal: AbortSignal;
  onProgress: (text: string) => void;
  /** The specs folder of the last release, instead of what git has. */
  published?: string | undefined;
}

/** A source whose documents are at hand. */
interface Candidate {
  outcome: Outcome;
  info: SourceInfo;
  place: Place;
  /** Folder of the documents. */
  documents: string;
  /** What was not as expected when they were pulled. */
  notes: string[];
}

/**
 * Looks for versions of controllers that no snapshot is of, or whose documents say something else by now, and prepares
 * their import in the working tree. A source that fails is reported, and the others go on.
 * @throws Error when the change cannot be prepared or written, the reason of `signal`; the repository is then unchanged
 */
export async function watch(options: WatchOptions): Promise<WatchReport> {
  const { root, signal } = options;
  const manifest = await readManifest(join(root, "specs"));
  const outcomes: Outcome[] = [];
  const candidates: Candidate[] = [];
  for (const source of options.sources) {
    const outcome: Outcome = { from: nameOf(source), status: "failed", says: "" };
    outcomes.push(outcome);
    await attempt(outcome, signal, async () => {
      const candidate = await look(source, manifest, candidates, outcome, options);
      if (candidate) take(candidate, candidates);
    });
  }
  if (candidates.length === 0) return { outcomes, imports: [], files: [], isWritten: false };
  return Preparation.in(root, async (preparation) => {
    for (const candidate of candidates)
      await attempt(candidate.outcome, signal, () => addTo(preparation, candidate, signal));
    const isNew = outcomes.some(({ status }) => status === "prepared");
    if (!isNew) return { outcomes, imports: [], files: [], isWritten: false };
    options.onProgress("comparing with the snapshots before");
    const prepared = await finish(preparation, options.published);
    signal.throwIfAborted();
    if (!options.dryRun) await preparation.write(prepared);
    const files = [...prepared.changes.keys()];
    return { outcomes, imports: prepared.imports, files, isWritten: !options.dryRun };
  });
}

function finish(preparation: Preparation, published: string | undefined): Promise<Prepared> {
  if (published !== undefined) return preparation.finish(published);
  return withPublishedSpecs(undefined, (specsDir) => preparation.finish(specsDir));
}

/** Notes a failure of one source instead of ending with it. */
async function attempt(outcome: Outcome, signal: AbortSignal, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    signal.throwIfAborted();
    Object.assign(outcome, { status: "failed", says: (error as Error).message });
  }
}

/** Reads version and documents of a source, unless there is nothing to import anyway. */
async function look(
  source: WatchSource,
  manifest: Manifest,
  before: readonly Candidate[],
  outcome: Outcome,
  { root, signal, onProgress }: WatchOptions,
): Promise<Candidate | undefined> {
  const info = await readInfo(source, signal);
  outcome.version = info.version;
  const place = placeOf(manifest, info);
  if (place.kind === "none") {
    Object.assign(outcome, { status: "known", says: place.reason });
    return undefined;
  }
  const first = before.find((other) => idOf(other.place) === idOf(place));
  if (first && !isNewer(info.version, first.info.version)) {
    const same = info.version === first.info.version;
    const says = `${same ? "the same version as" : "older than"} ${first.outcome.from}`;
    Object.assign(outcome, { status: "repeated", says });
    return undefined;
  }
  const origin = originOf(source);
  const documents = origin === undefined ? source.from : cacheFor(root, origin);
  const notes = origin === undefined ? [] : await pullInto(documents, origin, source, signal, onProgress);
  return { outcome, info, place, documents, notes };
}

/** Keeps one candidate for each snapshot: that of the newest build, which comes last. */
function take(candidate: Candidate, candidates: Candidate[]): void {
  const at = candidates.findIndex(({ place }) => idOf(place) === idOf(candidate.place));
  const [older] = at < 0 ? [] : candidates.splice(at, 1);
  if (older)
    Object.assign(older.outcome, { status: "repeated", says: `older than ${candidate.outcome.from}` });
  candidates.push(candidate);
}

async function addTo(preparation: Preparation, candidate: Candidate, signal: AbortSignal): Promise<void> {
  const { outcome, place, documents, info, notes } = candidate;
  const id = idOf(place);
  const isNew = await preparation.add(documents, place, info, signal);
  if (!isNew) {
    Object.assign(outcome, { status: "known", says: `its documents say what snapshot ${id} says` });
    return;
  }
  const what = place.kind === "new" ? `new snapshot ${id}` : `snapshot ${id} anew`;
  Object.assign(outcome, { status: "prepared", snapshot: id, says: [what, ...notes].join("; ") });
}

function idOf(place: Place): string | undefined {
  if (place.kind === "none") return undefined;
  return place.kind === "new" ? place.id : place.entry.id;
}

/** Where the documents of a controller stay until they are pulled again. */
function cacheFor(root: string, origin: string): string {
  return join(root, ".cache/watched", new URL(origin).host.replaceAll(/[^\w.-]/g, "_"));
}

/** A source without credentials or paths of its address. */
function nameOf({ from }: WatchSource): string {
  if (!/^https?:/i.test(from)) return from;
  return URL.canParse(from) ? new URL(from).origin : "(an address that cannot be read)";
}
