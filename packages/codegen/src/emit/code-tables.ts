import { banner } from "../banner.js";
import { CATEGORIES, type CodeRow, ERROR_CODES_FILE } from "../specs/error-codes.js";

/**
 * The tables of error codes by package. Core has those after which any request is repeated; those people meet, which are loaded when
 * the first error comes; all others in a file of their own, which is loaded when one of them comes; and the type of their names; auth has those of a token, with hints; the simulated controller
 * its wordings, what codes for unknown ids are about, and the rules of rows.
 * @returns texts by folder below `packages`, and by file
 */
export function codeTables(codes: readonly CodeRow[]): Map<string, Map<string, string>> {
  const head = banner(`specs/${ERROR_CODES_FILE}`);
  const table = (name: string, rows: readonly CodeRow[]) =>
    `${head}export const ${name} = \`\n${tableText(rows)}\`;\n`;
  const core = new Map([
    ["code-names.ts", head + codeNames(codes)],
    [
      "common-codes.ts",
      table(
        "COMMON_CODES",
        codes.filter(({ common }) => common),
      ),
    ],
    ["not-done-codes.ts", head + notDone(codes)],
    [
      "more-codes.ts",
      table(
        "MORE_CODES",
        codes.filter(({ common }) => !common),
      ),
    ],
  ]);
  return new Map([
    ["core/src/generated", core],
    ["auth/src/generated", new Map([["codes.ts", head + tokenCodes(codes)]])],
    [
      "mock-controller/src/generated",
      new Map([["codes.ts", head + messages(codes) + subjects(codes) + rowRules(codes)]]),
    ],
  ]);
}

function notDone(codes: readonly CodeRow[]): string {
  const list = codes.flatMap((row) => (row.notDone ? [row.code] : [])).join(", ");
  return `/** The controller was busy and has done nothing of the request. */\nexport const NOT_DONE_CODES: ReadonlySet<number> = new Set([${list}]);\n`;
}

function codeNames(codes: readonly CodeRow[]): string {
  const rows = codes.map(({ code, name }) => `  "${code}": "${name}";\n`);
  return `/** Short names of error codes, by code. */\nexport interface CodeNames {\n${rows.join("")}}\n`;
}

function tokenCodes(codes: readonly CodeRow[]): string {
  const rows = codes.flatMap(({ code, name, token }) =>
    token === undefined ? [] : [`  [${code}]: ${JSON.stringify(token === true ? [name] : [name, token])},\n`],
  );
  const type = "Readonly<Record<number, readonly [codeName: string, hint?: string]>>";
  return `/** Short names of the error codes that a request for a token can answer, some with a likely cause. */\nexport const CODES: ${type} = {\n${rows.join("")}};\n`;
}

function messages(codes: readonly CodeRow[]): string {
  const rows = codes.flatMap(({ code, mock }) =>
    mock === undefined ? [] : [`  [${code}]: ${JSON.stringify(mock)},\n`],
  );
  return `/** Error codes that the mock gives by itself, with a short wording. */\nexport const MESSAGES: Readonly<Record<number, string>> = {\n${rows.join("")}};\n`;
}

function subjects(codes: readonly CodeRow[]): string {
  const rows = codes.flatMap(({ code, subject }) =>
    subject === undefined ? [] : [`  [${code}]: ${JSON.stringify(subject.split(" "))},\n`],
  );
  return `\n/** Error codes for an object that does not exist, each with the words that paths use for it. */\nexport const SUBJECTS: Readonly<Record<number, readonly string[]>> = {\n${rows.join("")}};\n`;
}

function rowRules(codes: readonly CodeRow[]): string {
  const rows = codes.flatMap(({ code, unique, distinct, builtIn, usedBy, usedByAcl }) => {
    const rule = { unique, distinct, builtIn, usedBy, usedByAcl };
    return Object.values(rule).every((value) => value === undefined)
      ? []
      : [`  [${code}]: ${JSON.stringify(rule)},\n`];
  });
  return `${ROW_RULE}export const ROW_RULES: Readonly<Record<number, RowRule>> = {\n${rows.join("")}};\n`;
}

const ROW_RULE = `
/** Why a row cannot be written or deleted. */
export interface RowRule {
  /** Member that no two rows of a list may share. */
  readonly unique?: string;
  /** Member whose list may not name anything twice. */
  readonly distinct?: string;
  /** Member that is true in rows that came with the controller. */
  readonly builtIn?: string;
  /** What can use the row: paths of lists, or "ports", "clients" or "ssids" of the site. */
  readonly usedBy?: readonly string[];
  /** The row can be used by access rules whose type is this one. */
  readonly usedByAcl?: number;
}

/** Rules of rows by the code that operations list for a breach. */
`;

/** A category on a line of its own, then `<code without minus> <name>[!][ <hint>]` per code, where "!" marks one worth a retry. */
function tableText(codes: readonly CodeRow[]): string {
  const lines = CATEGORIES.flatMap((category) => {
    const rows = codes.filter((row) => row.category === category);
    return rows.length > 0 ? [category, ...rows.map(lineOf)] : [];
  });
  return lines.map((line) => `${line}\n`).join("");
}

function lineOf({ code, name, retry, hint }: CodeRow): string {
  return `${-code} ${name}${retry ? "!" : ""}${hint ? ` ${hint}` : ""}`;
}
