import { ERROR_CATEGORIES } from "@omada-sdk/model";
import { readSpecsFile } from "./specs-file.js";

export const ERROR_CODES_FILE = "error-codes.json";

/** What is known of an error code; `specs/README.md` explains the members. */
export interface CodeRow {
  code: number;
  name: string;
  category: string;
  retry?: true;
  /** A busy controller has done nothing of the request. */
  notDone?: true;
  common?: true;
  /** Any operation may answer it: it is about the request, not about what the operation does. */
  anywhere?: true;
  /** Likely cause and what to do, for clients. */
  hint?: string;
  token?: true | string;
  mock?: string;
  /** The words that paths use for the object that does not exist, with spaces between. */
  subject?: string;
  /** Member that no two rows of a list may share. */
  unique?: string;
  /** Member whose list may not name anything twice. */
  distinct?: string;
  /** Member that is true in rows that came with the controller, which cannot be changed or deleted. */
  builtIn?: string;
  /** What can use a row and keeps it from being deleted: paths of lists, or one of `USERS`. */
  usedBy?: string[];
  /** Access rules whose `type` is this one keep a row from being deleted. */
  usedByAcl?: number;
}

/** Rows that stand in several lists, by the word that `usedBy` has for them; all are those of the same site. */
const USERS: readonly string[] = ["ports", "clients", "ssids"];

const MEMBERS: Record<keyof CodeRow, (value: unknown) => boolean> = {
  code: (value) => Number.isInteger(value) && (value as number) < 0,
  name: (value) => typeof value === "string" && /^[a-z][A-Za-z0-9]+$/.test(value),
  category: (value) => typeof value === "string" && CATEGORIES.includes(value),
  retry: (value) => value === undefined || value === true,
  notDone: (value) => value === undefined || value === true,
  common: (value) => value === undefined || value === true,
  anywhere: (value) => value === undefined || value === true,
  hint: (value) => value === undefined || isText(value),
  token: (value) => value === undefined || value === true || isText(value),
  mock: (value) => value === undefined || isText(value),
  subject: (value) => value === undefined || (typeof value === "string" && /^[a-z]+( [a-z]+)*$/.test(value)),
  unique: (value) => value === undefined || isMember(value),
  distinct: (value) => value === undefined || isMember(value),
  builtIn: (value) => value === undefined || isMember(value),
  usedBy: (value) => value === undefined || (Array.isArray(value) && value.length > 0 && value.every(isUser)),
  usedByAcl: (value) => value === undefined || (Number.isInteger(value) && (value as number) >= 0),
};

/** In the order in which tables have them. */
export const CATEGORIES: readonly string[] = Object.keys(ERROR_CATEGORIES);

/**
 * Reads the error codes of a specs folder, from -1 downwards; a folder without the file has none.
 * @throws Error with the row and member that is wrong
 */
export async function readErrorCodes(specsDir: string): Promise<CodeRow[]> {
  const text = await readSpecsFile(specsDir, ERROR_CODES_FILE);
  if (text === undefined) return [];
  const { codes } = JSON.parse(text) as { codes: CodeRow[] };
  const problems = codes.flatMap((row, at) => [
    ...Object.entries(MEMBERS)
      .filter(([name, holds]) => !holds(row[name as keyof CodeRow]))
      .map(
        ([name]) => `row ${at + 1} (${row.code}): ${name} is ${JSON.stringify(row[name as keyof CodeRow])}`,
      ),
    ...Object.keys(row)
      .filter((name) => !Object.hasOwn(MEMBERS, name))
      .map((name) => `row ${at + 1} (${row.code}): ${name} is no member of a code`),
    ...(row.notDone && row.category !== "busy"
      ? [`row ${at + 1} (${row.code}): notDone is for codes of the category busy`]
      : []),
    ...(at > 0 && row.code >= (codes[at - 1]?.code ?? 0)
      ? [`row ${at + 1} (${row.code}): out of order`]
      : []),
  ]);
  if (problems.length > 0) throw new Error(problems.map((line) => `${ERROR_CODES_FILE}: ${line}`).join("\n"));
  return codes;
}

/** One line that stands in a table as it is. */
function isText(value: unknown): boolean {
  return typeof value === "string" && /^\S[^`$\\\n\r]*\S$/.test(value);
}

function isMember(value: unknown): boolean {
  return typeof value === "string" && /^[a-z][A-Za-z0-9]*$/.test(value);
}

function isUser(value: unknown): boolean {
  return typeof value === "string" && (USERS.includes(value) || /^(\/[\w-]+|\/\{\w+\})+$/.test(value));
}
