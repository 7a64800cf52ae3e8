import type { Operation } from "@omada-sdk/model";
import type { GroupTable } from "./groups.js";
import { LOCK_FILE, readLock } from "./name-lock.js";
import { readSpecsFile } from "./specs-file.js";

/** Written lines about tags and operations, `specs/descriptions.json`: what they are for and what a caller must know. */
export interface DescriptionFile {
  /** By tag, in any of the spellings that documents have. */
  tags: Record<string, string>;
  /** By stable name, `tag.method`. */
  operations: Record<string, string>;
}

/** The written lines that generated code carries. */
export interface Descriptions {
  ofOperation(operation: Operation): string | undefined;
  /** The line of a client member, `device`: that of the tag which it is named after, else of the first one it holds. */
  ofMember(member: string, operations: readonly Operation[]): string | undefined;
}

/** For documents without written lines. */
export const NOTHING_WRITTEN: Descriptions = { ofOperation: () => undefined, ofMember: () => undefined };

const FILE = "descriptions.json";
const MAX_CHARACTERS = 140;

/**
 * Reads the written lines of a specs folder; a folder without the file has none.
 * @throws Error with, a line each, every text and name in the file that is wrong
 */
export async function readDescriptions(specsDir: string, table: GroupTable): Promise<Descriptions> {
  const text = await readSpecsFile(specsDir, FILE);
  if (text === undefined) return NOTHING_WRITTEN;
  const lock = await readLock(specsDir);
  const file = JSON.parse(text) as DescriptionFile;
  const problems = checkDescriptions(file, Object.keys(table.tags), Object.values(lock));
  if (problems.length > 0) throw new Error(problems.map((problem) => `${FILE}: ${problem}`).join("\n"));
  return descriptionsOf(file);
}

/** What is wrong with written lines: names that no snapshot has, and texts that cannot be a doc comment's first line. */
export function checkDescriptions(
  file: DescriptionFile,
  tags: readonly string[],
  names: readonly string[],
): string[] {
  const knownTags = new Set([...tags, ...names.map((name) => name.split(".")[0] ?? "")].map(folded));
  const knownNames = new Set(names);
  const seen = new Map<string, string>();
  const problems = [];
  for (const [tag, text] of Object.entries(file.tags)) {
    const twin = seen.get(folded(tag));
    if (!knownTags.has(folded(tag))) problems.push(`there is no tag ${tag}; groups.json has those there are`);
    if (twin !== undefined) problems.push(`${twin} and ${tag} are one tag; keep one of the lines`);
    seen.set(folded(tag), tag);
    problems.push(...textProblems(`tag ${tag}`, text));
  }
  for (const [name, text] of Object.entries(file.operations)) {
    if (!knownNames.has(name))
      problems.push(`there is no operation ${name}; ${LOCK_FILE} has those there are`);
    problems.push(...textProblems(name, text));
  }
  return problems;
}

function textProblems(where: string, text: string): string[] {
  return [
    ...(text.trim() === "" ? [`${where} has an empty line; leave it out`] : []),
    ...(text.length > MAX_CHARACTERS
      ? [`the line of ${where} has ${text.length} characters; ${MAX_CHARACTERS} are the most`]
      : []),
    ...(/[\r\n\u2028\u2029]/.test(text) ? [`the line of ${where} is broken; make it one line`] : []),
    ...(text.includes("*/") ? [`the line of ${where} has */, which ends a comment`] : []),
  ];
}

/** Lookups in a file that has been checked. */
export function descriptionsOf(file: DescriptionFile): Descriptions {
  const tags = new Map(Object.entries(file.tags).map(([tag, text]) => [folded(tag), text]));
  const operations = new Map(Object.entries(file.operations));
  return {
    ofOperation: ({ name }) => operations.get(name),
    ofMember: (member, operations) => {
      const own = operations.filter(({ name }) => name.startsWith(`${member}.`)).map(({ tag }) => tag);
      const tag = own.find((tag) => folded(tag) === folded(member)) ?? own.sort()[0];
      return tag === undefined ? undefined : tags.get(folded(tag));
    },
  };
}

/** Documents spell one tag in several ways: `SD-WAN` and `SDWAN`, `Quick Action` and `Quick action`. */
function folded(tag: string): string {
  return tag.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
