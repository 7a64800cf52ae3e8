import type { Controller } from "../controller.js";
import { success } from "../protocol/answer.js";
import { isRecord } from "../sample/accepts.js";
import type { Device, Site } from "../state/types.js";
import { answerDetail } from "./detail.js";
import { answerList } from "./list.js";
import { remember } from "./settings.js";
import type { Handler } from "./types.js";

function devicesOf({ state }: Controller, site: Site | undefined): Device[] {
  return [...state.devices.values()].filter((device) => device.siteId === site?.siteId);
}

const deviceList: Handler = (controller, request) =>
  answerList(controller, request, devicesOf(controller, request.site), { key: (device) => device.mac });

const deviceDetail: Handler = (controller, request) => {
  const { device } = request;
  return answerDetail(controller, request, `${device?.mac}`, { ...device, showModel: device?.model });
};

/** The configuration that was written through any of the paths for it; the name is the device's own. */
const readGeneralConfig: Handler = (controller, request) => {
  const { device } = request;
  const written = controller.state.settings.get(configKey(device)) ?? {};
  return answerDetail(controller, request, configKey(device), { ...written, name: device?.name });
};

/** Renames the device in every answer that shows it, and remembers the other members. */
const writeGeneralConfig: Handler = (controller, request) => {
  const { device, body, call } = request;
  remember(controller, { ...request, call: { ...call, pathname: configKey(device) } });
  if (device && isRecord(body) && typeof body.name === "string") device.name = body.name;
  return success();
};

function configKey(device: Device | undefined): string {
  return `device/${device?.mac}/general`;
}

/** A forgotten device is gone from its site. */
const forgetDevice: Handler = ({ state }, { device }) => {
  if (device) state.devices.delete(device.mac);
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
