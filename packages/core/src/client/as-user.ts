import type { GrantKind } from "@omada-sdk/auth";
import type { GroupDefinition } from "../operations/group.js";

/**
 * Stands where a method is that client credentials may not call: controllers want a token of the authorization-code
 * grant for it and answer -44118 otherwise. It is a method all the same, which throws before anything is sent.
 * @typeParam Operation such as "userAndRole.createNewUser"
 */
export interface NeedsAuthorizationCode<Operation extends string> {
  /** Name of the method. */
  readonly name: string;
  /** Carries the operation into the compiler's message; never present at run time. */
  readonly needsAuthorizationCode?: Operation;
}

/** The client for a kind of grant: what only a user may do is callable unless the grant is known to have none. */
export type ClientFor<Kind extends GrantKind, Client, AsUser> = [Kind] extends ["client-credentials"]
  ? Client
  : AsUser;

/** `with` of a client that acts as a user. */
export type WithAsUser = <Tags extends object, Raw, TagsAsUser extends object>(
  group: GroupDefinition<Tags, Raw, TagsAsUser>,
) => TagsAsUser;
