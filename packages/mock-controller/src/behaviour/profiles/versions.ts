import type { Quirks } from "../quirks/quirks.js";
import type { Profile } from "./types.js";

/** Builds from one to another, both included; without `to` all later ones. */
interface Builds {
  from: string;
  to?: string;
}

/** What single builds were seen to do, where their profile says something else or leaves it open. */
const SEEN: readonly (Builds & { quirks: Partial<Quirks> })[] = [
  { from: "5.15.8.12", to: "5.15.8.12", quirks: { otherMethod: "not-allowed" } },
  { from: "6.0.0.36", to: "6.0.0.36", quirks: { otherMethod: "not-allowed" } },
  { from: "6.2.10", quirks: { missingParameter: "bad-request" } },
];

/** The builds that refuse an operation which others of the same snapshot answer (observed). */
const REFUSED_BY: Readonly<Record<string, Builds>> = {
  "client.getGridActiveClients": { from: "6.2.0.15", to: "6.2.0.17" },
};

/** What a build is known to do otherwise than its profile. */
export function quirksOfBuild(version: string | undefined): Partial<Quirks> {
  const known = SEEN.filter((builds) => version !== undefined && isAmong(version, builds));
  return Object.assign({}, ...known.map(({ quirks }) => quirks));
}

/** Whether a build refuses an operation that its snapshot is known to refuse; without a version it does. */
export function isRefusedBy(version: string | undefined, operation: string): boolean {
  const builds = REFUSED_BY[operation];
  return version === undefined || builds === undefined || isAmong(version, builds);
}

/**
 * A profile with another version in `/api/info`.
 * @throws RangeError for what is no version of a controller that the profile can stand for
 */
export function withVersion(profile: Profile, version: string | undefined): Profile {
  if (version === undefined) return profile;
  if (!profile.info)
    throw new RangeError(`controllerVersion is ${version}, but ${profile.id} does not tell any.`);
  const [line = ""] = profile.id.split(".");
  if (!/^\d+(\.\d+){1,3}$/.test(version) || version.split(".")[0] !== line) {
    throw new RangeError(
      `controllerVersion is ${JSON.stringify(version)}; for ${profile.id} it has to be like ${profile.info.controllerVer}.`,
    );
  }
  return { ...profile, info: { ...profile.info, controllerVer: version } };
}

function isAmong(version: string, { from, to }: Builds): boolean {
  return compare(version, from) >= 0 && (to === undefined || compare(version, to) <= 0);
}

/** Compares versions by their numbers; missing ones count as 0. */
function compare(a: string, b: string): number {
  const [first, second] = [a, b].map((version) => version.split(".").map(Number));
  for (let index = 0; index < 4; index++) {
    const difference = (first?.[index] ?? 0) - (second?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
