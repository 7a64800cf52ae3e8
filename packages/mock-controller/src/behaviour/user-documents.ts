import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ApiModel, Operation } from "@omada-sdk/model";
import { isRecord } from "../schema/check.js";
import { PROFILE_IDS } from "./profiles/index.js";
import type { ProfileId } from "./profiles/types.js";
import { loadSnapshot } from "./snapshot.js";

/** Documents with all groups; they are read only when there are no others. */
const ALL_DOCUMENT = /^(\d+[ _-]*)?all\.json$/i;
/** The controller's default document, which the importer joins with the groups. */
const DEFAULT_DOCUMENT = /^default\.json$/i;
/** The mock answers the token endpoints itself. */
const AUTHORIZE = "/openapi/authorize/";

type Json = Record<string, unknown>;

interface UserDocument {
  file: string;
  content: Json & { paths: Json };
}

/**
 * Reads the interface documents of a controller, as `omada pull` stores them, for the option `model`. They are imported
 * as the snapshots were: known defects are repaired, and the facts in their texts (error codes, permissions, value
 * tables, ranges) are read. Operations of a shipped snapshot get its names; the others are called by their tag
 * and operationId.
 * @param folder JSON documents; other JSON files in it are left alone
 * @param profile whose behaviour the controller is closest to
 * @throws Error when the folder holds no interface document, or one that cannot be repaired
 * @example
 * const model = await readPulledDocuments("./pulled", "6.2");
 * const mock = await startMockController({ profile: "6.2", model });
 */
export async function readPulledDocuments(folder: string, profile: ProfileId): Promise<ApiModel> {
  const documents = await userDocumentsIn(folder);
  const named = documents.filter(({ file }) => !DEFAULT_DOCUMENT.test(file));
  const groups = named.filter(({ file }) => !ALL_DOCUMENT.test(file));
  const used = groups.length > 0 ? groups : named;
  if (documents.length === 0) throw new Error(`${folder} holds no interface document of a controller.`);
  const { refused, answers } = await loadSnapshot(profile);
  const model = await importUserDocuments(
    [
      ...withoutRepeats(used),
      ...documents.filter(({ file }) => DEFAULT_DOCUMENT.test(file)).flatMap((one) => withoutRepeats([one])),
    ],
    profile,
  );
  return { ...model, ...(refused && { refused }), ...(answers && { answers }) };
}

async function userDocumentsIn(folder: string): Promise<UserDocument[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  const found: UserDocument[] = [];
  for (const file of files) {
    const content = parsedJson(await readFile(join(folder, file), "utf8"), file);
    if (!isRecord(content) || !isRecord(content.paths)) continue;
    found.push({ file, content: { ...content, paths: content.paths } });
  }
  return found;
}

function parsedJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} is not valid JSON; pull the documents again.`, { cause });
  }
}

/** Of an operation that several documents describe, only the first description stays. */
function withoutRepeats(documents: readonly UserDocument[]): UserDocument[] {
  const seen = new Set<string>();
  const isNew = (key: string): boolean => !seen.has(key) && seen.add(key).has(key);
  return documents.map(({ file, content }) => {
    const paths = Object.entries(content.paths).flatMap(([path, item]): [string, unknown][] => {
      if (path.startsWith(AUTHORIZE) || !isRecord(item)) return [];
      const operations = Object.entries(item).filter(([method]) => isNew(`${method} ${path}`));
      return operations.length > 0 ? [[path, Object.fromEntries(operations)]] : [];
    });
    return { file, content: { ...content, paths: Object.fromEntries(paths) } };
  });
}

/** The importer is no dependency: it brings the TypeScript compiler along, which nothing else here needs. */
async function loadImporter() {
  try {
    return await import("@omada-sdk/codegen");
  } catch (cause) {
    throw new Error(
      "readPulledDocuments needs the package @omada-sdk/codegen; run: npm install --save-dev @omada-sdk/codegen",
      { cause },
    );
  }
}

/** The importer reads folders, so the documents and the known names are written to a temporary one. */
async function importUserDocuments(documents: readonly UserDocument[], id: ProfileId): Promise<ApiModel> {
  const { groupOfFile, importSnapshot, readSnapshot } = await loadImporter();
  const { flavour, controllerVersion } = await loadSnapshot(id);
  const known = await knownOperations();
  const work = await mkdtemp(join(tmpdir(), "omada-documents-"));
  try {
    const [input, specsDir] = [join(work, "documents"), join(work, "specs")];
    for (const folder of [input, specsDir]) await mkdir(folder);
    for (const { file, content } of documents) {
      addUnknownTags(known, content);
      await writeFile(join(input, file), JSON.stringify(content));
    }
    const { names, groups, tags } = known;
    // A single document holds all groups, whatever its name is.
    const own = documents.length > 1 ? documents.flatMap(({ file }) => groupOfFile(file) ?? []) : [];
    const files = {
      "index.json": { snapshots: [] },
      "groups.json": { groups: [...new Set([...groups, OTHER_GROUP, ...own])], tags },
      "names.lock.json": names,
    };
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(specsDir, name), JSON.stringify(content));
    }
    await importSnapshot({ input, specsDir, id, flavour, controllerVersion });
    return await readSnapshot(specsDir, id);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Where the operations of a tag belong; operations on site templates can have a group of their own. */
interface TagRow {
  group: string;
  templateGroup?: string;
  name: string;
}

/** Names, groups and tags of the operations in the shipped snapshots, in the form of the importer's input. */
export interface KnownOperations {
  /** Stable names by `METHOD /path`, without the names of path parameters. */
  names: Record<string, string>;
  groups: string[];
  tags: Record<string, TagRow>;
}

/** Gathers names, groups and tags of all shipped snapshots. */
async function knownOperations(): Promise<KnownOperations> {
  const operations: Operation[] = [];
  for (const id of PROFILE_IDS) operations.push(...(await loadSnapshot(id)).operations);
  const tags: KnownOperations["tags"] = {};
  for (const { path, tag, group, name } of operations) {
    tags[tag] ??= { group, name: name.split(".")[0] ?? "" };
    if (path.includes("template")) tags[tag].templateGroup = group;
    else tags[tag].group = group;
  }
  return {
    names: Object.fromEntries(operations.map(({ method, path, name }) => [operationKey(method, path), name])),
    groups: [...new Set(operations.map(({ group }) => group))],
    tags,
  };
}

function operationKey(method: string, path: string): string {
  return `${method} ${path.replaceAll(/\{[^{}]*\}/g, "{}")}`;
}

/** Where operations belong whose tag no snapshot has. */
const OTHER_GROUP = "other";

/** Adds the tags of a document that no snapshot has to the group `other`. */
function addUnknownTags({ tags }: KnownOperations, document: { paths: Record<string, unknown> }): void {
  const used = JSON.stringify(document.paths).matchAll(/"tags":\["((?:[^"\\]|\\.)*)"/g);
  for (const [, text = ""] of used) {
    const tag = JSON.parse(`"${text}"`) as string;
    if (!Object.hasOwn(tags, tag)) tags[tag] = { group: OTHER_GROUP, name: camelCase(tag) };
  }
}

/** `IDS/IPS (Template)` -> `idsIpsTemplate`. */
function camelCase(tag: string): string {
  const words = (tag.match(/[A-Za-z0-9]+/g) ?? ["other"]).map((word) => word.toLowerCase());
  return words.map((word, index) => (index === 0 ? word : word[0]?.toUpperCase() + word.slice(1))).join("");
}
