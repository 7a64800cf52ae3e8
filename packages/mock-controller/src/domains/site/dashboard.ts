import { answerDetail } from "../../answers/detail.js";
import type { Controller, Handler, Members, Request } from "../../state/controller.js";
import { DEVICE_STATUS } from "../../state/create.js";
import { ofSite } from "../../state/maps.js";
import type { Device, DeviceType, NetworkClient } from "../../state/types.js";

/** The `status` of an isolated device; the mock never isolates one, but a test can. */
const ISOLATED = 4;

/** The names of device types in the overviews. */
const DEVICE_KINDS: readonly (readonly [type: DeviceType, name: string])[] = [
  ["ap", "Ap"],
  ["switch", "Switch"],
  ["gateway", "Gateway"],
];

/** The mock has no OLTs and no devices that were configured before adoption. */
const ALWAYS_ZERO: Members = Object.fromEntries(
  [
    ...["totalOltNum", "connectedOltNum", "disconnectedOltNum"],
    ...["preConfigApNum", "preConfigOltNum", "preConfigOsgNum", "preConfigOswNum"],
  ].map((name) => [name, 0]),
);

/** Adopted devices by kind and status: `totalApNum` is the sum of the connected, disconnected and isolated ones. */
function deviceCounts(devices: readonly Device[]): Members {
  const counts: Record<string, number> = {};
  for (const [type, name] of DEVICE_KINDS) {
    const ofKind = devices.filter(
      (device) => device.type === type && device.status !== DEVICE_STATUS.pending.status,
    );
    const connected = ofKind.filter(({ status }) => status === DEVICE_STATUS.connected.status).length;
    const isolated = ofKind.filter(({ status }) => status === ISOLATED).length;
    counts[`total${name}Num`] = ofKind.length;
    counts[`connected${name}Num`] = connected;
    counts[`isolated${name}Num`] = isolated;
    counts[`disconnected${name}Num`] = ofKind.length - connected - isolated;
  }
  return counts;
}

/** Clients that are online, by the names that the overviews use. */
function clientCounts(clients: readonly NetworkClient[]): Members {
  const count = (test: (client: NetworkClient) => boolean): number => clients.filter(test).length;
  const wireless = count((client) => client.wireless);
  return {
    ...{ total: clients.length, totalClientNum: clients.length },
    ...{ wirelessClient: wireless, wirelessClientNum: wireless },
    ...{ wiredClient: clients.length - wireless, wiredClientNum: clients.length - wireless },
    guestNum: count((client) => client.guest),
    wiredUser: clients.length - wireless,
    wirelessGuest: count((client) => client.wireless && client.guest),
    wirelessUser: count((client) => client.wireless && !client.guest),
  };
}

/** The entities of the site that the path names, or of all sites. */
function entitiesInScope<T extends { siteId: string }>(map: Map<string, T>, { site }: Request): readonly T[] {
  return site ? ofSite(map, site.siteId) : [...map.values()];
}

function onlineOf({ state }: Controller, request: Request): NetworkClient[] {
  return entitiesInScope(state.clients, request).filter(({ active }) => active);
}

/** Counts of a site, or of the whole controller. */
const overview: Handler = (controller, request) => {
  const { sites, devices } = controller.state;
  return answerDetail(controller, request, request.call.pathname, {
    ...ALWAYS_ZERO,
    ...deviceCounts(entitiesInScope(devices, request)),
    ...clientCounts(onlineOf(controller, request)),
    siteNum: sites.size,
    countryNum: new Set([...sites.values()].map(({ region }) => region)).size,
  });
};

/** Counts of devices, and of wired or wireless clients. */
const connectionSummary =
  (wireless: boolean): Handler =>
  (controller, request) => {
    const clients = onlineOf(controller, request).filter((client) => client.wireless === wireless).length;
    const counts = deviceCounts(entitiesInScope(controller.state.devices, request));
    return answerDetail(controller, request, request.call.pathname, { ...counts, clients });
  };

export const dashboardHandlers: Readonly<Record<string, Handler>> = {
  "dashboard.getOverview": overview,
  "globalDashboardOverview.getGernalSettings": overview,
  "clientInsight.getMspDashboardOverall": overview,
  "clientInsight.getCurrentClientNum": overview,
  "dashboard.getWifiSummary": connectionSummary(true),
  "dashboard.getSwitchSummary": connectionSummary(false),
};
