import type { ApiModel } from "@omada-sdk/model";
import type { Router } from "../protocol/router.js";
import type { LieName } from "./lies/types.js";
import type { Profile } from "./profiles/types.js";
import { isAmong, runningVersion } from "./profiles/versions.js";
import { QUIRKS, type Quirks } from "./quirks/quirks.js";

/** What decides how a controller answers, whatever its state. */
export interface Behaviour {
  profile: Profile;
  /** In what it differs from its document, or from other controllers. */
  quirks: Quirks;
  /** The interface that it serves. */
  model: ApiModel;
  /** Finds operations of that interface. */
  router: Router;
  /** Lifetime of access tokens in seconds. */
  tokenLifetime: number;
}

/**
 * How a profile behaves by default: what is known of its line, flavour and build, and which operations its snapshot has
 * to be refused by that build.
 */
export function quirksOf(profile: Profile, { refused = [] }: Pick<ApiModel, "refused">): Quirks {
  const version = runningVersion(profile);
  const values = Object.entries(QUIRKS).map(([name, row]) => {
    const held = row.holds.filter(({ line, flavour, ...builds }) => {
      const isOther = (actual: string, wanted: string | undefined) =>
        wanted !== undefined && wanted !== actual;
      return !isOther(profile.line, line) && !isOther(profile.flavour, flavour) && isAmong(version, builds);
    });
    const { value } = held.at(-1) ?? { value: row.default };
    return [name, value];
  });
  const brokenOperations = refused.filter((builds) => isAmong(version, builds)).map(({ name }) => name);
  return { ...Object.fromEntries(values), brokenOperations };
}

/** Whether a lie is switched on. */
export function isLieEnabled({ quirks }: Pick<Behaviour, "quirks">, name: LieName): boolean {
  return quirks.lies.includes(name);
}
