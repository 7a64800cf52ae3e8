import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { ImportError, isRecord, printable } from "./input-error.js";

/** The list of a controller's documents, as `/v3/api-docs/swagger-config` answers it. */
export const CONFIG_FILE = "swagger-config.json";
/** Notes of the pull about the controller. */
export const CONTROLLER_FILE = "controller.json";
/** The controller's default document (`/v3/api-docs`), which stands beside those of its groups. */
export const DEFAULT_FILE = "default.json";

/** `04 Site Setting.json` -> `site-setting`; `All.json`, `00 All.json` and `default.json` -> undefined. */
export function groupOfFile(file: string): string | undefined {
  const name = file.replace(/\.json$/i, "").replace(/^\d+[\s_-]+/, "");
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  if (!/^[a-z]/.test(slug) || slug === "import-report")
    throw new ImportError(`${printable(file)} does not name its group; name it as the controller does`);
  return slug === "all" || slug === "default" ? undefined : slug;
}

/** A document as the pull received it. */
export interface PulledDocument {
  file: string;
  sha256: string;
  bytes: number;
}

/** What the pull notes beside the documents about the controller that served them. */
export interface ControllerFile {
  controllerVersion?: string | undefined;
  /** `type` of `/api/info`: which kind of controller it is. */
  type?: number | undefined;
  /** Origin the documents came from, without credentials. */
  baseUrl?: string | undefined;
  /** Date of the pull, UTC. */
  pulledOn?: string | undefined;
  documents?: PulledDocument[] | undefined;
  /** Files of the documents that an unfinished pull has still to fetch. */
  missing?: string[] | undefined;
}

/** What is appended to the name of a folder for a pull into it that is not finished. */
export const UNFINISHED = ".incomplete";

/**
 * Reads `controller.json` of a folder of documents; without one, nothing is known.
 * @throws ImportError when it is there but not as the pull writes it, or documents are missing that the controller has
 */
export async function readControllerFile(input: string): Promise<ControllerFile> {
  const record = await readPullRecord(input);
  const { documents = [], missing } = record;
  if (missing || (!(await exists(input)) && (await exists(input + UNFINISHED)))) {
    const have = missing
      ? `: it has ${documents.length} of ${documents.length + missing.length} documents`
      : "";
    throw new ImportError(
      `the pull of ${input} is not finished${have}; run the same omada pull again, which goes on where it ended`,
    );
  }
  for (const { file } of documents)
    if (!(await exists(join(input, file))))
      throw new ImportError(
        `${join(input, file)} is missing, which omada pull fetched; run the same pull again`,
      );
  return record;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * As {@link readControllerFile}, of an unfinished pull, too.
 * @throws ImportError when the file is there but not as the pull writes it
 */
export async function readPullRecord(folder: string): Promise<ControllerFile> {
  const file = join(folder, CONTROLLER_FILE);
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return {};
  const parsed = parseRecord(text);
  const { controllerVersion, type, baseUrl, pulledOn, documents, missing } = parsed ?? {};
  const areTexts = [controllerVersion, baseUrl, pulledOn].every(
    (value) => value === undefined || typeof value === "string",
  );
  const areLists =
    (documents === undefined || (Array.isArray(documents) && documents.every(isPulledDocument))) &&
    (missing === undefined || (Array.isArray(missing) && missing.every(isFileName)));
  if (!parsed || !areTexts || !areLists)
    throw new ImportError(`${file} is not as omada pull writes it; pull again, or delete the file`);
  const record = { controllerVersion, baseUrl, pulledOn, documents, missing } as ControllerFile;
  return { ...record, type: typeof type === "number" ? type : undefined };
}

function isPulledDocument(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { file, sha256, bytes } = value;
  return isFileName(file) && typeof sha256 === "string" && Number.isSafeInteger(bytes);
}

/** A file directly in the folder. */
function isFileName(value: unknown): boolean {
  return typeof value === "string" && /^[^/\\]+\.json$/.test(value);
}

function parseRecord(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const YAML = /^\uFEFF?\s*(?:#[^\n]*\n\s*)*(?:%YAML|---\s|(?:openapi|swagger|info|paths)\s*:)/;

/** @throws ImportError that distinguishes an empty file, a web page and an incomplete download */
export function parseJson(text: string, file: string): unknown {
  if (text.trim() === "") throw new ImportError(`${file} is empty`);
  try {
    return JSON.parse(text);
  } catch (error) {
    const start = text.trimStart().slice(0, 1);
    if (start === "<")
      throw new ImportError(`${file} is HTML, not JSON; the address answered with a web page`);
    if (YAML.test(text)) {
      throw new ImportError(`${file} is YAML, not JSON; pull the JSON document, or convert it`);
    }
    const reason = error instanceof Error ? error.message.replace(/\s+/g, " ").slice(0, 160) : "unreadable";
    const complete = !/^[{[]/.test(start) || /[}\]]\s*$/.test(text);
    const hint = complete
      ? ""
      : "; it ends in the middle, so the download was probably cut off: pull it again";
    throw new ImportError(`${file} is not valid JSON (${reason})${hint}`);
  }
}
