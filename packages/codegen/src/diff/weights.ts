import type { Finding } from "./finding.js";
import type { RuleId } from "./rules.js";

/**
 * How much a change of a tag matters: what nearly every program does with a controller (sites, devices, clients,
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

/** Changes that stop a call altogether count more than a field of it. */
const RULE_WEIGHTS: Partial<Record<RuleId, number>> = {
  "operation-removed": 10,
  "operation-not-offered": 10,
  "operation-refused": 20,
  "operation-superseded": 4,
  "operation-deprecated": 3,
  "response-page-added": 3,
  "response-page-removed": 3,
  "response-array-changed": 3,
  "paging-changed": 3,
  "authorization-code-only-set": 3,
  "request-property-added-required": 2,
  "parameter-added-required": 2,
  "permissions-changed": 0.5,
  // These concern programs that import types or named constants.
  "request-value-relabelled": 0.2,
  "response-value-relabelled": 0.2,
  "request-value-label-removed": 0.2,
  "response-value-label-removed": 0.2,
  "request-constants-dropped": 0.2,
  "response-constants-dropped": 0.2,
  "response-value-removed": 0.2,
  "constant-removed": 0.2,
  "constant-moved": 0.2,
  "type-name-removed": 0.2,
  "type-name-moved": 0.2,
};

/** Weight of one change: tag and group by use, times what the rule does to a call. */
export function weightOf({ tag, group, rule }: Pick<Finding, "tag" | "group" | "rule">): number {
  const byTag = TAG_WEIGHTS.find(([pattern]) => pattern.test(tag))?.[1] ?? 1;
  return Math.min(byTag, GROUP_WEIGHTS[group] ?? byTag) * (RULE_WEIGHTS[rule] ?? 1);
}
