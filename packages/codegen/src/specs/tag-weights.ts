import type { Operation } from "@omada-sdk/model";

/**
 * How much a tag matters: what nearly every program does with a controller (sites, devices, clients,
 * SSIDs, LAN, vouchers) before what many do, before the rest; templates, MSP and special hardware come last.
 */
const TAG_WEIGHTS: readonly (readonly [tag: RegExp, weight: number])[] = [
  [/template|^msp|^vo ?ip|^olt/i, 0.5],
  [/^(site|device|client|voucher|wireless network|wired network)$/i, 8],
  [/^(ap|switch|gateway|authorized client|dashboard|firmware|log|audit log|user and role)$/i, 3],
  [/^(profiles|authentication|acl|vpn|insight|site configuration|local user|service)$/i, 2],
];

const GROUP_WEIGHTS: Readonly<Record<string, number>> = {
  msp: 0.5,
  "site-template-setting": 0.5,
  "device-template": 0.5,
};

/** How much what an operation can do matters, by tag and group. */
export function tagWeight({ tag, group }: Pick<Operation, "tag" | "group">): number {
  const byTag = TAG_WEIGHTS.find(([pattern]) => pattern.test(tag))?.[1] ?? 1;
  return Math.min(byTag, GROUP_WEIGHTS[group] ?? byTag);
}
