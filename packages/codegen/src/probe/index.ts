export type { Drift, DriftKind } from "./drift.js";
export { type ProbeOptions, probeController } from "./probe.js";
export { certificateOf, coverageOf, formatDriftReport, newDrifts } from "./report.js";
export type { ProbeResult } from "./result.js";
export type { SkipReason } from "./skip.js";
export {
  type ClientLike,
  clientTarget,
  type FetchTargetOptions,
  fetchTarget,
  type ProbeTarget,
  type Question,
  type Reply,
} from "./target.js";
export { type AnswerWatch, watchAnswers } from "./watch.js";
