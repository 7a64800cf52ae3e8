/**
 * Words that stand in the paths of the API and say nothing about a network: the versions, the kinds of things there are,
 * and what is done with them. Kept by hand, the most frequent ones of all snapshots; a test looks for each in those.
 */
export const API_WORDS: ReadonlySet<string> = new Set(
  `api info openapi authorize token v1 v2 v3 msp customers sites sitetemplates devices switches gateways aps olts
  clients client users roles operators setting settings service profiles profile vpn networks lan-networks lan-profiles
  wlans ssids wireless-network ports multi-ports stacks acls rules routing nat portal hotspot voucher-groups vouchers
  config configs dashboard status stat statistics overview topology logs events alerts cmd upgrade add edit delete batch
  list detail export import files system controller cloud maintenance webhook reboot backup restore radius ldap vlan
  dhcp dns wan lan internet iot voip pon sms sim qos mesh security health`.split(/\s+/),
);
