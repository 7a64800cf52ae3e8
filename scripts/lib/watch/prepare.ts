import { cp, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  diffSnapshots,
  formatChangesets,
  formatText,
  importSnapshot,
  type ManifestEntry,
  planRelease,
  predecessorOf,
  readManifest,
  updateDerivedSpecs,
} from "@omada-sdk/codegen";
import { NotUndoneError } from "@omada-sdk/codegen/write-file";
import { staleDerivedFiles } from "../derived-files.js";
import { type Changes, changesBetween, exchange } from "./exchange.js";
import type { Place } from "./place.js";
import type { SourceInfo } from "./source.js";

/** A snapshot that was made of new documents. */
export interface PreparedImport {
  id: string;
  controllerVersion: string;
  operations: number;
  /** What the report compares it with: the snapshot before it, or itself as it was. Undefined for the first of all. */
  before: string | undefined;
  /** The diff report as text. */
  report: string;
  /** Entries of overlays that the documents have no place for any more. */
  overlaysMissed: number;
  /** Kinds of facts of which there are fewer by a tenth or more than before, as a changed wording makes them. */
  factsFallen: string[];
}

/** A change of the repository that waits to be written. */
export interface Prepared {
  imports: PreparedImport[];
  changes: Changes;
}

/** Where controllers serve their default document. */
const DEFAULT_PATH = "/v3/api-docs";

/**
 * Prepares imports in a copy of the specs folder. Nothing outside of the copy changes before `write`.
 */
export class Preparation {
  readonly #root: string;
  readonly #work: string;
  readonly #ids: string[] = [];

  private constructor(root: string, work: string) {
    this.#root = root;
    this.#work = work;
  }

  /** Runs something with a preparation, whose copies are removed afterwards. */
  static async in<T>(root: string, use: (preparation: Preparation) => Promise<T>): Promise<T> {
    const cache = join(root, ".cache");
    await mkdir(cache, { recursive: true });
    const work = await mkdtemp(join(cache, "specs-watch-"));
    let isKept = false;
    try {
      for (const name of ["base", "specs"])
        await cp(join(root, "specs"), join(work, name), { recursive: true });
      return await use(new Preparation(root, work));
    } catch (error) {
      isKept = error instanceof NotUndoneError;
      throw error;
    } finally {
      if (!isKept) await rm(work, { recursive: true, force: true });
    }
  }

  /**
   * Imports documents into the copy, unless they say what a snapshot says already.
   * @param input folder of the documents
   * @returns whether there is anything new
   * @throws ImportError when they cannot be imported, or need their version; the copy is then as before
   */
  async add(input: string, place: Place, { flavour }: SourceInfo, signal: AbortSignal): Promise<boolean> {
    if (place.kind === "none") return false;
    const [id, known] = place.kind === "new" ? [place.id, undefined] : [place.entry.id, place.entry];
    const trial = join(this.#work, "trial");
    const specsDir = join(this.#work, "specs");
    const attempt = async (version: string | undefined): Promise<ManifestEntry> => {
      await rm(trial, { recursive: true, force: true });
      await cp(specsDir, trial, { recursive: true });
      const { entry } = await importSnapshot({
        ...{ input, specsDir: trial, id, flavour, signal },
        controllerVersion: version,
        certainty: "stated",
        // A controller serves its documents whole, whatever those of the snapshot had lost.
        recovered: [],
        replace: known !== undefined,
      });
      return entry;
    };
    // The files of a snapshot name its version, so they are compared under the version that it has.
    const entry = await attempt(known?.controllerVersion ?? place.version);
    if (known && saysTheSame(known, entry)) return false;
    if (known && madeWithDefault(known) && !(await readdir(input)).some(isDefault))
      throw new Error(
        `its default document is missing, which snapshot ${id} was made with; look whether the controller answers ${DEFAULT_PATH}, and try again`,
      );
    if (place.version === undefined)
      throw new Error(
        `its documents differ from snapshot ${id}, but it does not say its version; name it with --controller-version or in the list`,
      );
    if (place.version !== entry.controllerVersion) await attempt(place.version);
    await rm(specsDir, { recursive: true });
    await cp(trial, specsDir, { recursive: true });
    this.#ids.push(id);
    return true;
  }

  /** Derives what follows from the imports. @param published specs folder of the last release */
  async finish(published: string | undefined): Promise<Prepared> {
    const specsDir = join(this.#work, "specs");
    const current = join(this.#root, "specs");
    await updateDerivedSpecs(specsDir, true);
    const [before, after] = [await readManifest(current), await readManifest(specsDir)];
    const imports = await Promise.all(
      this.#ids.map(async (id): Promise<PreparedImport> => {
        const isAgain = before.snapshots.some((entry) => entry.id === id);
        const predecessor = isAgain ? id : predecessorOf(after, id);
        const report =
          predecessor === undefined
            ? undefined
            : await diffSnapshots(specsDir, predecessor, id, isAgain ? current : specsDir);
        const entry = after.snapshots.find((each) => each.id === id) as ManifestEntry;
        const { controllerVersion, operations } = entry;
        const compared = (isAgain ? before : after).snapshots.find((each) => each.id === predecessor);
        return {
          ...{ id, controllerVersion, operations, before: predecessor },
          report: report ? formatText(report, {}) : "",
          overlaysMissed: await overlaysMissed(join(specsDir, id)),
          factsFallen: compared ? factsFallen(compared, entry) : [],
        };
      }),
    );
    const specs = await changesBetween(current, specsDir);
    const changes = new Map([...specs].map(([path, content]) => [`specs/${path}`, content]));
    for (const [path, text] of await staleDerivedFiles(this.#root, specsDir))
      changes.set(path, Buffer.from(text));
    const plan = await planRelease(specsDir, published);
    for (const [file, text] of formatChangesets(plan)) changes.set(`.changeset/${file}`, Buffer.from(text));
    return { imports, changes };
  }

  /**
   * Writes a prepared change into the repository: all of it, or none.
   * @throws Error when the specs folder was edited in the meantime, which the change would undo
   */
  async write({ changes }: Prepared): Promise<void> {
    const [edited] = (await changesBetween(join(this.#work, "base"), join(this.#root, "specs"))).keys();
    if (edited !== undefined)
      throw new Error(`specs/${edited} was edited in the meantime; nothing was written, run it again`);
    await exchange(this.#root, join(this.#work, "exchange"), changes);
  }
}

/** Whether two imports came to the same operations, schemas and facts; texts and host names do not count. */
function saysTheSame(one: ManifestEntry, other: ManifestEntry): boolean {
  const groups = ({ groups: all }: ManifestEntry) =>
    all.map(({ name, sha256 }) => `${name} ${sha256}`).sort();
  return JSON.stringify(groups(one)) === JSON.stringify(groups(other));
}

/** The controller's default document, which may hold operations that no group lists. */
const isDefault = (file: string): boolean => file.toLowerCase() === "default.json";

function madeWithDefault({ source }: ManifestEntry): boolean {
  return source.documents.some(({ name }) => isDefault(name));
}

function factsFallen({ facts: before }: ManifestEntry, { facts: after }: ManifestEntry): string[] {
  return (Object.keys(before) as (keyof typeof before)[])
    .filter((kind) => after[kind] < before[kind] && after[kind] <= before[kind] * 0.9)
    .map((kind) => `${kind} ${before[kind]} to ${after[kind]}`);
}

async function overlaysMissed(folder: string): Promise<number> {
  const report = JSON.parse(await readFile(join(folder, "import-report.json"), "utf8"));
  return (report as { counts: Record<string, number> }).counts["overlay-missed"] ?? 0;
}
