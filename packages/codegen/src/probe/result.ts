import type { ApiModel } from "../model/types.js";
import type { Drift } from "./drift.js";
import type { SkipReason } from "./skip.js";

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
  /** Everything else that is readable. `detail` tells an HTTP status or the name of an error. */
  skipped: { operation: string; reason: SkipReason; code?: number; detail?: string }[];
  /** Why it ended early: this many questions in a row came to nothing. */
  stopped?: { failures: number };
  drifts: Drift[];
}

/** Of a probe that has not asked yet. */
export function emptyResult({ id, flavour }: ApiModel, readable: number): ProbeResult {
  return { snapshot: id, flavour, readable, asked: 0, compared: [], empty: [], skipped: [], drifts: [] };
}
