import type { Operation } from "@omada-sdk/model";
import { UNKNOWN_IDS } from "../generated/behaviour.js";

/**
 * Codes for an object that does not exist, each with the words that paths use for the object. Mined from the
 * documents.
 */
const SUBJECTS: Readonly<Record<number, string>> = {
  [-30102]: "role",
  [-30112]: "user",
  [-30194]: "user",
  [-33009]: "sitetemplates site template",
  [-33221]: "ssids ssid",
  [-33503]: "lan networks network",
  [-33507]: "lan profiles profile",
  [-33603]: "acls entry",
  [-33703]: "groups group",
  [-33704]: "groups group",
  [-33710]: "profile",
  [-33732]: "rate limit profile",
  [-33758]: "bonjour service",
  [-33779]: "oui profile",
  [-33793]: "cert certification ca",
  [-33809]: "scenario scenarios",
  [-34005]: "radius profile",
  [-34026]: "radius user users",
  [-34520]: "dhcp reservation",
  [-34525]: "mdns rule",
  [-34602]: "vpn",
  [-34700]: "dashboard page",
  [-34701]: "dashboard report tab",
  [-35300]: "lan dns",
  [-39306]: "wlans wlan group",
  [-39701]: "ports port",
  [-39710]: "management vlan",
  [-39820]: "dhcp snooping",
  [-39821]: "arp detection",
  [-39900]: "multicast snooping",
  [-39975]: "vrf",
  [-40007]: "dscp mapping",
  [-40008]: "queue schedule",
  [-40109]: "vrrp",
  [-40200]: "stacks stack",
  [-42003]: "operator operators",
  [-42054]: "survey surveys",
  [-42062]: "portal portals",
  [-43201]: "wireguard wireguards",
  [-43203]: "wireguard peer peers",
  [-43301]: "service type",
  [-43304]: "bandwidth control",
  [-43306]: "class rule",
  [-43401]: "ldap profile",
  [-43902]: "ospf process",
  [-43905]: "ospf interface",
  [-44202]: "webhook",
  [-44402]: "device templates devicetemplates",
  [-44700]: "virtual wan",
  [-45000]: "olt",
};

/** Observed for objects without a code of their own, such as SSIDs on 5.15.8.12. */
const INVALID_PARAMETER = -1001;

/**
 * The code for an unknown id: of the codes that an operation declares, the one whose subject fits the path best.
 * @param path of the collection
 */
export function notFoundCode({ errorCodes }: Operation, path: string): number {
  for (const { paths, answer } of Object.values(UNKNOWN_IDS))
    if ("code" in answer && paths.test(path)) return answer.code;
  const words = new Set(path.toLowerCase().match(/[a-z]+/g));
  let best = { code: INVALID_PARAMETER, fit: 0 };
  for (const code of errorCodes) {
    const fit = (SUBJECTS[code] ?? "").split(" ").filter((word) => words.has(word)).length;
    if (fit > best.fit) best = { code, fit };
  }
  if (best.fit > 0) return best.code;
  const declared = errorCodes.filter((code) => Object.hasOwn(SUBJECTS, code));
  return declared.length === 1 ? (declared[0] as number) : INVALID_PARAMETER;
}
