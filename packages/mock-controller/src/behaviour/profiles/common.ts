import type { Profile } from "./types.js";

/** What all local controllers from 5.15 on have in common. */
export const COMMON_QUIRKS: Profile["quirks"] = {
  unknownPathStatus: 200,
  otherMethod: "unknown-path",
  missingParameter: "bad-request",
  bareAnswers: false,
  checkBodies: true,
  checkReferences: true,
  credentialsIn: ["json"],
  refreshIn: ["query", "form"],
  refreshOnce: true,
  siteCopyEndsTokens: true,
  dailyLimit: 0,
  lies: [],
  webSession: "pages",
  webSessionEnd: "login-page",
};
