import { rememberSettings, settingsAt } from "../../answers/default.js";
import { answerCreated, answerDetail } from "../../answers/detail.js";
import { kept } from "../../answers/kept.js";
import { answerList } from "../../answers/list.js";
import { forgetBelow } from "../../collections/store.js";
import { failure, success } from "../../protocol/answer.js";
import { isRecord } from "../../schema/check.js";
import type { Controller, Handler } from "../../state/controller.js";
import { issueId } from "../../state/ids.js";
import { forgetDevices } from "../../state/leave-site.js";
import type { Site } from "../../state/types.js";

const MEMBERS = [
  "name",
  "region",
  "timeZone",
  "scenario",
  "type",
  "tagIds",
  "supportES",
  "supportL2",
  "longitude",
  "latitude",
  "address",
] as const;

const siteList: Handler = (controller, request) =>
  answerList(
    controller,
    request,
    kept(controller, "sites", () => [...controller.state.sites.values()]),
    { list: "all", key: (site) => site.siteId },
  );

const siteDetail: Handler = (controller, request) =>
  answerDetail(controller, request, `${request.site?.siteId}`, {
    ...settingsAt(controller, request),
    ...request.site,
  });

/** Answers the id of the new site, although the documents leave the result open (observed on 5.15.8.12). */
const createSite: Handler = (controller, request) => {
  const { state } = controller;
  const given = membersOf(request.body);
  if (isNameTaken(controller, given.name)) return failure(-33101);
  const siteId = issueId(controller);
  const blank = { name: "", region: "", timeZone: "UTC", scenario: "", type: 0, tagIds: [] };
  const rest = { supportES: true, supportL2: true, primary: false };
  state.sites.set(siteId, { siteId, ...blank, ...rest, ...given });
  state.created.add(`${controller.credentials.omadacId}/sites/${siteId}`);
  return answerCreated(controller, request, siteId, { siteId });
};

const updateSite: Handler = (controller, request) => {
  const { site } = request;
  const given = membersOf(request.body);
  if (given.name !== site?.name && isNameTaken(controller, given.name)) return failure(-33101);
  rememberSettings(controller, request);
  if (site) Object.assign(site, given);
  return success();
};

/** Deletes a site together with its devices and clients; the primary site stays (the code is assumed). */
const deleteSite: Handler = (controller, { site }) => {
  const { state } = controller;
  if (!site) return failure(-33000);
  if (site.primary && controller.behaviour.quirks.checkReferences) return failure(-1005);
  forgetBelow(controller, `${controller.credentials.omadacId}/sites/${site.siteId}`);
  state.sites.delete(site.siteId);
  forgetDevices(state, ({ siteId }) => siteId === site.siteId);
  for (const [mac, client] of state.clients) if (client.siteId === site.siteId) state.clients.delete(mac);
  return success();
};

function membersOf(body: unknown): Partial<Site> {
  const given = isRecord(body) ? body : {};
  return Object.fromEntries(
    MEMBERS.flatMap((name) => (Object.hasOwn(given, name) ? [[name, given[name]]] : [])),
  );
}

function isNameTaken({ state }: Controller, name: unknown): boolean {
  return [...state.sites.values()].some((site) => site.name === name);
}

export const siteHandlers: Readonly<Record<string, Handler>> = {
  "site.getSiteList": siteList,
  "site.getSiteEntity": siteDetail,
  "site.createNewSite": createSite,
  "site.updateSiteEntity": updateSite,
  "site.deleteSite": deleteSite,
};
