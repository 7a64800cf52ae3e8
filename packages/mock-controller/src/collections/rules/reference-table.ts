import { SITE } from "./paths.js";

/** A member that names rows of another collection, wherever it stands in a body. */
interface Reference {
  member: string;
  /** Template of the collection's path. */
  to: string;
  /** The code for a row that is not there. */
  code: number;
  /** Which writes are checked, by their path; without it those whose operations list the code. */
  from?: RegExp;
}

const NETWORKS = `${SITE}/lan-networks`;
const WLANS = `${SITE}/wireless-network/wlans`;

/** The codes are those that the documents give for something that is not there, or that were observed. */
export const REFERENCES: readonly Reference[] = [
  ...["nativeNetworkId", "tagNetworkIds", "untagNetworkIds"].map((member) => ({
    ...{ member, to: NETWORKS, code: -33503 },
    from: /\{siteId\}\/lan-profiles(\/\{\w+\})?$/,
  })),
  {
    member: "lanNetworkId",
    to: NETWORKS,
    code: -33503,
    from: /\{siteId\}\/wireless-network\/wlans\/(?:\{\w+\}\/)?ssids/,
  },
  { member: "networkId", to: NETWORKS, code: -33503 },
  { member: "netId", to: NETWORKS, code: -34520 },
  { member: "networkList", to: NETWORKS, code: -34340 },
  { member: "profileId", to: `${SITE}/lan-profiles`, code: -33507, from: /\/ports\/\{port\}\/profile$/ },
  { member: "wlanId", to: WLANS, code: -39306, from: /\/\{apMac\}\/wlan-group$/ },
  { member: "wlanGroupId", to: WLANS, code: -39306, from: /\/\{apMac\}\/wlan-group$/ },
  { member: "clonedWlanId", to: WLANS, code: -33202 },
  { member: "rateLimitId", to: `${SITE}/rate-limit-profiles`, code: -33732 },
  { member: "rateLimitProfileId", to: `${SITE}/rate-limit-profiles`, code: -33732 },
  {
    member: "portals",
    to: `${SITE}/portals`,
    code: -42062,
    from: /\/hotspot\/(localusers(\/\{id\})?|voucher-groups)$/,
  },
  { member: "ouiProfileId", to: `${SITE}/oui-profiles`, code: -33779 },
  {
    member: "roleId",
    to: "/{omadacId}/roles",
    code: -30102,
    from: /\{omadacId\}\/(users|sso\/external-user-groups)/,
  },
  {
    member: "roleId",
    to: "/msp/{mspId}/roles",
    code: -30102,
    from: /\{mspId\}\/(users|sso\/external-user-groups)/,
  },
];
