import type { Quirks } from "./types.js";

/** What all local controllers from 5.15 on have in common. */
export const COMMON_QUIRKS: Quirks = {
  unknownPathStatus: 200,
  missingParameter: "bad-request",
  bareAnswers: false,
  checkBodies: true,
  checkReferences: true,
  brokenOperations: [],
  credentialsIn: "json",
  refreshIn: ["query", "form"],
  refreshOnce: true,
  siteCopyEndsTokens: true,
  dailyLimit: 0,
  lies: [],
};
