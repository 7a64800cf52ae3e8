import { LIES } from "../lies/table.js";
import type { Quirks } from "./quirks.js";

/** What a quirk may be: one of some values, a list of some names, or a whole number from 0. */
export type QuirkValues =
  | { kind: "one"; of: readonly (string | number | boolean)[] }
  | { kind: "list"; of: readonly string[] | "operations" }
  | { kind: "count" };

const SWITCH: QuirkValues = { kind: "one", of: [true, false] };

/** What every quirk may be. */
export const QUIRK_VALUES: Readonly<Record<keyof Quirks, QuirkValues>> = {
  unknownPathStatus: { kind: "one", of: [200, 404] },
  otherMethod: { kind: "one", of: ["unknown-path", "not-allowed"] },
  missingParameter: { kind: "one", of: ["bad-request", "invalid-parameter"] },
  bareAnswers: SWITCH,
  checkBodies: SWITCH,
  checkReferences: SWITCH,
  brokenOperations: { kind: "list", of: "operations" },
  credentialsIn: { kind: "list", of: ["query", "json"] },
  refreshIn: { kind: "list", of: ["query", "json", "form"] },
  refreshOnce: SWITCH,
  siteCopyEndsTokens: SWITCH,
  dailyLimit: { kind: "count" },
  lies: { kind: "list", of: Object.keys(LIES) },
  webSession: { kind: "one", of: ["none", "pages", "open-api"] },
  webSessionEnd: { kind: "one", of: ["login-page", "logged-out", "general-error"] },
};
