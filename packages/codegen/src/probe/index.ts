export type { Drift, DriftKind } from "./drift.js";
export type { ProbeResult } from "./probe.js";
export { PROBE_DEFAULTS, type ProbeOptions, probeController } from "./probe.js";
export { certificateOf, coverageOf, formatDriftReport, newDrifts } from "./report.js";
export type { SkipReason } from "./skip.js";
export {
  type AnswerWatch,
  type ClientLike,
  clientTarget,
  type ProbeTarget,
  type Question,
  type Reply,
  watchAnswers,
} from "./target.js";
