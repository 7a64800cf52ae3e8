import type { ApiModel } from "@omada-sdk/model";
import { readSpecsFile } from "../specs-file.js";
import { checkFacts } from "./check-file.js";
import type { KnownFact } from "./facts.js";
import { checkAgainst } from "./misfits.js";

/** Below the specs folder; `ledger.ts` reads its other sections. */
const FILE = "behaviour.json";

/**
 * Reads the known behaviour of controllers; a specs folder without the file has none.
 * @param models snapshots of the folder that are at hand: what the facts say of their operations is checked, too
 * @throws Error with the file and, a line each, the facts and members that are wrong and what to do
 */
export async function readKnownBehaviour(
  specsDir: string,
  models: readonly ApiModel[] = [],
): Promise<KnownFact[]> {
  const text = await readSpecsFile(specsDir, FILE);
  if (text === undefined) return [];
  const file = parseFacts(text);
  refuse(checkFacts(file));
  const { facts } = file as { facts: KnownFact[] };
  for (const model of models) requireFit(model, facts);
  return facts;
}

/** @throws Error with the facts, a line each, that were seen on the version of a snapshot and do not fit it */
export function requireFit(model: ApiModel, facts: readonly KnownFact[]): void {
  refuse(checkAgainst(model, facts));
}

function parseFacts(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${FILE} is no JSON: ${(error as Error).message}`);
  }
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.map((problem) => `${FILE}: ${problem}`).join("\n"));
}
