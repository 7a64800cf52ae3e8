import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isRecord } from "../files/input-error.js";
import { CONFIG_FILE, CONTROLLER_FILE } from "../files/pulled-folder.js";
import { PullError } from "./request.js";

/** Counts that the documents of a controller are compared with. */
export interface PullReference {
  /** What has them, for messages: `the snapshot 6.2`. */
  of: string;
  operations: number;
  schemas: number;
}

/** The operations of documents by METHOD and path, and their schemas by name. */
interface Inventory {
  operations: Set<string>;
  schemas: Set<string>;
}

const METHODS = new Set(["get", "put", "post", "delete", "patch"]);
/** Less than this part of what was there before mostly means that a document was cut off. */
const KEPT = 0.9;

/** Refuses documents that lost more than 10 % of their operations or schemas. */
export class DropCheck {
  readonly #found: Inventory = { operations: new Set(), schemas: new Set() };
  readonly #before: ReadonlyMap<string, PullReference>;
  readonly #whole: PullReference | undefined;

  /**
   * @param before counts of single documents by file
   * @param whole counts of all documents together
   */
  constructor(before: ReadonlyMap<string, PullReference>, whole: PullReference | undefined) {
    this.#before = before;
    this.#whole = whole;
  }

  /** @throws PullError where the document lost too much */
  add(name: string, file: string, document: unknown): void {
    const own = inventoryOf(document);
    const before = this.#before.get(file);
    if (before) refuseDrop(`the document ${name} has`, own, before);
    addTo(this.#found, own);
  }

  /** @throws PullError where all documents together lost too much */
  finish(): void {
    if (this.#whole) refuseDrop("the documents have", this.#found, this.#whole);
  }
}

/** What the documents in a folder have: each by its file, and all of them. */
export async function countsIn(
  folder: string,
): Promise<{ documents: Map<string, PullReference>; whole: PullReference }> {
  const all: Inventory = { operations: new Set(), schemas: new Set() };
  const documents = new Map<string, PullReference>();
  const of = `that of the earlier pull in ${folder}`;
  for (const file of await readdir(folder)) {
    if (!file.endsWith(".json") || file === CONFIG_FILE || file === CONTROLLER_FILE) continue;
    const own = inventoryOf(parsed(await readFile(join(folder, file), "utf8").catch(() => "")));
    documents.set(file, { of, ...sizesOf(own) });
    addTo(all, own);
  }
  return { documents, whole: { of: `the earlier pull in ${folder}`, ...sizesOf(all) } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function inventoryOf(document: unknown): Inventory {
  const { paths, components } = isRecord(document) ? document : {};
  const operations = Object.entries(isRecord(paths) ? paths : {}).flatMap(([path, item]) =>
    Object.keys(isRecord(item) ? item : {})
      .filter((method) => METHODS.has(method))
      .map((method) => `${method} ${path}`),
  );
  const schemas = isRecord(components) && isRecord(components.schemas) ? components.schemas : {};
  return { operations: new Set(operations), schemas: new Set(Object.keys(schemas)) };
}

function addTo(all: Inventory, { operations, schemas }: Inventory): void {
  for (const operation of operations) all.operations.add(operation);
  for (const schema of schemas) all.schemas.add(schema);
}

function sizesOf({ operations, schemas }: Inventory): Omit<PullReference, "of"> {
  return { operations: operations.size, schemas: schemas.size };
}

function refuseDrop(what: string, found: Inventory, before: PullReference): void {
  const sizes = sizesOf(found);
  for (const kind of ["operations", "schemas"] as const) {
    if (sizes[kind] >= before[kind] * KEPT) continue;
    throw new PullError(
      `${what} ${sizes[kind]} ${kind}, ${before.of} has ${before[kind]}; a loss of more than 10 % mostly means that the ` +
        "controller is still starting or that an answer was cut off. Pull again later, or pass --allow-drop if it is meant",
    );
  }
}
