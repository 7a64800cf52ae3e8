import { COMMON_QUIRKS } from "./common.js";
import type { Profile } from "./types.js";

/** A northbound host of the cloud: no `/api/info`, refresh by form only (observed in 2026). */
export const cloud62: Profile = {
  id: "6.2-cloud",
  info: undefined,
  groupDocuments: true,
  quirks: { ...COMMON_QUIRKS, refreshIn: ["form"], webSession: "none" },
};
