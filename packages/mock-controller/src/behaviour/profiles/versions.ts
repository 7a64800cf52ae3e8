import type { Profile } from "./types.js";

/** Builds from one to another, both included; without `from` all earlier ones, without `to` all later ones. */
export interface Builds {
  readonly from?: string;
  readonly to?: string;
}

/** The version that a profile reports, or that of its snapshot where it reports none. */
export function runningVersion({ info, controllerVersion }: Profile): string {
  return info?.controllerVer ?? controllerVersion;
}

/**
 * A profile with another version in `/api/info`.
 * @throws RangeError for what is no version of a controller that the profile can stand for
 */
export function withVersion(profile: Profile, version: string | undefined): Profile {
  if (version === undefined) return profile;
  if (!profile.info)
    throw new RangeError(`controllerVersion is ${version}, but ${profile.id} does not report any.`);
  const [line = ""] = profile.id.split(".");
  if (!/^\d+(\.\d+){1,3}$/.test(version) || version.split(".")[0] !== line) {
    throw new RangeError(
      `controllerVersion is ${JSON.stringify(version)}; for ${profile.id} it has to be like ${profile.info.controllerVer}.`,
    );
  }
  return { ...profile, info: { ...profile.info, controllerVer: version } };
}

/** Whether a version is among some builds. A short version stands for all that begin with it. */
export function isAmong(version: string, { from, to }: Builds): boolean {
  const isBelow = (first: string, second: string): boolean => compare(first, second) < 0;
  return !(from !== undefined && isBelow(version, from)) && !(to !== undefined && isBelow(to, version));
}

/** Compares versions by their numbers, as far as both have them. */
function compare(a: string, b: string): number {
  const [first = [], second = []] = [a, b].map((version) => version.split(".").map(Number));
  for (let index = 0; index < Math.min(first.length, second.length); index++) {
    const difference = (first[index] ?? 0) - (second[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
