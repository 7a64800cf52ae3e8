import type { Needs } from "../answer/incomplete.js";
import type { HttpMethod, Operation } from "../operations/operation.js";
import { isWrite } from "./is-write.js";
import { type FillPath, pathFiller } from "./url.js";

/** What is called, and how its answer is to be read. */
export interface Target {
  /** Member and method; undefined for requests by path. */
  readonly operation: string | undefined;
  readonly method: HttpMethod;
  /** Path template. */
  readonly path: string;
  /** Names the target in errors. */
  readonly label: string;
  /** Sending it twice may do something twice. */
  readonly write: boolean;
  /** Accept a JSON answer without envelope. */
  readonly bare: boolean;
  /** The answer is a file. */
  readonly download: boolean;
  /** What a successful answer has to have. */
  readonly needs: Needs;
  /** Snapshots that have the operation, for hints. */
  readonly snapshots?: readonly string[] | undefined;
  /** The operation to call instead of one that controllers refuse, for hints. */
  readonly successor?: string | undefined;
  /** Puts values into the path template. */
  readonly fill: FillPath;
}

const targets = new WeakMap<Operation, Target>();

/** The target behind a generated method; made once. */
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
  const label = `${method} ${path}`;
  const write = isWrite(method, false);
  const fill = pathFiller(path, label);
  return { operation: undefined, label, method, path, write, bare: true, download, needs: undefined, fill };
}
