import { cloud62 } from "./cloud-6-2.js";
import { local512 } from "./local-5-12.js";
import { local515 } from "./local-5-15.js";
import { local62 } from "./local-6-2.js";
import type { Profile, ProfileId } from "./types.js";

const PROFILES: Readonly<Record<ProfileId, Profile>> = {
  "5.12": local512,
  "5.15": local515,
  "6.2": local62,
  "6.2-cloud": cloud62,
};

/** Every profile by name, oldest first. */
export const PROFILE_IDS = Object.keys(PROFILES) as ProfileId[];

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
