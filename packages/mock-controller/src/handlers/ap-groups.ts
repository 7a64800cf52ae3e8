import { answerCollection, createRow } from "../collections/answer.js";
import { visibleRows } from "../collections/late.js";
import { rowsOfPath } from "../collections/store.js";
import type { Rows, StoredRow } from "../collections/types.js";
import type { Controller } from "../controller.js";
import { success } from "../protocol/answer.js";
import { isRecord } from "../sample/accepts.js";
import { ofSite } from "../state/site-map.js";
import type { Device } from "../state/types.js";
import { answerDetail } from "./detail.js";
import { answerList } from "./list.js";
import type { Handler, Members, Request } from "./types.js";

const SITE = "/{omadacId}/sites/{siteId}";
/** SSIDs that a band of a group can have (documented). */
const MOST_SSIDS = 8;
/** Values of an SSID's `chooseDevices`. */
const ALL_DEVICES = 0;

export const LIMITS = Object.fromEntries(
  ["maxSsids2G", "maxSsids5G", "maxSsids6G", "maxSsidsMlo"].map((name) => [name, MOST_SSIDS]),
);

/** The AP groups of the site. */
export function apGroupsOf(controller: Controller, { call }: Request): Rows | undefined {
  return rowsOfPath(controller, `${SITE}/ap-groups`, call.segments);
}

/** The SSIDs of the site. */
export function siteSsidsOf(controller: Controller, { call }: Request): Rows | undefined {
  return rowsOfPath(controller, `${SITE}/wireless-network/ssids`, call.segments);
}

/** Whether the APs of a group send an SSID. */
function isBound({ chooseDevices, apGroupIds }: StoredRow, groupId: unknown): boolean {
  return chooseDevices === ALL_DEVICES || (Array.isArray(apGroupIds) && apGroupIds.includes(groupId));
}

/** The SSIDs that the APs of a group send. */
export function ssidsBoundTo(controller: Controller, request: Request, groupId: unknown): StoredRow[] {
  return [...(siteSsidsOf(controller, request)?.rows.values() ?? [])].filter((ssid) =>
    isBound(ssid, groupId),
  );
}

/** An AP belongs to one group: the one that it was given, otherwise the default one. */
function apsIn(controller: Controller, { site }: Request, { id, primary }: StoredRow): Device[] {
  return ofSite(controller.state.devices, site?.siteId).filter(
    ({ type, wlanId }) => type === "ap" && (wlanId === undefined ? primary === true : wlanId === id),
  );
}

/** What follows for a group from its APs and from the SSIDs that are bound to it. */
export function shownGroup(controller: Controller, request: Request, group: StoredRow): Members {
  const ssids = ssidsBoundTo(controller, request, group.id);
  const onBand = (bit: number): number =>
    ssids.filter(({ band }) => (Number(band) & (1 << bit)) !== 0).length;
  return {
    ...group,
    apNum: apsIn(controller, request, group).length,
    ssidNameList: ssids.map(({ name }) => name),
    remainingBinding: Object.fromEntries([0, 1, 2].map((bit) => [bit, MOST_SSIDS - onBand(bit)])),
  };
}

const listGroups: Handler = (controller, request) => {
  const groups = visibleRows(apGroupsOf(controller, request), controller.now());
  return answerList(controller, request, groups, {
    key: ({ id }) => `ap-group/${id}`,
    extra: (group) => shownGroup(controller, request, group),
    pageMembers: LIMITS,
  });
};

const showGroup: Handler = (controller, request) => {
  const id = request.params.apGroupId ?? "";
  const group = apGroupsOf(controller, request)?.rows.get(id) ?? {};
  return answerDetail(controller, request, `ap-group/${id}`, shownGroup(controller, request, group));
};

/** Puts APs of the site into a group; without one into the default one. */
function moveAps(
  controller: Controller,
  { site }: Request,
  macs: unknown,
  groupId: string | undefined,
): void {
  for (const mac of Array.isArray(macs) ? macs : []) {
    const device = controller.state.devices.get(`${mac}`);
    if (device?.type !== "ap" || device.siteId !== site?.siteId) continue;
    if (groupId === undefined) delete device.wlanId;
    else device.wlanId = groupId;
  }
}

const createGroup: Handler = (controller, request) => {
  const { answer, place, id } = createRow(controller, request);
  const group = place?.rows.get(id ?? "");
  if (id === undefined || !group) return answer;
  moveAps(controller, request, group.apMacs, id);
  delete group.apMacs;
  group.primary = false;
  return answer;
};

const modifyGroup: Handler = (controller, request) => {
  const { addApMacs, removeApMacs } = isRecord(request.body) ? request.body : {};
  const answer = answerCollection(controller, request) ?? success();
  if (answer.errorCode !== 0) return answer;
  const group = apGroupsOf(controller, request)?.rows.get(request.params.apGroupId ?? "");
  for (const member of ["addApMacs", "removeApMacs"]) delete group?.[member];
  moveAps(controller, request, removeApMacs, undefined);
  moveAps(controller, request, addApMacs, request.params.apGroupId);
  return answer;
};

/** The APs of a deleted group go to the default one, and its SSIDs are bound to the others that they have. */
const deleteGroup: Handler = (controller, request) => {
  const { apGroupId } = request.params;
  const answer = answerCollection(controller, request) ?? success();
  if (answer.errorCode !== 0) return answer;
  for (const device of controller.state.devices.values())
    if (device.wlanId === apGroupId) delete device.wlanId;
  for (const ssid of siteSsidsOf(controller, request)?.rows.values() ?? []) {
    if (Array.isArray(ssid.apGroupIds)) ssid.apGroupIds = ssid.apGroupIds.filter((id) => id !== apGroupId);
  }
  return answer;
};

const apsByGroup: Handler = (controller, request) => {
  const groups = [...(apGroupsOf(controller, request)?.rows.values() ?? [])];
  const rows = groups.flatMap((group) =>
    apsIn(controller, request, group).map((device) => ({
      ...{ mac: device.mac, name: device.name, model: device.model, ip: device.ip, deviceType: "EAP" },
      ...{ apGroupId: group.id, apGroupName: group.name },
      ...{ status: device.detailStatus, statusCategory: device.status },
      clientNum: ofSite(controller.state.clients, device.siteId).filter(
        ({ active, apMac }) => active && apMac === device.mac,
      ).length,
    })),
  );
  return answerList(controller, request, rows, { key: ({ mac }) => `ap-group-ap/${mac}` });
};

const countGroups: Handler = (controller, request) =>
  answerDetail(controller, request, "ap-groups", {
    apGroupNum: apGroupsOf(controller, request)?.rows.size ?? 0,
    exceeded: false,
  });

export const apGroupHandlers: Readonly<Record<string, Handler>> = {
  "wirelessNetwork.getApGroupList": listGroups,
  "wirelessNetwork.getApGroupInfo": showGroup,
  "wirelessNetwork.createApGroup": createGroup,
  "wirelessNetwork.modifyApGroup": modifyGroup,
  "wirelessNetwork.deleteApGroup": deleteGroup,
  "wirelessNetwork.getApsByApGroup": apsByGroup,
  "wirelessNetwork.countApGroups": countGroups,
};
