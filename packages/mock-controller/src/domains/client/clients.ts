import { resolveSchema } from "@omada-sdk/model";
import { answerDetail } from "../../answers/detail.js";
import { kept } from "../../answers/kept.js";
import { answerList, type ListOptions } from "../../answers/list.js";
import { listQueryOfBody } from "../../answers/paging.js";
import { rowOf, shapeOf } from "../../collections/rows.js";
import { type Answer, failure, success } from "../../protocol/answer.js";
import { isRecord } from "../../schema/check.js";
import type { Controller, Handler, Members, Request } from "../../state/controller.js";
import { ofSite } from "../../state/maps.js";
import type { Device, NetworkClient } from "../../state/types.js";
import { firstOfType } from "../device/devices.js";

type ClientFilter = (client: NetworkClient) => boolean;

/** Values of `scope` in the body of the v2 list: all, online, offline, blocked. */
const SCOPES: readonly ClientFilter[] = [
  () => true,
  (client) => client.active,
  (client) => !client.active && !client.blocked,
  (client) => client.blocked,
];
const ONLINE = 1;
/** Members that the first version of the list searches according to its document; the second version names none. */
const SEARCHED_MEMBERS: readonly string[] = [
  ...["name", "hostName", "mac", "ip", "channel", "ssid"],
  ...["apName", "apMac", "switchName", "switchMac", "gatewayName", "gatewayMac"],
];
/** How long a client needs to reconnect, in milliseconds. */
const RECONNECT_MS = 3000;

/** The time at which the controller last polled its clients: every minute, in milliseconds since 1970. */
function lastPollTime(controller: Controller): number {
  return Math.floor(controller.runtime.clock.now() / 60_000) * 60_000;
}

/** Members that follow from where a client is connected; names follow when a device is renamed. */
function connectionMembers(
  controller: Controller,
  client: NetworkClient,
  gateway: Device | undefined,
): Members {
  const { state } = controller;
  const { apMac, switchMac, ssid, radioId } = client;
  return {
    ...{ apMac, switchMac, ssid, radioId, gatewayMac: gateway?.mac, gatewayName: gateway?.name },
    apName: state.devices.get(apMac ?? "")?.name,
    switchName: state.devices.get(switchMac ?? "")?.name,
    ...(client.active ? { lastSeen: lastPollTime(controller) } : {}),
    ...(client.wireless
      ? {}
      : { multiLink: undefined, rssi: undefined, snr: undefined, wifiMode: undefined }),
  };
}

/** Answers the clients of a site that are in a scope, with counts of them. */
function answerClients(
  controller: Controller,
  request: Request,
  scope: number,
  options: Pick<ListOptions<NetworkClient>, "query" | "searched"> = {},
): Answer {
  const { operation, site } = request;
  const list = `scope ${scope} of ${site?.siteId}`;
  const clients = kept(controller, `clients in ${list}`, () =>
    ofSite(controller.state.clients, site?.siteId).filter(SCOPES[scope] ?? (() => true)),
  );
  const [stat] = kept(controller, `${operation.name} counts ${list}`, () => [
    clientStat(controller, request, clients),
  ]);
  const gateway = firstOfType(controller, site?.siteId, "gateway");
  return answerList(controller, request, clients, {
    ...options,
    list: `${list} at ${lastPollTime(controller)}`,
    key: (client) => client.mac,
    extra: (client) => connectionMembers(controller, client, gateway),
    pageMembers: { clientStat: stat },
  });
}

const onlineClients: Handler = (controller, request) => answerClients(controller, request, ONLINE);

const clientsByBody: Handler = (controller, request) => {
  const scope = isRecord(request.body) ? request.body.scope : undefined;
  return answerClients(controller, request, typeof scope === "number" ? scope : ONLINE, {
    query: listQueryOfBody(request.body),
    searched: SEARCHED_MEMBERS,
  });
};

const clientDetail: Handler = (controller, request) => {
  const { client } = request;
  const names = client
    ? connectionMembers(controller, client, firstOfType(controller, request.site?.siteId, "gateway"))
    : {};
  return answerDetail(controller, request, `${client?.mac}`, { ...client, ...names });
};

/** A blocked client goes offline; unblocked, it comes back. One that has to stay at an AP cannot be blocked. */
const setBlocked =
  (blocked: boolean): Handler =>
  (_, { client, operation }) => {
    const locked = blocked && client?.clientLockToApSetting?.enable === true;
    if (locked && operation.errorCodes.includes(-41023)) return failure(-41023);
    if (client) Object.assign(client, { blocked, active: !blocked });
    return success();
  };

/** A reconnected client is gone for a moment and comes back; a blocked one does not. */
const reconnectClient: Handler = (controller, { client }) => {
  if (!client?.active) return success();
  client.active = false;
  controller.runtime.clock.after(RECONNECT_MS, () => {
    if (!client.blocked) client.active = true;
  });
  return success();
};

/** Wired clients cannot be disconnected. */
const disconnectClient: Handler = (controller, request) =>
  request.client?.wireless === false ? failure(-41027) : reconnectClient(controller, request);

const renameClient: Handler = (_, { client, body }) => {
  if (client && isRecord(body) && typeof body.name === "string") client.name = body.name;
  return success();
};

const deleteClient: Handler = ({ state }, { client }) => {
  if (client) state.clients.delete(client.mac);
  return success();
};

export const clientHandlers: Readonly<Record<string, Handler>> = {
  "client.getGridActiveClients": onlineClients,
  "client.getGridAllClients": clientsByBody,
  "client.getClientDetail": clientDetail,
  "client.blockClient": setBlocked(true),
  "client.unblockClient": setBlocked(false),
  "client.reconnectClient": reconnectClient,
  "client.disconnectClient": disconnectClient,
  "client.updateClientName": renameClient,
  "client.deleteClient": deleteClient,
};

/** Counts beside a list of clients. Those that the state does not count are 0. */
function clientStat(controller: Controller, request: Request, clients: readonly NetworkClient[]): unknown {
  const { schemas } = controller.behaviour.model;
  const shape = shapeOf(controller, request.operation);
  const page = shape.kind === "page" ? resolveSchema(schemas, shape.schema) : {};
  const schema = page.properties?.clientStat;
  if (!schema) return undefined;
  const zero = Object.fromEntries(
    Object.keys(resolveSchema(schemas, schema).properties ?? {}).map((n) => [n, 0]),
  );
  return rowOf(controller, schema, "client-stat", { ...zero, ...clientCounts(clients) });
}

function clientCounts(clients: readonly NetworkClient[]): Members {
  const count = (test: (client: NetworkClient) => boolean): number => clients.filter(test).length;
  const onBand = (radioId: number, guest?: boolean): number =>
    count((client) => client.radioId === radioId && (guest === undefined || client.guest === guest));
  return {
    total: clients.length,
    wireless: count((client) => client.wireless),
    wired: count((client) => !client.wireless),
    numGuest: count((client) => client.guest),
    numUser: count((client) => !client.guest),
    numWirelessGuest: count((client) => client.wireless && client.guest),
    numWirelessUser: count((client) => client.wireless && !client.guest),
    num2g: onBand(0),
    num2gGuest: onBand(0, true),
    num2gUser: onBand(0, false),
    num5g: onBand(1),
    num5gGuest: onBand(1, true),
    num5gUser: onBand(1, false),
    numOffline: count((client) => !client.active),
    noData: clients.length,
  };
}
