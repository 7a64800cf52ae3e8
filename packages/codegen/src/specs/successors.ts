import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { newerVersion } from "../diff/successor.js";
import { keyOfOperation, operationKey } from "../model/operation-key.js";
import type { ApiModel, Operation } from "../model/types.js";
import { operationOf } from "./behaviour/misfits.js";

const FILE = "overlays/successors.json";
const OPERATION = /^(GET|POST|PUT|PATCH|DELETE) \/\S+$/;
/** A chain of successors is shorter; one that leads back to itself is not followed for ever. */
const MOST_STEPS = 5;

/** What to call instead of a deprecated operation: METHOD and path of each, by METHOD and path without parameter names. */
export type Successors = ReadonlyMap<string, readonly string[]>;

/**
 * Reads the reviewed successors of a specs folder; a folder without the file has none.
 * @throws Error with the file and the entry that is wrong
 */
export async function readSuccessors(specsDir: string): Promise<Successors> {
  let text: string;
  try {
    text = await readFile(join(specsDir, FILE), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Map();
    throw error;
  }
  let file: { successors?: unknown };
  try {
    file = JSON.parse(text) as typeof file;
  } catch (error) {
    throw new Error(`${FILE} is no JSON: ${(error as Error).message}`);
  }
  if (typeof file.successors !== "object" || file.successors === null)
    throw new Error(
      `${FILE}: successors is no object; write { "successors": { "METHOD /path": ["METHOD /path"] } }`,
    );
  return new Map(Object.entries(file.successors).map(checkedEntry));
}

function checkedEntry([key, list]: [string, unknown]): [string, string[]] {
  const isList = Array.isArray(list) && list.length > 0 && list.every((each) => OPERATION.test(String(each)));
  if (!OPERATION.test(key) || !isList || list.includes(key))
    throw new Error(
      `${FILE}: ${key} is ${JSON.stringify(list)}; write METHOD and path of others to call instead`,
    );
  return [keyOfOperation(key), list as string[]];
}

/**
 * Names of what to call instead of a deprecated operation: what was reviewed, as far as the snapshot has it, or the same
 * path in a later version. One that is deprecated itself stands for its own successors.
 */
export function successorsOf(operation: Operation, model: ApiModel, reviewed: Successors): string[] {
  return [...new Set(follow(operation, model, reviewed, MOST_STEPS).map(({ name }) => name))];
}

function follow(operation: Operation, model: ApiModel, reviewed: Successors, steps: number): Operation[] {
  const named = (reviewed.get(operationKey(operation.method, operation.path)) ?? []).flatMap(
    (key) => operationOf(key, model) ?? [],
  );
  const next =
    named.length > 0 ? named : [newerVersion(operation, model)].filter((each) => each !== undefined);
  return next.flatMap((each) => {
    if (!each.deprecated) return [each];
    return steps > 0 ? follow(each, model, reviewed, steps - 1) : [];
  });
}
