import { COMMON_QUIRKS } from "./common.js";
import type { Profile } from "./types.js";

/** Controller 6.2 on an OC200. `/api/info` as observed on 6.2.0.17; what that refuses stands in the snapshot's data. */
export const local62: Profile = {
  id: "6.2",
  info: {
    controllerVer: "6.2.0.17",
    apiVer: "3",
    configured: true,
    type: 10,
    supportApp: true,
    registeredRoot: true,
  },
  groupDocuments: true,
  quirks: { ...COMMON_QUIRKS, webSession: "open-api" },
};
