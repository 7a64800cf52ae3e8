import type { ApiModel } from "@omada-sdk/codegen/model";
import type { Profile } from "../profiles/types.js";
import { isAmong, runningVersion } from "../profiles/versions.js";
import { QUIRKS, type Quirks } from "./quirks.js";

/**
 * How a profile behaves by default: what is known of its line, flavour and build, and which operations its snapshot knows
 * to be refused by that build.
 */
export function quirksOf(profile: Profile, { refused = [] }: Pick<ApiModel, "refused">): Quirks {
  const version = runningVersion(profile);
  const values = Object.entries(QUIRKS).map(([name, row]) => {
    const held = row.holds.filter(({ line, flavour, ...builds }) => {
      const isOther = (own: string, wanted: string | undefined) => wanted !== undefined && wanted !== own;
      return !isOther(profile.line, line) && !isOther(profile.flavour, flavour) && isAmong(version, builds);
    });
    const { value } = held.at(-1) ?? { value: row.default };
    return [name, value];
  });
  const brokenOperations = refused.filter((builds) => isAmong(version, builds)).map(({ name }) => name);
  return { ...Object.fromEntries(values), brokenOperations };
}
