import { answerCollection, createRow } from "../../answers/collection.js";
import { answerDetail } from "../../answers/detail.js";
import { answerList } from "../../answers/list.js";
import { listQueryOf, pageOf } from "../../answers/paging.js";
import { unversioned } from "../../collections/lists.js";
import { MAX_SSIDS } from "../../collections/rules.js";
import { rowsOfPath, visibleRows } from "../../collections/store.js";
import type { Rows, StoredRow } from "../../collections/types.js";
import { type Answer, success } from "../../protocol/answer.js";
import { isRecord } from "../../schema/check.js";
import type { Controller, Handler, Request } from "../../state/controller.js";
import { issueId } from "../../state/ids.js";
import { ofSite } from "../../state/maps.js";

/** Template of the WLAN groups beside a request's path: those of a site or of a site template. */
function wlansPath({ operation }: Request): string {
  const [base] = /^\/\{omadacId\}\/[^/]+\/[^/]+/.exec(unversioned(operation.path)) ?? [];
  return `${base}/wireless-network/wlans`;
}

function wlanGroupsOf(controller: Controller, request: Request): StoredRow[] {
  return visibleRows(
    rowsOfPath(controller, wlansPath(request), request.call.segments),
    controller.runtime.clock.now(),
  );
}

/** The SSIDs of a WLAN group of the site or template that a request is about. */
function ssidRowsOf(controller: Controller, request: Request, wlanId: string): Rows | undefined {
  const path = wlansPath(request);
  const segments = request.call.segments.slice(0, path.split("/").length + 1);
  return rowsOfPath(controller, `${path}/{wlanId}/ssids`, [...segments, wlanId]);
}

const countGroups: Handler = (controller, request) =>
  answerDetail(controller, request, "wlans", {
    wlanGroupNum: wlanGroupsOf(controller, request).length,
    exceeded: false,
  });

/** Every WLAN group with the names of its SSIDs. */
function groupsWithSsids(controller: Controller, request: Request) {
  return wlanGroupsOf(controller, request).map((group) => ({
    wlanId: group.wlanId,
    wlanName: group.name,
    ssidList: [...(ssidRowsOf(controller, request, `${group.wlanId}`)?.rows.values() ?? [])].map(
      // The operations have different names for the members.
      ({ ssidId, name }) => ({ ssidId, ssidName: name, id: ssidId, name }),
    ),
  }));
}

const listSsids: Handler = (controller, request) =>
  answerList(controller, request, groupsWithSsids(controller, request), { key: ({ wlanId }) => `${wlanId}` });

/** The networks and SSIDs that a portal can apply to. */
const portalCandidates: Handler = (controller, request) => {
  const networks = rowsOfPath(controller, "/{omadacId}/sites/{siteId}/lan-networks", request.call.segments);
  return answerDetail(controller, request, "portal-candidates", {
    networkList: [...(networks?.rows.values() ?? [])].map(({ id, name }) => ({ id, name })),
    wlanList: groupsWithSsids(controller, request),
  });
};

/** The groups as a page within the result, beside the limits of the bands. */
const groupGrid: Handler = (controller, request) => {
  const query = listQueryOf(request.call);
  const found = wlanGroupsOf(controller, request).filter(({ name }) =>
    `${name}`.toLowerCase().includes(query.searchKey.toLowerCase()),
  );
  const limits = ["maxSsids2G", "maxSsids5G", "maxSsids6G", "maxSsidsMlo"].map((name) => [name, MAX_SSIDS]);
  return answerDetail(controller, request, "wlan-grid", {
    gridWlanGroup: pageOf(found, query),
    ...Object.fromEntries(limits),
  });
};

/** A new group is empty, or gets the SSIDs of the group that it is cloned from. */
const createWlanGroup: Handler = (controller, request) => {
  const { answer, place, id } = createRow(controller, request);
  const { clone, clonedWlanId } = isRecord(request.body) ? request.body : {};
  const group = place?.rows.get(id ?? "");
  if (group && id !== undefined) {
    for (const member of ["clone", "clonedWlanId"]) delete group[member];
    group.primary = false;
    const copies = ssidRowsOf(controller, request, id)?.rows;
    const origin =
      clone === true ? ssidRowsOf(controller, request, `${clonedWlanId}`)?.rows.values() : undefined;
    for (const ssid of origin ?? []) {
      const ssidId = issueId(controller);
      copies?.set(ssidId, { ...ssid, ssidId });
    }
  }
  return answer;
};

/** Changes or deletes an SSID together with its clients. */
const changeSsid: Handler = (controller, request) => {
  const { wlanId = "", ssidId = "" } = request.params;
  const rows = ssidRowsOf(controller, request, wlanId)?.rows;
  return followSsid(
    controller,
    request,
    () => rows?.get(ssidId)?.name,
    () => answerCollection(controller, request) ?? success(),
  );
};

/** APs of a deleted group go back to the default one. */
const deleteWlanGroup: Handler = (controller, request) => {
  const answer = answerCollection(controller, request) ?? success();
  if (answer.errorCode !== 0) return answer;
  for (const device of controller.state.devices.values()) {
    if (device.wlanId === request.params.wlanId) delete device.wlanId;
  }
  return answer;
};

export const wlanHandlers: Readonly<Record<string, Handler>> = {
  "wirelessNetwork.countWlans": countGroups,
  "wirelessNetworkTemplate.countWlansTemplate": countGroups,
  "wirelessNetwork.getSsidsBySite": listSsids,
  "authentication.getMacAuthSsids": listSsids,
  "authenticationTemplate.getMacAuthSsids": listSsids,
  "authentication.getPortalCandidates": portalCandidates,
  "wirelessNetwork.getGridWlanGroup": groupGrid,
  "wirelessNetworkTemplate.getGridWlanGroupTemplate": groupGrid,
  "wirelessNetwork.createWlanGroup": createWlanGroup,
  "wirelessNetworkTemplate.createWlanGroupTemplate": createWlanGroup,
  "wirelessNetwork.deleteWlanGroup": deleteWlanGroup,
  "wirelessNetwork.updateSsidBasicConfig": changeSsid,
  "wirelessNetwork.deleteSsid": changeSsid,
};

/** Changes an SSID. Its clients follow: to its new name, or offline when it is gone. */
function followSsid(
  { state }: Controller,
  { site }: Request,
  nameNow: () => unknown,
  change: () => Answer,
): Answer {
  const before = nameNow();
  const answer = change();
  const after = nameNow();
  if (answer.errorCode !== 0 || before === after) return answer;
  for (const client of ofSite(state.clients, site?.siteId)) {
    if (client.ssid !== before) continue;
    if (typeof after === "string") client.ssid = after;
    else client.active = false;
  }
  return answer;
}
