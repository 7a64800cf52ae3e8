import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ApiModel } from "@omada-sdk/codegen/model";
import type { ProfileId } from "../profiles/types.js";
import { isRecord } from "../sample/accepts.js";
import { loadSnapshot } from "../snapshot.js";
import { addUnknownTags, knownOperations, OTHER_GROUP } from "./known.js";

/** Documents that hold everything, to be read only when there are no others. */
const WHOLE = /^(\d+[ _-]*)?all\.json$/i;
/** The document beside the groups, which the importer joins with them. */
const BESIDE = /^default\.json$/i;
/** Calls of the token endpoints are answered by themselves. */
const AUTHORIZE = "/openapi/authorize/";

type Json = Record<string, unknown>;

interface OwnDocument {
  file: string;
  content: Json & { paths: Json };
}

/**
 * Reads the interface documents of a controller, as `omada pull` stores them, for the option `model`. They are imported
 * as the snapshots were: known defects are mended, and what their texts tell (error codes, permissions, value tables,
 * ranges) is read out of them. Operations that a shipped snapshot knows get its names; the others are called by their tag
 * and operationId.
 * @param folder JSON documents; other JSON files in it are left alone
 * @param profile whose behaviour the controller is closest to
 * @throws Error when the folder holds no interface document, or one that cannot be mended
 * @example
 * const model = await readPulledDocuments("./pulled", "6.2");
 * const mock = await startMockController({ profile: "6.2", model });
 */
export async function readPulledDocuments(folder: string, profile: ProfileId): Promise<ApiModel> {
  const documents = await documentsOf(folder);
  const named = documents.filter(({ file }) => !BESIDE.test(file));
  const groups = named.filter(({ file }) => !WHOLE.test(file));
  const used = groups.length > 0 ? groups : named;
  if (documents.length === 0) throw new Error(`${folder} holds no interface document of a controller.`);
  const { refused, answers } = await loadSnapshot(profile);
  const model = await importDocuments(
    [
      ...withoutRepeats(used),
      ...documents.filter(({ file }) => BESIDE.test(file)).flatMap((one) => withoutRepeats([one])),
    ],
    profile,
  );
  return { ...model, ...(refused && { refused }), ...(answers && { answers }) };
}

async function documentsOf(folder: string): Promise<OwnDocument[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  const found: OwnDocument[] = [];
  for (const file of files) {
    const content = parsed(await readFile(join(folder, file), "utf8"), file);
    if (!isRecord(content) || !isRecord(content.paths)) continue;
    found.push({ file, content: { ...content, paths: content.paths } });
  }
  return found;
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} is not valid JSON; pull the documents again.`, { cause });
  }
}

/** An operation that several documents describe counts where it comes first. */
function withoutRepeats(documents: readonly OwnDocument[]): OwnDocument[] {
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

/** The importer works on folders: it gets the documents and what is known in one that is gone afterwards. */
async function importDocuments(documents: readonly OwnDocument[], id: ProfileId): Promise<ApiModel> {
  // It brings the TypeScript compiler along, which nothing else here needs.
  const { groupOfFile, importSnapshot, readSnapshot } = await import("@omada-sdk/codegen");
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
    // A document alone holds all groups, however it is called.
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
