import type { ApiModel } from "@omada-sdk/codegen/model";
import type { Profile } from "../profiles/types.js";
import { isRefusedBy, quirksOfBuild } from "../profiles/versions.js";
import type { Quirks } from "./quirks.js";

/**
 * How a profile behaves by default: what it says itself, what its build was seen to do, and which operations its snapshot
 * knows to be refused by that build.
 */
export function quirksOf({ quirks, info }: Profile, { refused = [] }: Pick<ApiModel, "refused">): Quirks {
  const version = info?.controllerVer;
  const names = refused.map(({ name }) => name).filter((name) => isRefusedBy(version, name));
  return { ...quirks, brokenOperations: names, ...quirksOfBuild(version) };
}
