/**
 * What is known about a request that failed. `"not-sent"`: it provably did not reach the controller, or was refused
 * before anything was done. `"unknown"`: it may have been carried out, so look before you repeat a write.
 */
export type RequestOutcome = "unknown" | "not-sent";

/** Added to messages about writes that may have been carried out. */
export const MAYBE_DONE = " The request may have been carried out.";
