import { answerDetail } from "../../answers/detail.js";
import { rowsOfPath } from "../../collections/store.js";
import type { StoredRow } from "../../collections/types.js";
import { success } from "../../protocol/answer.js";
import { isRecord } from "../../schema/check.js";
import type { Controller, Handler, Members, Request } from "../../state/controller.js";
import type { Device } from "../../state/types.js";

const WLANS = "/{omadacId}/sites/{siteId}/wireless-network/wlans";

/** The WLAN group of an AP: the one that it was given, otherwise the default one of its site. */
export function wlanGroupOf(
  controller: Controller,
  { wlanId }: Device,
  { call }: Request,
): string | undefined {
  if (wlanId !== undefined) return wlanId;
  const groups = rowsOfPath(controller, WLANS, call.segments)?.rows ?? [];
  return [...groups].find(([, { primary }]) => primary === true)?.[0];
}

const setWlanGroup: Handler = (_, { device, body }) => {
  const { wlanGroupId } = isRecord(body) ? body : {};
  if (device && typeof wlanGroupId === "string") device.wlanId = wlanGroupId;
  return success();
};

/** Where the overrides of an AP are kept. */
const overridesKey = (device: Device | undefined): string => `device/${device?.mac}/ssids`;

/** Bits of an SSID's `band` and the numbers that overrides use: 2.4, 5 and 6 GHz. */
function bandsOf({ band }: StoredRow): number[] {
  return [0, 1, 2].filter((number) => (Number(band ?? 1) & (1 << number)) !== 0);
}

/** The SSIDs of a WLAN group. */
function ssidsOfGroup(controller: Controller, request: Request, groupId: string): StoredRow[] {
  // The paths of APs and WLAN groups have the site in common.
  const segments = [...request.call.segments.slice(0, 5), "", "", groupId];
  return [...(rowsOfPath(controller, `${WLANS}/{wlanId}/ssids`, segments)?.rows.values() ?? [])];
}

/** The SSIDs of the AP's group, with what this AP does differently; they count from 1. */
const readOverrides: Handler = (controller, request) => {
  const { device, call } = request;
  const groupId = device && wlanGroupOf(controller, device, request);
  const known = controller.state.settings.get(overridesKey(device)) ?? {};
  const ssidOverrides = ssidsOfGroup(controller, request, `${groupId}`).map((ssid, index) => {
    const entry = index + 1;
    const own = known[entry];
    const byVersion =
      call.segments[1] === "v1" ? { ssidId: entry } : { ssidId: ssid.ssidId, ssidEntryId: entry };
    return { ...byVersion, ...shownSsid(ssid, isRecord(own) ? own : {}), band: bandsOf(ssid) };
  });
  return answerDetail(controller, request, overridesKey(device), { ssidOverrides });
};

function shownSsid(ssid: StoredRow, own: Members): Members {
  const renamed = own.overrideSsidEnable === true;
  const moved = own.overrideVlanEnable === true;
  return {
    ssidName: renamed && own.overrideSsidName !== undefined ? own.overrideSsidName : ssid.name,
    ssidEnable: own.ssidEnable ?? true,
    security: ssid.security ?? 0,
    vlanEnable: moved || ssid.vlanEnable === true,
    ...(renamed && own.overrideSsidPassword !== undefined ? { ssidPassword: own.overrideSsidPassword } : {}),
    ...(moved && own.vlanId !== undefined ? { vlanId: own.vlanId } : {}),
  };
}

const writeOverrides: Handler = ({ state }, { device, body }) => {
  const given =
    isRecord(body) && Array.isArray(body.ssidOverrides) ? body.ssidOverrides.filter(isRecord) : [];
  const entries = given.map((own) => [`${own.ssidEntryId ?? own.ssidId}`, own]);
  const key = overridesKey(device);
  state.settings.set(key, { ...state.settings.get(key), ...Object.fromEntries(entries) });
  return success();
};

export const apWlanHandlers: Readonly<Record<string, Handler>> = {
  "ap.modifyApWlanGroup": setWlanGroup,
  "ap.getWlansConfig": readOverrides,
  "ap.getWlansConfigV2": readOverrides,
  "ap.modifyWlansConfig": writeOverrides,
  "ap.modifyWlansConfigV2": writeOverrides,
};
