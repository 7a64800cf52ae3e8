import { answerDetail } from "../../answers/detail.js";
import { answerList } from "../../answers/list.js";
import { isLieEnabled } from "../../behaviour/behaviour.js";
import { isRecord } from "../../schema/check.js";
import type { Controller, Handler, Members, Request } from "../../state/controller.js";
import { ofSite } from "../../state/maps.js";
import type { ControllerState, Device, SwitchPort } from "../../state/types.js";

/** Ports of every switch. */
const PORTS_PER_SWITCH = 8;

/** The ports of a switch; the mock makes them when a call needs them for the first time. */
export function portsOf({ ports }: ControllerState, { mac, siteId }: Device): SwitchPort[] {
  return Array.from({ length: PORTS_PER_SWITCH }, (_, index) => {
    const port = index + 1;
    const key = `${mac}/${port}`;
    const known = ports.get(key) ?? {
      ...{ switchMac: mac, siteId, port, name: `Port ${port}` },
      ...{ profileOverrideEnable: false, poe: 1 as const, disable: false },
    };
    ports.set(key, known);
    return known;
  });
}

/** A port by its number, from 1. */
function portAt(state: ControllerState, device: Device, port: number): SwitchPort | undefined {
  return portsOf(state, device)[port - 1];
}

/** Values of `poe` in a LAN profile by their documented meaning; 2 leaves the port as it is. */
const PROFILE_POE: Readonly<Record<number, 0 | 1>> = { 0: 1, 1: 0 };

/** Whether a port gives power: by its profile, or by its own setting where that overrides the profile. */
export function effectivePoe(controller: Controller, port: SwitchPort): 0 | 1 {
  if (port.profileOverrideEnable || port.profileId === undefined) return port.poe;
  const { collections } = controller.state;
  const key = `${controller.credentials.omadacId}/sites/${port.siteId}/lan-profiles`;
  const documented = PROFILE_POE[Number(collections.get(key)?.get(port.profileId)?.poe)];
  if (documented === undefined) return port.poe;
  return isLieEnabled(controller.behaviour, "poe-inverted") ? ((1 - documented) as 0 | 1) : documented;
}

/** Members of a port that a body may write, under the names of the different operations. */
function portMembersIn(body: Members): Partial<SwitchPort> {
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

function writePortState(
  controller: Controller,
  device: Device | undefined,
  port: unknown,
  body: Members,
): void {
  const state = device && portAt(controller.state, device, Number(port));
  if (!state) return;
  const { disable, ...rest } = portMembersIn(body);
  Object.assign(state, rest);
  const ignored =
    isLieEnabled(controller.behaviour, "port-status-needs-override") && !state.profileOverrideEnable;
  if (disable !== undefined && !ignored) state.disable = disable;
}

const writePort: Handler = (controller, request) => {
  const { device, params, body } = request;
  if (isRecord(body)) writePortState(controller, device, params.port, body);
  return answerDetail(controller, request, `${device?.mac}/${params.port}`, {});
};

/** One body for the ports that it lists, or a list of ports with a name each. */
const writePorts: Handler = (controller, request) => {
  const { device, body } = request;
  const { portList, portNameList, ...rest } = isRecord(body) ? body : {};
  if (Array.isArray(portList)) for (const port of portList) writePortState(controller, device, port, rest);
  const named = Array.isArray(portNameList) ? portNameList.filter(isRecord) : [];
  for (const entry of named) writePortState(controller, device, entry.port, entry);
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
