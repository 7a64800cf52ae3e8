import { operationKey } from "@omada-sdk/model";
import { ImportError, isRecord } from "../files/input-error.js";
import { pascal } from "./case.js";
import { readSpecsFile } from "./specs-file.js";

/**
 * The published name of every operation, `tag.method`, by METHOD and path without the names of its parameters.
 * Append-only: a published name is never given to another operation.
 */
export type NameLock = Record<string, string>;

export const LOCK_FILE = "names.lock.json";

/**
 * Reads the lock of a specs folder; a folder without one has no names yet.
 * @throws Error when the file is no object of names
 */
export async function readLock(specsDir: string): Promise<NameLock> {
  const text = await readSpecsFile(specsDir, LOCK_FILE);
  if (text === undefined) return {};
  const lock: unknown = JSON.parse(text);
  if (isRecord(lock) && Object.values(lock).every((name) => typeof name === "string"))
    return lock as NameLock;
  throw new Error("it is no object of names");
}

/** An operation that needs a name. */
export interface UnnamedOperation {
  method: string;
  path: string;
  /** Member name of its tag. */
  tag: string;
  operationId: string | undefined;
}

/**
 * Adds the names of operations that the lock does not hold yet; those it holds keep theirs, whatever their
 * operationId has become. Within one call the result does not depend on the order of the operations.
 * @throws ImportError when the lock itself holds one name twice
 */
export function extendLock(lock: Readonly<NameLock>, operations: readonly UnnamedOperation[]): NameLock {
  const names = new Map(Object.entries(lock));
  const taken = new Set<string>();
  for (const [operation, name] of names) {
    if (taken.has(name))
      throw new ImportError(
        `names.lock.json gives the name ${name} twice, last to ${operation}; undo the edit that did so`,
      );
    taken.add(name);
  }
  const fresh = operations.filter(({ method, path }) => !names.has(operationKey(method, path)));
  for (const operation of [...fresh].sort(plainFirst)) {
    const name = firstFree(operation, taken);
    taken.add(name);
    names.set(operationKey(operation.method, operation.path), name);
  }
  return Object.fromEntries([...names].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function firstFree(operation: UnnamedOperation, taken: ReadonlySet<string>): string {
  const base = baseName(operation);
  const family = familyOf(operation.path);
  const where = pathWords(operation.path);
  const candidates = [base, ...(family === "" ? [] : [`${base}${family}`])];
  for (let count = 1; count <= where.length; count++) {
    candidates.push(`${base}By${where.slice(-count).join("")}${family}`);
  }
  candidates.push(`${base}By${where.join("")}${family}${pascal(operation.method.toLowerCase())}`);
  const last = candidates.at(-1) ?? base;
  for (let count = 0; ; count++) {
    // Only paths that differ in nothing but the places of their parameters need a number.
    const candidate = candidates[count] ?? `${last}${count - candidates.length + 2}`;
    const name = `${operation.tag}.${candidate}`;
    if (!taken.has(name)) return name;
  }
}

/**
 * The suffix that distinguishes operations of one tag and base name: `Msp`, `Template`, `V2`, `V3`; empty for the plain
 * one.
 */
function familyOf(path: string): string {
  const version = /^\/openapi\/v(\d+)\//.exec(path)?.[1] ?? "1";
  const msp = path.includes("/msp/") ? "Msp" : "";
  const template = /template/i.test(path) ? "Template" : "";
  return msp + template + (version === "1" ? "" : `V${version}`);
}

/** The plain family takes the plain name; ties go by path and method. */
function plainFirst(a: UnnamedOperation, b: UnnamedOperation): number {
  const rank = ({ path, method }: UnnamedOperation): string =>
    `${familyOf(path).length}`.padStart(3, "0") + path + method;
  return rank(a) < rank(b) ? -1 : 1;
}

const MAX_LENGTH = 100;
/** Members of every object or promise, which a method must not replace. */
const RESERVED = new Set("constructor hasownproperty prototype then tojson tostring valueof".split(" "));

/**
 * The operationId without springdoc's numbering (`getTags_1`, and `getTags3` in recovered documents), which moves
 * whenever the controller's classes are loaded in another order. A version such as `V2` or `Ipv6` is no numbering.
 */
export function baseName({ operationId, method, path }: Omit<UnnamedOperation, "tag">): string {
  const words = (operationId ?? "")
    .replace(/_\d+$/, "")
    .split(/[^A-Za-z0-9]+/)
    .join("");
  const base = words.replace(/(?<=[Vv]\d)\d+$/, "").replace(/(?<![Vv0-9])\d+$/, "");
  const usable = /^[A-Za-z]/.test(base) && base.length <= MAX_LENGTH && !RESERVED.has(base.toLowerCase());
  if (usable) return base.charAt(0).toLowerCase() + base.slice(1);
  return method.toLowerCase() + pathWords(path).slice(-2).join("");
}

function pathWords(path: string): string[] {
  return path
    .split("/")
    .filter(
      (segment) =>
        segment !== "" && !segment.startsWith("{") && segment !== "openapi" && !/^v\d+$/.test(segment),
    )
    .map(pascal);
}
