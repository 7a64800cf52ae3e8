import { isRecord } from "../schema/check.js";
import type { StoredRow } from "./types.js";

/** The start of the paths in these rules; the same rules hold within a site template. */
export const SITE = "/{omadacId}/sites/{siteId}";
const TEMPLATE = "/{omadacId}/sitetemplates/{siteTemplateId}";

/**
 * The template of another collection in the same site, site template or MSP as a path.
 * @returns undefined when the collection is not in reach of the path
 */
export function pathInScope(from: string, path: string): string | undefined {
  if (path.startsWith("/msp/") !== from.includes("/msp/{mspId}/")) return undefined;
  return from.includes(TEMPLATE) ? path.replace(SITE, TEMPLATE) : path;
}

/** A member that names rows of another collection, wherever it stands in a body. */
interface Reference {
  member: string;
  /** Template of the collection's path. */
  to: string;
  /** The code for a row that does not exist. */
  code: number;
  /** Which writes are checked, by their path; without it those whose operations list the code. */
  from?: RegExp;
}

const NETWORKS = `${SITE}/lan-networks`;
const WLANS = `${SITE}/wireless-network/wlans`;

/** The codes are those that the documents list for missing objects, or that were observed. */
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

/** The first id of a collection, by the template of its path; undefined where it has no rows or is not in reach. */
type FirstId = (path: string) => string | undefined;

type Links = ReadonlyMap<string, readonly string[]>;
const linksByPath = new Map<string, Links>();

/**
 * Puts ids of existing rows into the members of a made-up value that name rows of other collections, so that a client
 * can send the value back. Where a collection has no rows, the member names none.
 * @param path template of the operation's or the collection's path; it decides which members name rows
 * @param kept members of the value that stay as they are
 */
export function withLinkedIds<T>(value: T, path: string, kept: StoredRow, first: FirstId): T {
  const links = linksOf(path);
  const idFor = (member: string): string | undefined => {
    const paths = links.get(member);
    return paths && (paths.map(first).find((id) => id !== undefined) ?? "");
  };
  if (!isRecord(value)) return linked(value, idFor) as T;
  const others = Object.fromEntries(Object.entries(value).filter(([name]) => !Object.hasOwn(kept, name)));
  return { ...value, ...(linked(others, idFor) as StoredRow) };
}

function linksOf(path: string): Links {
  const before = linksByPath.get(path);
  if (before) return before;
  const links = new Map<string, string[]>();
  for (const { member, to, from } of REFERENCES) {
    if (from && !from.test(path)) continue;
    links.set(member, [...(links.get(member) ?? []), to]);
  }
  linksByPath.set(path, links);
  return links;
}

function linked(value: unknown, idFor: (member: string) => string | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => linked(item, idFor));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const texts = typeof inner === "string" || (Array.isArray(inner) && inner.every(isText));
      const id = texts ? idFor(name) : undefined;
      if (id === undefined) return [name, linked(inner, idFor)];
      if (!Array.isArray(inner)) return [name, id];
      return [name, id === "" ? [] : [id]];
    }),
  );
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}
