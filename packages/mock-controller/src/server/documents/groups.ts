import type { ApiModel } from "@omada-sdk/codegen/model";

/** Groups in the order in which controllers number them (5.15). */
const ORDER = [
  "account",
  "organization",
  "device",
  "site-setting",
  "client",
  "hotspot",
  "monitor",
  "maintenance",
  "insight",
  "log",
  "batch",
  "global-setting",
  "global-security",
  "msp",
  "device-template",
  "site-template-setting",
  "abnormal-detect",
] as const;

/** A group document that a controller offers. */
export interface DocumentGroup {
  /** As the controller calls it: `All`, `00 All`, `04 Site Setting`. */
  name: string;
  /** Which operations it holds; undefined for all. */
  group: string | undefined;
}

/** The groups that a controller lists, in its order. */
export function groupsOf(model: ApiModel, perGroup: boolean): DocumentGroup[] {
  if (!perGroup) return [{ name: "All", group: undefined }];
  const slugs = new Set<string>([...ORDER, ...model.operations.map((operation) => operation.group)]);
  return [
    { name: "00 All", group: undefined },
    ...[...slugs].map((group, index) => ({ name: `${twoDigits(index + 1)} ${titleOf(group)}`, group })),
  ];
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}

function titleOf(slug: string): string {
  return slug.replaceAll(/(^|-)([a-z])/g, (_, dash, letter) => (dash ? " " : "") + letter.toUpperCase());
}
