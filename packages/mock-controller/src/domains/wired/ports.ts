import { answerDetail } from "../../answers/detail.js";
import { tells } from "../../answers/lies.js";
import { answerList } from "../../answers/list.js";
import { isRecord } from "../../schema/accepts.js";
import type { Controller } from "../../state/controller.js";
import type { Handler, Members, Request } from "../../state/request.js";
import { ofSite } from "../../state/site-map.js";
import type { Device, SwitchPort } from "../../state/types.js";
import { effectivePoe, portAt, portsOf } from "./port-state.js";

/** Members of a port that a body may write, under the names of the different operations. */
function writtenBy(body: Members): Partial<SwitchPort> {
  const { name, profileId, profileOverrideEnable, poe = body.poeMode, status } = body;
  const disable = status === undefined ? body.disable : status === 0;
  return {
    ...(typeof name === "string" ? { name } : {}),
    ...(typeof profileId === "string" ? { profileId } : {}),
    ...(typeof profileOverrideEnable === "boolean" ? { profileOverrideEnable } : {}),
    ...(poe === 0 || poe === 1 ? { poe } : {}),
    ...(typeof disable === "boolean" ? { disable } : {}),
    ...(typeof body.dhcpSnoopEnable === "boolean" ? { dhcpSnoopEnable: body.dhcpSnoopEnable } : {}),
  };
}

function write(controller: Controller, device: Device | undefined, port: unknown, body: Members): void {
  const state = device && portAt(controller.state, device, Number(port));
  if (!state) return;
  const { disable, ...rest } = writtenBy(body);
  Object.assign(state, rest);
  const ignored = tells(controller, "port-status-needs-override") && !state.profileOverrideEnable;
  if (disable !== undefined && !ignored) state.disable = disable;
}

const writePort: Handler = (controller, request) => {
  const { device, params, body } = request;
  if (isRecord(body)) write(controller, device, params.port, body);
  return answerDetail(controller, request, `${device?.mac}/${params.port}`, {});
};

/** One body for the ports that it lists, or a list of ports with a name each. */
const writePorts: Handler = (controller, request) => {
  const { device, body } = request;
  const { portList, portNameList, ...rest } = isRecord(body) ? body : {};
  if (Array.isArray(portList)) for (const port of portList) write(controller, device, port, rest);
  const named = Array.isArray(portNameList) ? portNameList.filter(isRecord) : [];
  for (const entry of named) write(controller, device, entry.port, entry);
  return answerDetail(controller, request, `${device?.mac}/ports`, {});
};

const portList: Handler = (controller, request: Request) => {
  const { site } = request;
  const switches = ofSite(controller.state.devices, site?.siteId).filter(
    (device) => device.type === "switch",
  );
  const ports = switches.flatMap((device) => portsOf(controller.state, device));
  return answerList(controller, request, ports, {
    key: ({ switchMac, port }) => `${switchMac}/${port}`,
    extra: (port) => ({
      poe: effectivePoe(controller, port),
      switchName: controller.state.devices.get(port.switchMac)?.name,
      supportPoe: true,
    }),
  });
};

export const portHandlers: Readonly<Record<string, Handler>> = {
  "switch.getGridSwitchesPortsOverview": portList,
  "switch.getGridSwitchesPortsPoe": portList,
  "switch.modifySwitchPort": writePort,
  "switch.setNameForGivenPort": writePort,
  "switch.setPoeModeForGivenPort": writePort,
  "switch.setProfileForGivenPort": writePort,
  "switch.setProfileOverrideForGivenPort": writePort,
  "switch.setPortModeForGivenPort": writePort,
  "switch.batchModifySwitchPort": writePorts,
  "switch.batchSetNameForGivenPorts": writePorts,
  "switch.batchSetPoeModeForGivenPorts": writePorts,
  "switch.batchSetProfileOverrideForGivenPorts": writePorts,
  "switch.batchSetPortStatusForGivenPorts": writePorts,
};
