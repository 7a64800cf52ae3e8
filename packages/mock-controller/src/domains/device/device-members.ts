import type { Members } from "../../state/request.js";
import type { Device, DeviceType } from "../../state/types.js";

/** What the devices of a site hang on. */
export type Uplinks = Readonly<Record<DeviceType, Device | undefined>>;

/** An AP hangs on the first switch, a switch on the gateway. */
export function uplinksOf(devices: readonly Device[]): Uplinks {
  const first = (type: DeviceType): Device | undefined => devices.find((device) => device.type === type);
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
