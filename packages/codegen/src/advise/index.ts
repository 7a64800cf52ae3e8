export { type Advice, type AdviceReport, type AdviseOptions, adviseUpgrade } from "./advise.js";
export { adviceExitCode, formatAdvice } from "./report.js";
