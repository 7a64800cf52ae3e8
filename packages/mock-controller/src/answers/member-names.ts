/**
 * Members that a parameter means although they are called otherwise. Filters and sorts go by the first of those that a row
 * has; a search looks in all.
 */
const MEANT = new Map<string, readonly string[]>(
  Object.entries({
    authAdmin: ["adminName"],
    clientMac: ["mac"],
    clientName: ["name", "hostName"],
    code: ["voucherCode"],
    deviceMac: ["apMac", "switchMac"],
    end: ["lastSeen"],
    localUser: ["localUserName"],
    name: ["customerName"],
    network: ["networkName"],
    ssidName: ["ssid"],
    ssidOrNetwork: ["ssid", "networkName"],
    start: ["associationTime"],
    tag: ["tagIds", "tagName"],
    threatDescription: ["signature"],
    userName: ["name"],
    voucher: ["voucherCode"],
  }),
);

/** The members that a filter, a sort or a search field can mean: `user_name`, `user name` and `User Name` are `userName`. */
export function membersMeant(name: string): readonly string[] {
  const words = name.split(/[\s_]+/);
  const camel = words.length === 1 && /^[a-z]/.test(name) ? name : camelCase(words);
  return [...new Set([name, camel, ...(MEANT.get(camel) ?? [])])];
}

function camelCase(words: readonly string[]): string {
  return words
    .map((word) => word.toLowerCase())
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
}
