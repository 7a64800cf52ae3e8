import type { ApiModel } from "@omada-sdk/codegen/model";
import type { Profile, Quirks } from "./types.js";

/** How a profile behaves by default: what it says itself, and which operations its snapshot knows to be refused. */
export function quirksOf({ quirks }: Profile, { refused = [] }: Pick<ApiModel, "refused">): Quirks {
  return { ...quirks, brokenOperations: refused.map(({ name }) => name) };
}
