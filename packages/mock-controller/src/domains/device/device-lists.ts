import { resolveSchema } from "@omada-sdk/model";
import { answerDetail } from "../../answers/detail.js";
import { kept } from "../../answers/kept.js";
import { answerList } from "../../answers/list.js";
import { rowOf, shapeOf } from "../../collections/rows.js";
import type { Controller, Handler, Members, Request } from "../../state/controller.js";
import { DEVICE_STATUS } from "../../state/create.js";
import { ofSite } from "../../state/maps.js";
import type { Device } from "../../state/types.js";
import { derivedMembers } from "./devices.js";

/** A device that waits for adoption, or is being adopted, has no known uplink. */
const NO_UPLINKS = { ap: undefined, switch: undefined, gateway: undefined } as const;

const isPending = ({ status }: Device): boolean => status === DEVICE_STATUS.pending.status;

function memberContains(device: Device, member: string, text: string): boolean {
  return String((device as unknown as Members)[member] ?? "")
    .toLowerCase()
    .includes(text.toLowerCase());
}

interface Search {
  members: readonly string[];
  text: string;
}

/** `searchMacs`, `searchNames` and the like; the document says in which member each looks. */
function searchesOf({ operation, call }: Request): Search[] {
  return operation.parameters.flatMap(({ name, "x-omada-search-fields": members }) => {
    const text = name === "searchKey" ? "" : (call.query.get(name) ?? "");
    return text === "" || !members ? [] : [{ members, text }];
  });
}

function passes(device: Device, searches: readonly Search[]): boolean {
  return searches.every(({ members, text }) =>
    members.some((member) => memberContains(device, member, text)),
  );
}

function shownDevice({ state, credentials }: Controller, device: Device): Members {
  return {
    ...derivedMembers(device, NO_UPLINKS),
    omadacId: credentials.omadacId,
    siteName: state.sites.get(device.siteId)?.name,
  };
}

/** Rows with a category have the finer status beside it, as the web pages do (assumed). */
function categorized({ status, detailStatus }: Device): Members {
  return { status: detailStatus, statusCategory: status };
}

function listOf(
  which: (controller: Controller, request: Request) => readonly Device[],
  more: (device: Device) => Members = () => ({}),
): Handler {
  return (controller, request) => {
    const searches = searchesOf(request);
    const list = JSON.stringify([request.site?.siteId, searches]);
    const devices = kept(controller, `${request.operation.name} ${list}`, () =>
      which(controller, request).filter((device) => passes(device, searches)),
    );
    return answerList(controller, request, devices, {
      list,
      key: ({ mac }) => mac,
      extra: (device) => ({ ...shownDevice(controller, device), ...more(device) }),
    });
  };
}

const pendingOfSite = listOf(({ state }, { site }) => ofSite(state.devices, site?.siteId).filter(isPending));

const pendingIn = ({ state }: Controller): Device[] => [...state.devices.values()].filter(isPending);

/** Devices of all sites that wait for adoption. */
const pendingEverywhere = listOf(pendingIn);
const adoptable = listOf(pendingIn, categorized);

/** Known are those that were adopted (assumed from the members: only these rows name a site). */
const knownEverywhere = listOf(({ state }) =>
  [...state.devices.values()].filter((device) => !isPending(device)),
);

/** Members that a search looks in. */
const SEARCHED_MEMBERS = ["name", "mac", "ip", "model", "sn"] as const;

/** Devices of all sites by a part of their name, address, model or serial number, with the names of their sites. */
const searchEverywhere: Handler = (controller, request) => {
  const { sites, devices } = controller.state;
  const text = request.call.query.get("searchKey") ?? "";
  const found = [...devices.values()].filter((device) =>
    SEARCHED_MEMBERS.some((member) => memberContains(device, member, text)),
  );
  return answerDetail(controller, request, `search/${text}`, {
    devices: found.map((device) => foundDevice(controller, request, device)),
    siteNames: Object.fromEntries(found.map(({ siteId }) => [siteId, sites.get(siteId)?.name])),
  });
};

function foundDevice(controller: Controller, request: Request, device: Device): unknown {
  const shape = shapeOf(controller, request.operation);
  const { schemas } = controller.behaviour.model;
  const declared = shape.kind === "none" ? {} : resolveSchema(schemas, shape.schema);
  const row = declared.properties?.devices?.items ?? {};
  return rowOf(controller, row, device.mac, {
    ...device,
    ...shownDevice(controller, device),
    ...categorized(device),
    site: device.siteId,
  });
}

export const deviceListHandlers: Readonly<Record<string, Handler>> = {
  "device.getGridPendingDevicesBySite": pendingOfSite,
  "device.getAdoptAbleDevicesForGlobalBatchAdopt": adoptable,
  "device.getAdoptAbleDevicesForMspBatchAdopt": adoptable,
  "device.getGlobalUnknownDeviceList": pendingEverywhere,
  "mspDevice.getMspUnknownDeviceList": pendingEverywhere,
  "device.getGlobalKnownDeviceList": knownEverywhere,
  "mspDevice.getMspKnownDeviceList": knownEverywhere,
  "device.searchGlobalDevice": searchEverywhere,
};
