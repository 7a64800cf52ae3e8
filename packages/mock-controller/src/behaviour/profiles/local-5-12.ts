import { COMMON_QUIRKS } from "./common.js";
import type { Profile } from "./types.js";

/** Controller 5.12 on an OC200. `/api/info` as observed on 5.12.9, the grants as documented for 5.12. */
export const local512: Profile = {
  id: "5.12",
  info: {
    controllerVer: "5.12.9",
    apiVer: "3",
    configured: true,
    type: 10,
    supportApp: true,
    registeredRoot: true,
  },
  groupDocuments: false,
  quirks: {
    ...COMMON_QUIRKS,
    credentialsIn: ["query", "json"],
    refreshIn: ["query"],
    refreshOnce: false,
    siteCopyEndsTokens: false,
    dailyLimit: 1000,
  },
};
