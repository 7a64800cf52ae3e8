/** The value if it is a code or a name; undefined for a text. */
export function word(value: unknown): string | undefined {
  return typeof value === "string" && /^[\w.:-]+( \d{3})?$/.test(value) && value.length <= 64
    ? value
    : undefined;
}

const PARAMETER = /^\{[\w-]+\}$/;

/**
 * A path without ids. Generated templates hold only words of the API. In a path that was written by hand, every segment
 * is replaced that might be an id, a name or an address: all but the words of the API and the parameters of a template.
 * @param operation of which it is the template; undefined for a path that was written by hand
 */
export function maskPath(path: string, operation: string | undefined): string {
  if (operation !== undefined) return path;
  return path
    .replace(/[?#].*$/s, "")
    .split("/")
    .map((segment) => (segment === "" || API_WORDS.has(segment) || PARAMETER.test(segment) ? segment : "{?}"))
    .join("/");
}

/**
 * The most frequent words in the paths of the API: versions, kinds of objects and actions, which say nothing about a
 * network. The list is written by hand; a test searches the snapshots for each word.
 */
export const API_WORDS: ReadonlySet<string> = new Set(
  `api info openapi authorize token v1 v2 v3 msp customers sites sitetemplates devices switches gateways aps olts
  clients client users roles operators setting settings service profiles profile vpn networks lan-networks lan-profiles
  wlans ssids wireless-network ports multi-ports stacks acls rules routing nat portal hotspot voucher-groups vouchers
  config configs dashboard status stat statistics overview topology logs events alerts cmd upgrade add edit delete batch
  list detail export import files system controller cloud maintenance webhook reboot backup restore radius ldap vlan
  dhcp dns wan lan internet iot voip pon sms sim qos mesh security health`.split(/\s+/),
);
