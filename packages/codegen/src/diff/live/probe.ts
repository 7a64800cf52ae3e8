import { responseShape } from "../../model/response.js";
import type { ApiModel, Operation } from "../../model/types.js";
import { factsAbout, type KnownFact } from "../known/facts.js";
import { operationId } from "../successor.js";
import { checkValue } from "./check-value.js";
import { judgeCode } from "./codes.js";
import { type Drift, distinctDrifts } from "./drift.js";
import { createKnownIds } from "./ids.js";
import { queryFor } from "./query.js";
import { createRedact } from "./redact.js";
import type { ProbeTarget, Reply } from "./target.js";

export interface ProbeOptions {
  /** Most questions to ask; 400 by default. */
  maxRequests?: number;
  /** Milliseconds between two questions; 100 by default. */
  pauseMs?: number;
  /** The token acts as a user: operations that need one are asked, too. */
  asUser?: boolean;
  /** The controller is in MSP mode, or its operations for that are to be asked anyway. */
  msp?: boolean;
  /** Known behaviour, to tell what is new from what is not. */
  known?: readonly KnownFact[];
  /** Makes hashes of different reports comparable; random by default. */
  salt?: string;
  /** Told after each question. */
  onProgress?: (asked: number, operation: string) => void;
  /** For tests. */
  sleep?: (milliseconds: number) => Promise<void>;
  now?: () => number;
  signal?: AbortSignal;
}

/** Why an operation was not compared. */
export type SkipReason =
  | "unknown-id"
  | "unknown-argument"
  | "needs-user"
  | "file"
  | "msp"
  | "limit"
  | "refused"
  | "failed";

/** What a probe found. */
export interface ProbeResult {
  snapshot: string;
  flavour: ApiModel["flavour"];
  /** Operations that only read. */
  readable: number;
  asked: number;
  /** Operations whose answer was compared. */
  compared: string[];
  skipped: { operation: string; reason: SkipReason; code?: number }[];
  drifts: Drift[];
}

/** Asks a controller everything that needs only reading, and compares the answers with a snapshot. Never writes. */
export async function probeController(
  target: ProbeTarget,
  model: ApiModel,
  options: ProbeOptions = {},
): Promise<ProbeResult> {
  const { maxRequests = 400, pauseMs = 100, known = [], sleep = wait, now = Date.now } = options;
  const redact = createRedact(options.salt);
  const ids = createKnownIds();
  const readable = model.operations.filter(({ method }) => method === "GET");
  const skipped: ProbeResult["skipped"] = [];
  const compared: string[] = [];
  const drifts: Drift[] = [];
  let asked = 0;
  let waiting = readable.filter((operation) => {
    const reason = neverAsked(operation, options);
    if (reason) skipped.push({ operation: operationId(operation), reason });
    return reason === undefined;
  });
  for (let progress = true; progress; ) {
    progress = false;
    const later: Operation[] = [];
    for (const operation of waiting) {
      const filled = ids.fill(operation.path);
      const query = queryFor(operation, now());
      const key = operationId(operation);
      if (filled === undefined) later.push(operation);
      else if (query === undefined) skipped.push({ operation: key, reason: "unknown-argument" });
      else if (asked >= maxRequests) skipped.push({ operation: key, reason: "limit" });
      else {
        options.signal?.throwIfAborted();
        if (asked > 0 && pauseMs > 0) await sleep(pauseMs);
        const reply = await target.read({ path: operation.path, parameters: filled.values, query });
        asked++;
        progress = true;
        options.onProgress?.(asked, key);
        if (reply.kind === "result") ids.learn(operation.path, reply.value);
        const judged = judge(operation, reply, filled.sure);
        if (judged.skip) skipped.push({ operation: key, ...judged.skip });
        else compared.push(key);
        drifts.push(...judged.drifts.map((drift) => explained({ ...drift, operation: key })));
      }
    }
    waiting = later;
  }
  for (const operation of waiting) skipped.push({ operation: operationId(operation), reason: "unknown-id" });
  const { id: snapshot, flavour } = model;
  return {
    snapshot,
    flavour,
    readable: readable.length,
    asked,
    compared,
    skipped,
    drifts: distinctDrifts(drifts),
  };

  function judge(operation: Operation, reply: Reply, sure: boolean): Judged {
    if (reply.kind === "failed") return { drifts: [], skip: { reason: "failed" } };
    if (reply.kind === "refused") return judgeCode(operation, reply.code, sure);
    const shape = responseShape(operation, model.schemas);
    if (shape.kind === "none") return { drifts: [] };
    return { drifts: checkValue(model, shape.schema, reply.value, "result", redact) };
  }

  function explained(drift: Drift): Drift {
    const fact = factsAbout(known, drift.operation).find((each) => explains(each, drift));
    return fact ? { ...drift, known: fact.id } : drift;
  }
}

/** What one answer came to. */
export interface Judged {
  drifts: Omit<Drift, "operation">[];
  /** Why nothing was compared. */
  skip?: { reason: SkipReason; code?: number };
}

function neverAsked(
  { path, download, authorizationCodeOnly }: Operation,
  { asUser = false, msp = false }: ProbeOptions,
): SkipReason | undefined {
  if (download || path.includes("/files/")) return "file";
  if (authorizationCodeOnly && !asUser) return "needs-user";
  return path.includes("{mspId}") && !msp ? "msp" : undefined;
}

function explains({ kind, really, member }: KnownFact, { seen, path = "" }: Drift): boolean {
  if (kind === "refused") return seen === String(really.errorCode);
  const leaf = path.split(".").at(-1);
  return kind === "member-name" && (leaf === really.member || leaf === member);
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
