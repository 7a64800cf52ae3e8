import { rememberSettings } from "../../answers/default.js";
import { answerDetail } from "../../answers/detail.js";
import { kept } from "../../answers/kept.js";
import { answerList } from "../../answers/list.js";
import { failure, success } from "../../protocol/answer.js";
import { isRecord } from "../../schema/check.js";
import type { Controller, Handler, Members, Request } from "../../state/controller.js";
import { forgetDevices } from "../../state/leave-site.js";
import { ofSite } from "../../state/maps.js";
import type { Device, DeviceType } from "../../state/types.js";
import { shownPorts } from "../wired/switch-ports.js";
import { wlanGroupOf } from "../wireless/ap-wlans.js";

const deviceList: Handler = (controller, request) => {
  const siteId = request.site?.siteId;
  const devices = ofSite(controller.state.devices, siteId);
  const uplinks = uplinksOf(controller, siteId);
  return answerList(controller, request, devices, {
    list: `${siteId}`,
    key: (device) => device.mac,
    extra: (device) => derivedMembers(device, uplinks),
  });
};

/** Members that only the detail of a kind of device has. */
function ownMembers(controller: Controller, request: Request, device: Device): Members {
  if (device.type === "ap") return { "wlan group id": wlanGroupOf(controller, device, request) };
  return device.type === "switch" ? { portList: shownPorts(controller, request, device) } : {};
}

const deviceDetail: Handler = (controller, request) => {
  const { device } = request;
  if (!device) return failure(-39050);
  const uplinks = uplinksOf(controller, request.site?.siteId);
  const own = ownMembers(controller, request, device);
  const known = { ...device, ...derivedMembers(device, uplinks), ...own };
  return answerDetail(controller, request, device.mac, known);
};

/** The configuration that was written through any of the paths for it; the name is the device's own. */
const readGeneralConfig: Handler = (controller, request) => {
  const { device } = request;
  const written = controller.state.settings.get(configKey(device)) ?? {};
  return answerDetail(controller, request, configKey(device), { ...written, name: device?.name });
};

/** Renames the device in every answer that shows it, and stores the other members. */
const writeGeneralConfig: Handler = (controller, request) => {
  const { device, body, call } = request;
  rememberSettings(controller, { ...request, call: { ...call, pathname: configKey(device) } });
  if (device && isRecord(body) && typeof body.name === "string") device.name = body.name;
  return success();
};

function configKey(device: Device | undefined): string {
  return `device/${device?.mac}/general`;
}

/** A forgotten device is gone from its site, with what was written to it. */
const forgetDevice: Handler = ({ state }, { device }) => {
  if (device) forgetDevices(state, ({ mac }) => mac === device.mac);
  return success();
};

export const deviceHandlers: Readonly<Record<string, Handler>> = {
  "device.getDeviceList": deviceList,
  "device.getAllDeviceBySite": deviceList,
  "device.forgetDevice": forgetDevice,
  "ap.getOverviewDetail": deviceDetail,
  "switch.getSwitchInfo": deviceDetail,
  "gateway.getGatewayInfo": deviceDetail,
  "ap.getGeneralConfig": readGeneralConfig,
  "switch.getGeneralConfig": readGeneralConfig,
  "gateway.getGeneralConfig": readGeneralConfig,
  "ap.modifyGeneralConfig": writeGeneralConfig,
  "switch.modifyGeneralConfig": writeGeneralConfig,
  "gateway.modifyGeneralConfig": writeGeneralConfig,
  "gateway.modifyConfigGeneral": writeGeneralConfig,
};

/** The first device of a type in a site. */
export function firstOfType(
  controller: Controller,
  siteId: string | undefined,
  type: DeviceType,
): Device | undefined {
  const [first] = kept(controller, `first ${type} of ${siteId}`, () => [
    ofSite(controller.state.devices, siteId).find((device) => device.type === type),
  ]);
  return first;
}

/** The uplinks of a site's devices, by the type of device. */
export type Uplinks = Readonly<Record<DeviceType, Device | undefined>>;

/** The uplink of an AP is the first switch, that of a switch the gateway. */
function uplinksOf(controller: Controller, siteId: string | undefined): Uplinks {
  const first = (type: DeviceType): Device | undefined => firstOfType(controller, siteId, type);
  return { ap: first("switch"), switch: first("gateway"), gateway: undefined };
}

/** Members of a device that follow from others. */
export function derivedMembers(device: Device, uplinks: Uplinks): Members {
  const uplink = uplinks[device.type];
  return {
    active: device.status === 1,
    modelName: device.model,
    showModel: device.model,
    uplinkDeviceMac: uplink?.mac,
    uplinkDeviceName: uplink?.name,
    uplinkDevicePort: undefined,
    subtype: undefined,
  };
}
