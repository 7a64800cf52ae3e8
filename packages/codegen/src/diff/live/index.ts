export type { Drift, DriftKind } from "./drift.js";
export { type ProbeOptions, type ProbeResult, probeController, type SkipReason } from "./probe.js";
export { certificateOf, formatDriftReport } from "./report.js";
export {
  type ClientLike,
  clientTarget,
  type FetchTargetOptions,
  fetchTarget,
  type ProbeTarget,
  type Question,
  type Reply,
} from "./target.js";
