import type { Controller } from "./controller.js";
import { issueId, objectId } from "./ids.js";
import type { NetworkClient, StoredRow } from "./types.js";

/** Values of a client's `authStatus`. */
export const AUTH = { connected: 0, pending: 1, authorized: 2 } as const;

/** Values of `authType`: none, a voucher, a local user. */
export const AUTH_TYPE = { none: 0, voucher: 3, localUser: 5 } as const;

/** How long an operator's authorization lasts, in milliseconds; eight hours are the default of portals. */
const DEFAULT_PERIOD_MS = 8 * 3_600_000;
const DAY = 86_400_000;

/** A client's authorization at a portal; the members are called as in the Open API. */
export interface AuthRecord {
  /** 24 hexadecimal digits. */
  id: string;
  mac: string;
  authType: number;
  /** Milliseconds since 1970. */
  start: number;
  /** Milliseconds since 1970; it can be moved. */
  end: number;
  valid: boolean;
  voucherCode?: string;
  localUserName?: string;
}

/** The authorizations of a site by id, past ones included. */
export function authRecordsOf(
  { state, credentials }: Controller,
  siteId: string | undefined,
): Map<string, StoredRow & AuthRecord> {
  const key = `${credentials.omadacId}/sites/${siteId}/hotspot/authed-records`;
  const records = state.collections.get(key) ?? new Map<string, StoredRow>();
  state.collections.set(key, records);
  return records as Map<string, StoredRow & AuthRecord>;
}

/** What guests were authorized for yesterday, by the id of the record. */
export function pastRecords(
  seed: string,
  clients: readonly NetworkClient[],
  now: number,
): Map<string, StoredRow> {
  const records = clients
    .filter(({ guest }) => guest)
    .map(({ mac, name, ip, wireless, ssid }) => ({
      ...{ id: objectId(`${seed}/authed/${mac}`), mac, name, ip, wireless, ssid, authType: AUTH_TYPE.none },
      ...{
        start: now - DAY,
        end: now - DAY + DEFAULT_PERIOD_MS,
        duration: DEFAULT_PERIOD_MS / 1000,
        valid: false,
      },
    }));
  return new Map(records.map((record) => [record.id, record]));
}

/** The authorization that a client has now. */
export function authRecordOf(controller: Controller, { siteId, mac }: NetworkClient): AuthRecord | undefined {
  return [...authRecordsOf(controller, siteId).values()].find((record) => record.mac === mac && record.valid);
}

/** Lets a client through the portal; what it had before ends. */
export function authorizeClient(
  controller: Controller,
  client: NetworkClient,
  by: Partial<AuthRecord> = {},
  period: number = DEFAULT_PERIOD_MS,
): AuthRecord {
  const before = authRecordOf(controller, client);
  if (before) endAuthorization(controller, client.siteId, before);
  const records = authRecordsOf(controller, client.siteId);
  const start = controller.runtime.clock.now();
  const { mac, name, ip, wireless, ssid } = client;
  const id = issueId(controller);
  const shown = {
    name,
    ip,
    wireless,
    ...(ssid === undefined ? {} : { ssid }),
    download: 0,
    upload: 0,
    duration: 0,
  };
  const record = {
    id,
    mac,
    authType: AUTH_TYPE.none,
    ...shown,
    ...by,
    start,
    end: start + period,
    valid: true,
  };
  records.set(id, record);
  client.authStatus = AUTH.authorized;
  endInTime(controller, client.siteId, record);
  return record;
}

/** Ends an authorization when its time is over, wherever its end was moved to in the meantime. */
function endInTime(controller: Controller, siteId: string, record: AuthRecord): void {
  controller.runtime.clock.at(record.end, (at) => {
    if (!record.valid) return;
    if (at >= record.end) endAuthorization(controller, siteId, record, record.end);
    else endInTime(controller, siteId, record);
  });
}

/** Puts the client of an authorization before the portal again. */
export function endAuthorization(
  controller: Controller,
  siteId: string | undefined,
  record: AuthRecord,
  end: number = controller.runtime.clock.now(),
): void {
  if (!record.valid) return;
  Object.assign(record, { valid: false, end, duration: Math.round((end - record.start) / 1000) });
  const client = controller.state.clients.get(record.mac);
  if (client && client.siteId === siteId) client.authStatus = AUTH.pending;
}
