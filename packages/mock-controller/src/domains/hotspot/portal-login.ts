import { AUTH_TYPE, authorizeClient, authRecordsOf } from "../../state/authorization.js";
import type { Controller } from "../../state/controller.js";
import type { NetworkClient, StoredRow } from "../../state/types.js";
import { acceptsLogin, lifetimeOf, vouchersOf } from "./voucher-store.js";

/** What a guest types into a portal page. */
export type PortalLogin = { clientMac: string } & (
  | { voucherCode: string }
  | { userName: string; password: string }
);

/** The code of a login that a portal refuses (documented). */
const LOGIN_REFUSED = -41501;

/**
 * Logs a client in at a portal, with a voucher or as a local user. Guests do this in a browser; the Open API has no
 * operation for it.
 * @returns 0, or -41501 when the portal refuses it
 */
export function logInAtPortal(controller: Controller, login: PortalLogin): number {
  const client = controller.state.clients.get(login.clientMac);
  if (!client?.active) return LOGIN_REFUSED;
  return (
    "voucherCode" in login
      ? useVoucher(controller, client, login.voucherCode)
      : logInUser(controller, client, login)
  )
    ? 0
    : LOGIN_REFUSED;
}

function useVoucher(controller: Controller, client: NetworkClient, code: string): boolean {
  const { siteId } = client;
  const voucher = [...vouchersOf(controller, siteId).values()].find((one) => one.code === code);
  const group = voucher && hotspotRows(controller, siteId, "voucher-groups")?.get(voucher.groupId);
  if (
    !voucher ||
    !group ||
    !acceptsLogin(
      voucher,
      group,
      authorizedCount(controller, siteId, "voucherCode", code),
      controller.runtime.clock.now(),
    )
  )
    return false;
  voucher.startTime ??= controller.runtime.clock.now();
  voucher.used++;
  const left = voucher.startTime + lifetimeOf(group) - controller.runtime.clock.now();
  authorizeClient(controller, client, { authType: AUTH_TYPE.voucher, voucherCode: code }, left);
  return true;
}

function logInUser(
  controller: Controller,
  client: NetworkClient,
  { userName, password }: { userName: string; password: string },
): boolean {
  const users = hotspotRows(controller, client.siteId, "localusers")?.values() ?? [];
  const user = [...users].find((one) => one.userName === userName && one.password === password);
  const end = Number(user?.expirationTime) || Number.POSITIVE_INFINITY;
  if (user?.enable !== true || end <= controller.runtime.clock.now()) return false;
  const clients = authorizedCount(controller, client.siteId, "localUserName", userName);
  if (clients >= (Number(user.maxUsers) || 1)) return false;
  if (user.bindingType === 1 && user.macAddress !== client.mac) return false;
  const period = Number.isFinite(end) ? end - controller.runtime.clock.now() : undefined;
  authorizeClient(controller, client, { authType: AUTH_TYPE.localUser, localUserName: userName }, period);
  return true;
}

/** How many clients are authorized with a voucher or as a user. */
function authorizedCount(
  controller: Controller,
  siteId: string,
  by: "voucherCode" | "localUserName",
  value: string,
): number {
  const records = [...authRecordsOf(controller, siteId).values()];
  return records.filter((record) => record.valid && record[by] === value).length;
}

function hotspotRows(
  { state, credentials }: Controller,
  siteId: string,
  name: string,
): ReadonlyMap<string, StoredRow> | undefined {
  return state.collections.get(`${credentials.omadacId}/sites/${siteId}/hotspot/${name}`);
}
