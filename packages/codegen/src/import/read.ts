import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { ImportError, isRecord, printable, reasonOf } from "../files/input-error.js";
import {
  CONFIG_FILE,
  CONTROLLER_FILE,
  DEFAULT_FILE,
  groupOfFile,
  parseJson,
} from "../files/pulled-folder.js";
import { checkOperation, checkSchema } from "./check-shape.js";
import { checkPath, refuseUnsafeTexts } from "./check-text.js";
import { inlineParts } from "./component-parts.js";
import { decodeDocument } from "./decode.js";
import { joinDocuments } from "./default-document.js";
import type { RawDocument, RawOperation } from "./raw.js";

const METHODS = new Set(["get", "put", "post", "delete", "patch"]);
/**
 * Reads a folder of group documents (as a controller names them) or one document. A document of all groups and the
 * default document add what the groups lack.
 * @param standard the default document, where the folder does not hold it
 * @throws ImportError naming the file and what is wrong with it
 */
export async function readDocuments(input: string, standard?: string): Promise<RawDocument[]> {
  const info = await stat(input).catch(() => undefined);
  if (!info)
    throw new ImportError(`${input} does not exist; give a folder of group documents or one document`);
  const files = info.isDirectory() ? await documentFiles(input) : [input];
  const beside = files.find((file) => basename(file).toLowerCase() === DEFAULT_FILE);
  const documents: RawDocument[] = [];
  for (const file of files.filter((each) => each !== beside))
    documents.push(parseDocument(await readBytes(file), basename(file)));
  refuseTwins(documents);
  const unlisted = standard ?? beside;
  const used = joinDocuments(
    documents,
    unlisted === undefined ? undefined : defaultDocument(await readBytes(unlisted), basename(unlisted)),
  );
  if (used.every((document) => Object.keys(document.paths).length === 0)) {
    throw new ImportError(
      `${input} describes no operation at all; was it pulled from a controller that had started?`,
    );
  }
  return used;
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new ImportError(
      `${file} cannot be read (${reasonOf(error)}); check that it is a file and that you may read it`,
    );
  }
}

async function documentFiles(folder: string): Promise<string[]> {
  const all = (await readdir(folder)).sort();
  const other = all.find((name) => /^[^.].*\.(ya?ml|json\.\w+)$/i.test(name));
  if (other !== undefined) {
    throw new ImportError(
      `${join(folder, other)} is no JSON file (*.json); unpack or convert it, or take it out of the folder`,
    );
  }
  const names = all.filter((name) => /^[^.].*\.json$/i.test(name));
  const documents = names.filter((name) => name !== CONFIG_FILE && name !== CONTROLLER_FILE);
  if (documents.length === 0) {
    throw new ImportError(`${folder} holds no group document (*.json); pull one with "omada pull <baseUrl>"`);
  }
  return documents.map((name) => join(folder, name));
}

/** A document of all groups, whatever its file is called. */
function defaultDocument(bytes: Uint8Array, file: string): RawDocument {
  return { ...parseDocument(bytes, file), group: undefined };
}

/** Parses one document and checks that the importer can work with it. */
function parseDocument(bytes: Uint8Array, file: string): RawDocument {
  const parsed = parseJson(decodeDocument(bytes, file), file);
  if (!isRecord(parsed))
    throw new ImportError(`${file} is JSON but not an object; expected an OpenAPI 3.x document`);
  const version = parsed.openapi;
  if (typeof version !== "string" || !/^3\.\d+\.\d+/.test(version)) {
    const found =
      typeof version === "string" ? `"openapi": ${JSON.stringify(version)}` : `no "openapi" member`;
    throw new ImportError(`${file} has ${found}; expected an OpenAPI 3.x document of a controller`);
  }
  refuseUnsafeTexts(parsed, file);
  const paths = parsed.paths;
  if (!isRecord(paths)) throw new ImportError(`${file} has no "paths" object; the document is incomplete`);
  const components = componentsOf(parsed, file);
  const schemas = components.schemas as Record<string, unknown>;
  for (const [name, schema] of Object.entries(schemas)) checkSchema(schema, name, file);
  return {
    group: groupOfFile(file),
    file,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    paths: Object.fromEntries(
      Object.entries(paths).map(([path, item]) => [
        checkPath(path, file),
        operationsOfItem(item, path, components, file),
      ]),
    ),
    schemas: schemas as RawDocument["schemas"],
  };
}

/**
 * The `components` of a document with its `schemas`; a document without operations needs none.
 * @throws ImportError when they are missing, because every operation would lose its types without a word
 */
function componentsOf(parsed: Record<string, unknown>, file: string): Record<string, unknown> {
  const { components = {}, paths } = parsed;
  const schemas = isRecord(components) ? components.schemas : undefined;
  if (isRecord(components) && isRecord(schemas)) return components;
  if (isRecord(components) && schemas === undefined && Object.keys(paths as object).length === 0) {
    return { ...components, schemas: {} };
  }
  throw new ImportError(
    `${file} has no "components" with an object of "schemas"; the document is incomplete: pull it again`,
  );
}

function operationsOfItem(
  item: unknown,
  path: string,
  components: Record<string, unknown>,
  file: string,
): Record<string, RawOperation> {
  if (!isRecord(item)) throw new ImportError(`${file}: path ${printable(path)} is not an object`);
  const unknown = Object.keys(item).filter((method) => !METHODS.has(method));
  if (unknown.length > 0) {
    const names = unknown.map(printable).join(", ");
    throw new ImportError(
      `${file}: path ${printable(path)} has members that are no HTTP method known here: ${names}`,
    );
  }
  return Object.fromEntries(
    Object.entries(item).map(([method, declared]) => {
      const where = `${method.toUpperCase()} ${path}`;
      if (!isRecord(declared) || !isRecord(declared.responses)) {
        throw new ImportError(`${file}: ${method.toUpperCase()} ${printable(path)} has no "responses"`);
      }
      const operation = inlineParts(declared, components, where, file) as RawOperation;
      checkOperation(operation, where, file);
      return [method, operation];
    }),
  );
}

/** Two files of one group, such as `03 Device.json` and `Device.json`, cannot both be meant. */
function refuseTwins(documents: RawDocument[]): void {
  const seen = new Map<string, string>();
  for (const { group = "all", file } of documents) {
    const twin = seen.get(group);
    if (twin !== undefined) {
      throw new ImportError(`group "${group}" is there twice: ${twin} and ${file}; remove one of them`);
    }
    seen.set(group, file);
  }
}
