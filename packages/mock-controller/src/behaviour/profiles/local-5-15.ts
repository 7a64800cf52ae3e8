import { COMMON_QUIRKS } from "./common.js";
import type { Profile } from "./types.js";

/** Software controller 5.15. `/api/info` as observed on 5.15.24.19. */
export const local515: Profile = {
  id: "5.15",
  info: {
    controllerVer: "5.15.24.19",
    apiVer: "3",
    configured: true,
    type: 1,
    supportApp: true,
    registeredRoot: true,
    omadacCategory: "advanced",
    mspMode: false,
    omadaCloudUrl: "https://omada.tplinkcloud.com",
  },
  groupDocuments: true,
  quirks: COMMON_QUIRKS,
};
