import { answerDetail } from "../../answers/detail.js";
import { failure, success } from "../../protocol/answer.js";
import { isRecord } from "../../schema/check.js";
import type { Controller, Handler, Request } from "../../state/controller.js";
import { issueId } from "../../state/ids.js";
import { moveDevice } from "../../state/leave-site.js";
import { ofSite, setBounded } from "../../state/maps.js";
import type { Device, DeviceType } from "../../state/types.js";

/** Documented. */
const CODES = {
  unknownSite: -33000,
  unknownDevice: -39050,
  alreadyThere: -39081,
  secondGateway: -39502,
  unknownMove: -39104,
} as const;

/** The device of a kind with a MAC in the site of a request. */
function deviceOfSite(
  { state }: Controller,
  { site }: Request,
  mac: unknown,
  type: DeviceType,
): Device | undefined {
  const device = state.devices.get(String(mac));
  return device?.siteId === site?.siteId && device?.type === type ? device : undefined;
}

/** Moves devices at once, or gives the code that refuses all of them; a site has one gateway. */
function moveDevices(
  { state, behaviour: { quirks } }: Controller,
  { site }: Request,
  devices: readonly (Device | undefined)[],
  to: unknown,
): number {
  const target = state.sites.get(String(to));
  if (!target) return quirks.checkReferences ? CODES.unknownSite : 0;
  if (quirks.checkReferences && devices.includes(undefined)) return CODES.unknownDevice;
  if (target === site) return CODES.alreadyThere;
  const known = devices.filter((device) => device !== undefined);
  const after = [...ofSite(state.devices, target.siteId), ...known];
  const arrives = known.some(({ type }) => type === "gateway");
  if (arrives && after.filter(({ type }) => type === "gateway").length > 1) return CODES.secondGateway;
  for (const device of known) moveDevice(state, device, target.siteId);
  return 0;
}

const moveOne: Handler = (controller, request) => {
  const { targetSite } = isRecord(request.body) ? request.body : {};
  const code = moveDevices(controller, request, [request.device], targetSite);
  return code === 0 ? success() : failure(code);
};

const moveAps: Handler = (controller, request) => {
  const { targetSite, apMacs } = isRecord(request.body) ? request.body : {};
  const macs = Array.isArray(apMacs) ? apMacs.map(String) : [];
  const aps = macs.map((mac) => deviceOfSite(controller, request, mac, "ap"));
  const code = moveDevices(controller, request, aps, targetSite);
  if (code !== 0) return failure(code);
  const moveSiteId = issueId(controller);
  setBounded(controller.state.moves, moveSiteId, macs);
  return answerDetail(controller, request, moveSiteId, { moveSiteId });
};

/** The documents spell the member for the site in two ways. */
const moveGateways: Handler = (controller, request) => {
  const { deviceMacs, site, Site = site } = isRecord(request.body) ? request.body : {};
  const macs = Array.isArray(deviceMacs) ? deviceMacs : [];
  const gateways = macs.map((mac) => deviceOfSite(controller, request, mac, "gateway"));
  const code = moveDevices(controller, request, gateways, Site);
  return code === 0 ? success() : failure(code);
};

/** A known move is always done, as the mock moves devices at once. */
const moveStatus: Handler = ({ state }, { params, device }) => {
  const macs = state.moves.get(params.moveSiteId ?? "");
  return macs && (!device || macs.includes(device.mac)) ? success() : failure(CODES.unknownMove);
};

export const deviceMoveHandlers: Readonly<Record<string, Handler>> = {
  "device.moveSite": moveOne,
  "device.moveSiteForAps": moveAps,
  "gateway.moveToSite": moveGateways,
  "device.getMoveSiteProcess": moveStatus,
  "device.getSingleMoveSiteProcess": moveStatus,
};
