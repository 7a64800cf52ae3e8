import type { ApiModel } from "@omada-sdk/model";
import { type Answer, empty, json } from "../../protocol/answer.js";
import type { Call } from "../../protocol/call.js";
import type { Controller } from "../../state/controller.js";
import { groupDocument } from "./document.js";

const ROOT = "/v3/api-docs";

/** Answers `/v3/api-docs…`: the list of groups, and each group's document. No token is needed. */
export function serveDocuments(controller: Controller, call: Call): Answer | undefined {
  const [version, area, name, ...rest] = call.segments;
  if (version !== "v3" || area !== "api-docs") return undefined;
  if (call.method !== "GET" || rest.length > 0) return empty(404);
  if (name === "swagger-config") return json(groupList(controller));
  const groups = documentGroups(controller.behaviour.model, controller.behaviour.profile.groupDocuments);
  const found = groups.find((entry) => entry.name === name);
  // The document without a name has operations that none of the groups has (observed on 5.15.24.19).
  const scope = name === undefined ? { group: undefined, unlisted: true } : found;
  if (!scope) return empty(404);
  const host = call.header("host") ?? "localhost";
  return json(groupDocument(controller.behaviour.model, scope, `https://${host}`));
}

function groupList({ behaviour: { model, profile } }: Controller) {
  const urls = documentGroups(model, profile.groupDocuments).map(({ name }) => ({
    url: `${ROOT}/${encodeURIComponent(name)}`,
    name,
  }));
  return { configUrl: `${ROOT}/swagger-config`, urls };
}

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
export function documentGroups(model: ApiModel, perGroup: boolean): DocumentGroup[] {
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
