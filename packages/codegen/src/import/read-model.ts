import { type ApiModel, type DocumentTexts, type Flavour, methodAndPath } from "@omada-sdk/model";
import { ImportError, printable } from "../files/input-error.js";
import { camel } from "../specs/case.js";
import type { GroupTable } from "../specs/groups.js";
import type { NameLock } from "../specs/name-lock.js";
import type { Overlays } from "../specs/overlays.js";
import { documentTexts } from "./document-texts.js";
import { placeDocuments } from "./import.js";
import { type Mined, mine } from "./mine/index.js";
import { readDocuments } from "./read.js";
import { repair } from "./repair/index.js";
import { toModel } from "./to-model.js";

export interface ReadModelOptions {
  /** Folder of group documents, or one document. */
  input: string;
  flavour: Flavour;
  controllerVersion: string;
  /** Groups and tags that are known; others are placed by the documents. */
  table: GroupTable;
  /** Names that are given already. */
  names: NameLock;
  overlays: Overlays;
  /** The model has the texts of the documents, too. */
  keepTexts?: boolean | undefined;
}

/** What the documents of a controller say. */
export interface ReadModel {
  model: ApiModel;
  documents: { name: string; sha256: string }[];
}

/**
 * Reads the documents of a controller as an import does, without a specs folder: tags and groups that are not
 * reviewed are taken as the documents have them.
 * @throws ImportError saying what is wrong
 */
export async function readModel(options: ReadModelOptions): Promise<ReadModel> {
  const { input, flavour, controllerVersion, names, overlays } = options;
  const read = placeDocuments(await readDocuments(input), options.table);
  const mined = mine(repair(read, overlays), overlays);
  const table = withNewTags(options.table, mined);
  const { model } = toModel(headOf(controllerVersion, flavour), mined, table, names);
  if (options.keepTexts) model.texts = ownTexts(documentTexts(mined), model);
  return { model, documents: read.map(({ file, sha256 }) => ({ name: file, sha256 })) };
}

/** Named by line and minor version, as published snapshots are: `6.3`, `6.3-cloud`. */
function headOf(controllerVersion: string, flavour: Flavour) {
  const [, minor = "", major = ""] =
    /^((\d{1,3})\.\d{1,5})(?:[-+. ][\w.+ -]{1,60})?$/.exec(controllerVersion) ?? [];
  if (minor === "")
    throw new ImportError(
      `${printable(controllerVersion)} is no version of a controller; expected one like 6.2.14.11`,
    );
  const id = flavour === "cloud" ? `${minor}-cloud` : minor;
  // Each line has a protocol; controllers after 6 are taken to speak that of 6.
  return { id, line: Number(major) <= 5 ? "v5" : "v6", flavour, controllerVersion } as const;
}

/** The texts about what the model has. */
export function ownTexts(texts: DocumentTexts, { operations, schemas }: ApiModel): DocumentTexts {
  const owners = new Set([...schemas.keys(), ...operations.map(methodAndPath)]);
  return Object.fromEntries(Object.entries(texts).filter(([owner]) => owners.has(owner)));
}

/** Where operations of an unknown tag and group belong. */
const OTHER = "other";

/** The table with the tags and groups of documents that it does not have. */
function withNewTags(table: GroupTable, { operations }: Mined): GroupTable {
  const groups = new Set(table.groups);
  const tags = new Map(Object.entries(table.tags));
  for (const { operation, group } of operations) {
    const tag = operation.tags?.[0] ?? "";
    if (group !== undefined) groups.add(group);
    if (tags.has(tag)) continue;
    const own = group ?? OTHER;
    groups.add(own);
    const name = camel(tag);
    tags.set(tag, { group: own, ...(/^[a-z]/.test(name) ? {} : { name: camel(`tag ${name}`) }) });
  }
  return { groups: [...groups], tags: Object.fromEntries(tags) };
}
