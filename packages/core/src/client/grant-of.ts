import type { OmadaAuth } from "@omada-sdk/auth";

const grants = new WeakMap<object, OmadaAuth>();

/** Notes which grant a client acts with, for what is built upon the client. */
export function rememberGrant(client: object, auth: OmadaAuth): void {
  grants.set(client, auth);
}

/** The grant of a client; undefined for what only looks like one. */
export function grantOf(client: object): OmadaAuth | undefined {
  return grants.get(client);
}
