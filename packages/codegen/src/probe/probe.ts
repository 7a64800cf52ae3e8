import { type ApiModel, methodAndPath, type Operation, type Parameter } from "@omada-sdk/model";
import type { KnownFact } from "../specs/behaviour/facts.js";
import type { CodeRow } from "../specs/error-codes.js";
import { compareReply } from "./compare.js";
import { type Drift, distinctDrifts, explained, membersOf } from "./drift.js";
import { createKnownIds } from "./ids.js";
import { createRedaction, memberNames } from "./redact.js";
import { neverAsked, type Scope, type SkipReason } from "./skip.js";
import type { ProbeTarget, Question, Reply } from "./target.js";

/** What a probe found. */
export interface ProbeResult {
  snapshot: string;
  flavour: ApiModel["flavour"];
  /** Operations that are asked for with GET, those that act and those that send files included. */
  readable: number;
  asked: number;
  /** Operations whose answer was compared. */
  compared: string[];
  /** Operations whose answer held nothing to compare: no result, an empty list, an empty object. */
  empty: string[];
  /** Everything else that is readable. `detail` is an HTTP status or the name of an error. */
  skipped: { operation: string; reason: SkipReason; code?: number; detail?: string }[];
  /** Why it ended early: this many questions in a row came to nothing. */
  stopped?: { failures: number };
  drifts: Drift[];
}

/** Of a probe that has not asked yet. */
function emptyResult({ id, flavour }: ApiModel, readable: number): ProbeResult {
  return { snapshot: id, flavour, readable, asked: 0, compared: [], empty: [], skipped: [], drifts: [] };
}

/** A controller that fails so often in a row is not there any more, or is none. */
const FAILURES_IN_A_ROW = 10;

/** The limits of a probe that was given none. The questions are more than any snapshot has that can be asked. */
export const PROBE_DEFAULTS = { maxRequests: 1000, pauseMs: 100 } as const;

export interface ProbeOptions extends Scope {
  /** Most questions to ask; see {@link PROBE_DEFAULTS}. */
  maxRequests?: number;
  /** Milliseconds between two questions; see {@link PROBE_DEFAULTS}. */
  pauseMs?: number;
  /** Known behaviour; what it does not explain is new. */
  known?: readonly KnownFact[];
  /** The ledger of error codes: those that any operation may answer are no drift. */
  codes?: readonly CodeRow[];
  /** Other snapshots: fields that one of them declares are called by their names, all others are hashed. */
  others?: readonly ApiModel[];
  /** Makes hashes of different reports comparable; random by default. */
  salt?: string;
  /** Told after each question. */
  onProgress?: (asked: number, operation: string) => void;
  /** For tests. */
  sleep?: (milliseconds: number) => Promise<void>;
  now?: () => number;
  signal?: AbortSignal;
}

/**
 * Asks a controller everything that needs only reading, and compares the answers with a snapshot. Sends GET only, and
 * none of those that make a controller act. What was found stays found when the controller or its target fails.
 * @throws whatever `signal` was aborted with
 */
export async function probeController(
  target: ProbeTarget,
  model: ApiModel,
  options: ProbeOptions = {},
): Promise<ProbeResult> {
  const {
    maxRequests = PROBE_DEFAULTS.maxRequests,
    pauseMs = PROBE_DEFAULTS.pauseMs,
    known = [],
    codes = [],
    others = [],
    sleep = wait,
    now = Date.now,
  } = options;
  const members = new Set([...memberNames([model, ...others]), ...membersOf(known)]);
  const redaction = createRedaction(members, options.salt);
  const anywhere = new Set(codes.flatMap((row) => (row.anywhere ? [row.code] : [])));
  const ids = createKnownIds();
  const readable = model.operations.filter(({ method }) => method === "GET");
  const result = emptyResult(model, readable.length);
  const skip = (operation: Operation, reason: SkipReason) =>
    result.skipped.push({ operation: methodAndPath(operation), reason });
  let failures = 0;
  let limited = false;
  let waiting = readable.filter((operation) => {
    const reason = neverAsked(operation, options);
    if (reason) skip(operation, reason);
    return reason === undefined;
  });
  for (let progress = true; progress; ) {
    progress = false;
    const later: Operation[] = [];
    for (const operation of waiting) {
      const filled = ids.fill(operation.path);
      const query = queryFor(operation, now());
      if (filled === undefined) later.push(operation);
      else if (query === undefined) skip(operation, "unknown-argument");
      else if (result.stopped) skip(operation, "stopped");
      else if (result.asked >= maxRequests) {
        limited = true;
        skip(operation, "limit");
      } else {
        options.signal?.throwIfAborted();
        if (result.asked > 0 && pauseMs > 0) await sleep(pauseMs);
        const reply = await ask(target, { path: operation.path, parameters: filled.values, query });
        progress = true;
        take(operation, reply, filled.sure);
      }
    }
    waiting = later;
  }
  // Those whose ids are unknown might have got them from one that was not asked.
  const rest = result.stopped ? "stopped" : limited ? "limit" : "unknown-id";
  for (const operation of waiting) skip(operation, rest);
  return { ...result, drifts: distinctDrifts(result.drifts) };

  function take(operation: Operation, reply: Reply, sure: boolean): void {
    const key = methodAndPath(operation);
    result.asked++;
    failures = reply.kind === "failed" || reply.kind === "foreign" ? failures + 1 : 0;
    if (failures === FAILURES_IN_A_ROW) result.stopped = { failures };
    options.onProgress?.(result.asked, key);
    if (reply.kind === "result") ids.learn(operation.path, reply.value);
    const comparison = compareReply(model, operation, reply, sure, anywhere, redaction);
    if (comparison.skip) result.skipped.push({ operation: key, ...comparison.skip });
    else (comparison.empty ? result.empty : result.compared).push(key);
    result.drifts.push(...comparison.drifts.map((drift) => explained(known, { ...drift, operation: key })));
  }
}

/** A target that throws has failed, like one that says so. */
async function ask(target: ProbeTarget, question: Question): Promise<Reply> {
  try {
    return await target.read(question);
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? error.name : typeof error };
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Length of the time window that statistics are asked for. */
const DAY = 24 * 60 * 60 * 1000;

type Value = string | number | boolean;

/** Values for the query parameters that an operation cannot do without; undefined if one of them is unknown. */
function queryFor(operation: Operation, now: number): Record<string, Value> | undefined {
  const query: Record<string, Value> = {};
  for (const parameter of operation.parameters) {
    if (parameter.in !== "query" || !parameter.required) continue;
    const value = valueFor(parameter, now);
    if (value === undefined) return undefined;
    query[parameter.name] = value;
  }
  return query;
}

function valueFor({ name, schema }: Parameter, now: number): Value | undefined {
  if (name === "page") return 1;
  if (name === "pageSize") return 10;
  const isTime = /^(filters\.)?(start|end|timeStart|timeEnd|startTime|endTime)$/.test(name);
  if (isTime) {
    const time = /start/i.test(name) ? now - DAY : now;
    return /time/i.test(name) && schema["x-omada-unit"] !== "s" ? time : Math.floor(time / 1000);
  }
  const listed = schema.enum?.[0] ?? schema["x-omada-values"]?.[0]?.value;
  return listed ?? (schema.type === "boolean" ? false : undefined);
}
