import type { ValueRow } from "@omada-sdk/model";
import { ImportError, isRecord, printable, reasonOf } from "../files/input-error.js";
import type { Source } from "./manifest.js";
import { readSpecsFile } from "./specs-file.js";

/** Members that controllers always send in the rows of a list or in a result, with the evidence. */
export interface AlwaysPresent {
  /** Members of the rows. */
  fields?: string[];
  /** Members of the result. */
  result?: string[];
  evidence: string;
}

/** The values of a number or string that documents leave without a value table, with the evidence. */
export interface ValueTable {
  values: ValueRow[];
  /** The number is a sum of the values. */
  bits?: boolean;
  evidence: string;
}

/** Names that recovered documents distort, each with the name that controllers serve. */
export interface Spellings {
  tags: Record<string, string>;
  schemas: Record<string, string>;
}

/**
 * The reviewed corrections of `specs/overlays`. They belong to operations and schemas and not to one snapshot: an entry
 * holds for every document that has its target.
 */
export interface Overlays {
  /** By METHOD and path. */
  alwaysPresent: Record<string, AlwaysPresent>;
  /** By `Schema.member`. */
  valueTables: Record<string, ValueTable>;
  spellings: Spellings;
}

export const NO_OVERLAYS: Overlays = {
  alwaysPresent: {},
  valueTables: {},
  spellings: { tags: {}, schemas: {} },
};

/**
 * Reads the reviewed corrections of a specs folder. Only recovered documents have distorted names.
 * @throws ImportError naming the file and the entry that is wrong
 */
export async function readOverlays(specsDir: string, kind: Source["kind"]): Promise<Overlays> {
  const [present, values, spellings] = await Promise.all([
    readOverlay(specsDir, "always-present", ["operations"]),
    readOverlay(specsDir, "value-tables", ["schemas"]),
    readOverlay(specsDir, "spellings", ["tags", "schemas"]),
  ]);
  return {
    alwaysPresent: checked("always-present", present.operations, isAlwaysPresent),
    valueTables: checked("value-tables", values.schemas, isValueTable),
    spellings:
      kind === "recovered"
        ? {
            tags: checked("spellings", spellings.tags, isName),
            schemas: checked("spellings", spellings.schemas, isName),
          }
        : NO_OVERLAYS.spellings,
  };
}

async function readOverlay(
  specsDir: string,
  name: string,
  members: readonly string[],
): Promise<Record<string, unknown>> {
  const file = `overlays/${name}.json`;
  const text = await readSpecsFile(specsDir, file).catch((error: unknown) => {
    throw new ImportError(`${file} of the specs folder cannot be read: ${reasonOf(error)}`, { cause: error });
  });
  if (text === undefined) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new ImportError(`${file} of the specs folder is not valid JSON: ${reasonOf(error)}`);
  }
  const known = ["date", "reason", ...members];
  const wrong = isRecord(parsed) ? Object.keys(parsed).find((key) => !known.includes(key)) : "";
  if (!isRecord(parsed) || wrong !== undefined) {
    const found = wrong ? `has a member ${printable(wrong)}` : "is no object";
    throw new ImportError(`${file} of the specs folder ${found}; it holds ${known.join(", ")}`);
  }
  return parsed;
}

function checked<T>(name: string, entries: unknown, test: (value: unknown) => value is T): Record<string, T> {
  if (entries === undefined) return {};
  if (!isRecord(entries)) throw new ImportError(`overlays/${name}.json lists its entries in no object`);
  for (const [key, entry] of Object.entries(entries)) {
    if (test(entry)) continue;
    throw new ImportError(
      `overlays/${name}.json: the entry ${printable(key)} is not as specs/README.md describes it; correct it`,
    );
  }
  return entries as Record<string, T>;
}

const isName = (value: unknown): value is string => typeof value === "string" && value !== "";
const isNames = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.length > 0 && value.every(isName));

function isAlwaysPresent(value: unknown): value is AlwaysPresent {
  if (!isRecord(value) || !isName(value.evidence)) return false;
  const { fields, result } = value;
  return isNames(fields) && isNames(result) && (fields !== undefined || result !== undefined);
}

function isValueTable(value: unknown): value is ValueTable {
  return (
    isRecord(value) &&
    isName(value.evidence) &&
    (value.bits === undefined || typeof value.bits === "boolean") &&
    Array.isArray(value.values) &&
    value.values.length > 0 &&
    value.values.every(
      (row) =>
        isRecord(row) &&
        (typeof row.value === "number" || isName(row.value)) &&
        (row.label === undefined || isName(row.label)),
    )
  );
}
