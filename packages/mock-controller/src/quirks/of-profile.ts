import type { ApiModel } from "@omada-sdk/codegen/model";
import type { Profile } from "../profiles/types.js";
import type { Quirks } from "./quirks.js";

/** How a profile behaves by default: what it says itself, and which operations its snapshot knows to be refused. */
export function quirksOf({ quirks }: Profile, { refused = [] }: Pick<ApiModel, "refused">): Quirks {
  return { ...quirks, brokenOperations: refused.map(({ name }) => name) };
}
