import { spaced } from "./case.js";

/** A title for docs and reports, made from the stable name alone: `device.getDeviceList` -> `Get device list`. */
export function titleOf(name: string): string {
  const method = spaced(name.slice(name.indexOf(".") + 1));
  return method.charAt(0).toUpperCase() + method.slice(1);
}
