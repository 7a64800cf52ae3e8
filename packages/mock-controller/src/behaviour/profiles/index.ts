import { PROFILES } from "../../generated/behaviour.js";
import type { Profile, ProfileId } from "./types.js";

/** Every profile by name, oldest first. */
export const PROFILE_IDS = Object.keys(PROFILES) as ProfileId[];

/** The profile of the newest local controller. */
export const NEWEST_LOCAL_PROFILE = PROFILE_IDS.filter((id) => PROFILES[id].flavour === "local")
  .sort((a, b) => a.localeCompare(b, "en", { numeric: true }))
  .at(-1) as ProfileId;

/**
 * The profile of a name.
 * @throws Error naming the profiles that exist
 */
export function profileOf(id: string): Profile {
  if (!Object.hasOwn(PROFILES, id)) {
    throw new Error(
      `There is no mock profile ${JSON.stringify(id)}; choose one of ${PROFILE_IDS.join(", ")}.`,
    );
  }
  return PROFILES[id as ProfileId];
}
