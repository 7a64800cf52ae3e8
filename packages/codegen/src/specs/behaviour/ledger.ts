import { compareIds, type Manifest } from "../manifest.js";
import { readSpecsFile } from "../specs-file.js";
import { checkBehaviour, SECTIONS } from "./check-ledger.js";
import type { Behaviour, ProfileRow } from "./ledger-rows.js";

/** The ledger of what controllers do. Its `facts` about single operations are read by `read.ts`. */
export const BEHAVIOUR_FILE = "behaviour.json";

/**
 * Reads what is known of controllers beside the facts about single operations; undefined for a specs folder that has
 * nothing of it.
 * @throws Error with the row and member that is wrong and what to write, a line each
 */
export async function readBehaviour(specsDir: string): Promise<Behaviour | undefined> {
  const text = await readSpecsFile(specsDir, BEHAVIOUR_FILE);
  if (text === undefined) return undefined;
  const file = JSON.parse(text) as Partial<Record<string, unknown>>;
  if (SECTIONS.every((section) => file[section] === undefined)) return undefined;
  refuse(checkBehaviour(file));
  return file as unknown as Behaviour;
}

/**
 * The controllers that profiles stand for, one per snapshot of the manifest. A snapshot without a row of its own is like
 * the newest one of its line and flavour, or of its flavour where its line is new.
 * @throws Error for a row without a snapshot, and for a snapshot that is like none
 */
export function profilesOf(
  { profiles }: Behaviour,
  { snapshots }: Manifest,
): (ProfileRow & Pick<Manifest["snapshots"][number], "line" | "flavour" | "controllerVersion">)[] {
  const entryOf = (id: string) => snapshots.find((entry) => entry.id === id);
  const strays = profiles.filter(({ id }) => !entryOf(id));
  refuse(
    strays.map(
      ({ id }) => `profiles "${id}": specs/index.json has no such snapshot; remove the row or correct its id`,
    ),
  );
  const newestFirst = profiles.toSorted((a, b) => compareIds(b.id, a.id));
  return snapshots.map(({ id, line, flavour, controllerVersion }) => {
    const peers = newestFirst.filter((row) => entryOf(row.id)?.flavour === flavour);
    const model =
      peers.find((row) => row.id === id) ?? peers.find((row) => entryOf(row.id)?.line === line) ?? peers[0];
    if (!model)
      throw new Error(
        `${BEHAVIOUR_FILE}: profiles has no ${flavour} controller that ${id} could be like; add a row for it`,
      );
    const info = model.info && { ...model.info, controllerVer: controllerVersion };
    const row = model.id === id ? model : { ...model, id, info, seen: `like ${model.id}` };
    return { ...row, line, flavour, controllerVersion };
  });
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0)
    throw new Error(problems.map((problem) => `${BEHAVIOUR_FILE}: ${problem}`).join("\n"));
}
