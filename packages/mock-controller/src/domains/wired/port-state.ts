import { tells } from "../../answers/lies.js";
import type { Controller } from "../../state/controller.js";
import type { ControllerState, Device, SwitchPort } from "../../state/types.js";

/** Ports of every switch. */
const PORTS = 8;

/** The ports of a switch; they are made when they are asked for first. */
export function portsOf({ ports }: ControllerState, { mac, siteId }: Device): SwitchPort[] {
  return Array.from({ length: PORTS }, (_, index) => {
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
export function portAt(state: ControllerState, device: Device, port: number): SwitchPort | undefined {
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
  return tells(controller, "poe-inverted") ? ((1 - documented) as 0 | 1) : documented;
}
