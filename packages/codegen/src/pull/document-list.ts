import { isRecord, printable } from "../files/input-error.js";
import { groupOfFile } from "../files/pulled-folder.js";
import { PullError } from "./request.js";

/** One group document of a controller: how the controller calls it, where it is, and the file it goes to. */
export interface PullGroup {
  name: string;
  path: string;
  file: string;
}

/** A 5.15 controller lists 17 groups. With the limit of a document, this bounds a whole pull. */
const MAX_DOCUMENTS = 100;

/** Where controllers serve their default document, and below it the groups. */
export const DOCS = "/v3/api-docs";

/**
 * The documents to fetch, from the controller's `swagger-config`. A document of all groups is left out when there are
 * others: they hold the same, in parts that a slow controller can serve.
 * @throws PullError when the answer lists no documents or more than {@link MAX_DOCUMENTS}, or two that would go to one file
 */
export function groupsOfConfig(config: unknown, url: string): PullGroup[] {
  const listed = isRecord(config) ? namesOf(config) : [];
  if (listed.length === 0) {
    const envelope = isRecord(config) && typeof config.msg === "string" ? ` (${printable(config.msg)})` : "";
    throw new PullError(`${url} lists no interface documents${envelope}; is this an Omada controller?`);
  }
  if (listed.length > MAX_DOCUMENTS) {
    throw new PullError(
      `${url} lists ${listed.length} documents, and no known controller has more than ${MAX_DOCUMENTS}; is this an Omada controller?`,
    );
  }
  const parts = listed.filter(({ file }) => groupOfFile(file) !== undefined);
  const wanted = parts.length > 0 ? parts : listed;
  const files = new Map<string, string>();
  for (const { file, name } of wanted) {
    const twin = files.get(file.toLowerCase());
    if (twin !== undefined) {
      throw new PullError(
        `${url} lists ${printable(twin)} and ${printable(name)}, which would go to one file`,
      );
    }
    files.set(file.toLowerCase(), name);
  }
  return wanted;
}

function namesOf(config: Record<string, unknown>): PullGroup[] {
  if (Array.isArray(config.urls)) {
    const entries = config.urls.filter(isRecord).map(({ name }) => name);
    const names = [...new Set(entries)].filter((name) => typeof name === "string" && name !== "");
    return (names as string[]).map((name) => ({
      name,
      path: `${DOCS}/${encodeURIComponent(name)}`,
      file: fileOf(name),
    }));
  }
  return typeof config.url === "string" ? [{ name: "All", path: DOCS, file: "All.json" }] : [];
}

/** Names that Windows keeps for devices, and files with a purpose of their own in the folder. */
const TAKEN = /^(?:con|prn|aux|nul|(?:com|lpt)\d|swagger-config|controller|default)$/i;

/** A group's name as a file name on every system; the importer reads the group from it. */
function fileOf(name: string): string {
  const safe = name
    .slice(0, 1000)
    .replaceAll(/[^A-Za-z0-9 ()&+_-]+/g, "_")
    .trim()
    .slice(0, 80)
    .trimEnd();
  if (!/[a-z]/i.test(safe)) throw new PullError(`the group ${printable(name)} gives no usable file name`);
  return `${TAKEN.test(safe) ? `group ${safe}` : safe}.json`;
}
