import type { Device } from "./types.js";

/** Whether something is kept for a device: under a path of its site that names it, or under a key of its own. */
export function isOfDevice(key: string, { mac, siteId }: Device): boolean {
  if (key.startsWith(`device/${mac}/`)) return true;
  return key.includes(`sites/${siteId}/`) && key.split("/").includes(mac);
}
