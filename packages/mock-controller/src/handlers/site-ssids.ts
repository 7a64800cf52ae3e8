import { answerCollection, createRow } from "../collections/answer.js";
import type { StoredRow } from "../collections/types.js";
import type { Controller } from "../controller.js";
import { failure, success } from "../protocol/answer.js";
import { isRecord } from "../sample/accepts.js";
import { apGroupsOf, LIMITS, shownGroup, siteSsidsOf } from "./ap-groups.js";
import { answerCreated, answerDetail } from "./detail.js";
import { followSsid } from "./ssid-clients.js";
import type { Handler, Request } from "./types.js";

/** What an SSID on some devices says in `chooseDevices`. */
const SOME_DEVICES = 1;

function ssidOf(controller: Controller, request: Request): StoredRow | undefined {
  return siteSsidsOf(controller, request)?.rows.get(request.params.ssidId ?? "");
}

/** Whether every AP group that a body names is there; a missing one is a wrong parameter (assumed, as for WLAN groups). */
function knowsGroups(controller: Controller, request: Request): boolean {
  const { apGroupIds } = isRecord(request.body) ? request.body : {};
  const known = apGroupsOf(controller, request)?.rows;
  if (!controller.quirks.checkReferences || !Array.isArray(apGroupIds)) return true;
  return apGroupIds.every((id) => known?.has(`${id}`) === true);
}

/** `id` is called `ssidId` too, for older clients. */
const createSsid: Handler = (controller, request) => {
  if (!knowsGroups(controller, request)) return failure(-1001);
  const { answer, place, id } = createRow(controller, request);
  const ssid = place?.rows.get(id ?? "");
  if (!ssid) return answer;
  Object.assign(ssid, { id, ssidId: id, chooseDevices: ssid.chooseDevices ?? SOME_DEVICES });
  return answerCreated(controller, request, `${id}`, { id });
};

const showSsid: Handler = (controller, request) => {
  const ssid = ssidOf(controller, request) ?? {};
  return answerDetail(controller, request, `site-ssid/${ssid.ssidId}`, { ...ssid, id: ssid.ssidId });
};

const boundGroups: Handler = (controller, request) => {
  const { apGroupIds } = ssidOf(controller, request) ?? {};
  const groups = apGroupsOf(controller, request)?.rows;
  const apGroups = (Array.isArray(apGroupIds) ? apGroupIds : []).flatMap((id) => {
    const group = groups?.get(`${id}`);
    if (!group) return [];
    const { name, apNum, remainingBinding } = shownGroup(controller, request, group);
    return [{ id, name, apNum, remainingBinding }];
  });
  return answerDetail(controller, request, "ssid-ap-groups", { apGroups, ...LIMITS });
};

const bindGroups: Handler = (controller, request) => {
  const ssid = ssidOf(controller, request);
  if (!ssid || !knowsGroups(controller, request)) return failure(-1001);
  const { apGroupIds } = isRecord(request.body) ? request.body : {};
  Object.assign(ssid, { apGroupIds, chooseDevices: SOME_DEVICES });
  return success();
};

const duplicateNames: Handler = (controller, request) => {
  const names = [...(siteSsidsOf(controller, request)?.rows.values() ?? [])].map(({ name }) => name);
  const duplicateSsidNames = names.filter((name, index) => names.indexOf(name) !== index);
  return answerDetail(controller, request, "ssid-names", {
    ...{ duplicateSsidNames, ssidNameMap: {}, siteId: request.site?.siteId },
  });
};

/** Stations follow their SSID. */
const changeSsid: Handler = (controller, request) =>
  followSsid(
    controller,
    request,
    () => ssidOf(controller, request)?.name,
    () => answerCollection(controller, request) ?? success(),
  );

export const siteSsidHandlers: Readonly<Record<string, Handler>> = {
  "wirelessNetwork.createSiteSsid": createSsid,
  "wirelessNetwork.getSiteSsidDetail": showSsid,
  "wirelessNetwork.modifySiteSsidBasicConfig": changeSsid,
  "wirelessNetwork.deleteSiteSsid": changeSsid,
  "wirelessNetwork.getSsidApGroups": boundGroups,
  "wirelessNetwork.modifySsidApGroups": bindGroups,
  "wirelessNetwork.getDuplicateSsidNames": duplicateNames,
};
