import { type HttpMethod, type Operation, operationKey } from "../operations/operation.js";
import { type FillPath, pathFiller } from "./url.js";

/**
 * What a successful response must have: an envelope with a result, or at least a body; undefined when it may be empty.
 */
export type Needs = "result" | "body" | undefined;

/** Which operation or path is called, and how its response is to be read. */
export interface Target {
  /** Member and method; undefined for requests by path. */
  readonly operation: string | undefined;
  readonly method: HttpMethod;
  /** Path template. */
  readonly path: string;
  /** Names the target in errors. */
  readonly label: string;
  /** Sending the request twice may change something twice. */
  readonly write: boolean;
  /** Accept a JSON response without envelope. */
  readonly bare: boolean;
  /** The response is a file. */
  readonly download: boolean;
  readonly needs: Needs;
  /** Snapshots that have the operation, for hints. */
  readonly snapshots?: readonly string[] | undefined;
  /** The operation to call instead of one that controllers refuse, for hints. */
  readonly successor?: string | undefined;
  /** Puts values into the path template. */
  readonly fill: FillPath;
}

const targets = new WeakMap<Operation, Target>();

/** The target of a generated method; made once. */
export function targetOf(operation: Operation): Target {
  let target = targets.get(operation);
  if (!target) {
    const { name, method, path, bare, download, snapshots, successor } = operation;
    const write = isWrite(method, operation.paging === "body");
    const fill = pathFiller(path, name);
    const call = { operation: name, label: name, method, path, write, bare, download };
    const needs = operation.declaresResult ? "result" : bare ? undefined : "body";
    target = { ...call, needs, snapshots, successor, fill };
    targets.set(operation, target);
  }
  return target;
}

/** The target of a request by path. */
export function targetAt(method: HttpMethod, path: string, download: boolean): Target {
  const label = operationKey(method, path);
  const write = isWrite(method, false);
  const fill = pathFiller(path, label);
  return { operation: undefined, label, method, path, write, bare: true, download, needs: undefined, fill };
}

const READ_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether sending a request twice may change something twice.
 * @param method HTTP method
 * @param pagedByBody a list whose page number goes into the body: a POST that reads
 */
export function isWrite(method: string, pagedByBody: boolean): boolean {
  return !pagedByBody && !READ_METHODS.has(method.toUpperCase());
}
