import type { ApiModel } from "@omada-sdk/model";
import type { Router } from "../protocol/router.js";
import type { LieName } from "./lies/types.js";
import type { Profile } from "./profiles/types.js";
import { isRefusedBy, quirksOfBuild } from "./profiles/versions.js";
import type { Quirks } from "./quirks/quirks.js";

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
 * How a profile behaves by default: its own quirks, what its build was seen to do, and the operations that this build
 * refuses according to its snapshot.
 */
export function quirksOf({ quirks, info }: Profile, { refused = [] }: Pick<ApiModel, "refused">): Quirks {
  const version = info?.controllerVer;
  const names = refused.map(({ name }) => name).filter((name) => isRefusedBy(version, name));
  return { ...quirks, brokenOperations: names, ...quirksOfBuild(version) };
}

/** Whether a lie is switched on. */
export function isLieEnabled({ quirks }: Pick<Behaviour, "quirks">, name: LieName): boolean {
  return quirks.lies.includes(name);
}
