import { type Answer, empty, json } from "../../protocol/answer.js";
import type { Call } from "../../protocol/call.js";
import type { Controller } from "../../state/controller.js";
import { groupDocument } from "./document.js";
import { groupsOf } from "./groups.js";

const ROOT = "/v3/api-docs";

/** Answers `/v3/api-docs…`: the list of groups, and each group's document. No token is needed. */
export function serveDocuments(controller: Controller, call: Call): Answer | undefined {
  const [version, area, name, ...rest] = call.segments;
  if (version !== "v3" || area !== "api-docs") return undefined;
  if (call.method !== "GET" || rest.length > 0) return empty(404);
  if (name === "swagger-config") return json(groupList(controller));
  const groups = groupsOf(controller.model, controller.profile.groupDocuments);
  const found = groups.find((entry) => entry.name === name);
  // The document without a name has operations that none of the groups has (observed on 5.15.24.19).
  const scope = name === undefined ? { group: undefined, unlisted: true } : found;
  if (!scope) return empty(404);
  const host = call.header("host") ?? "localhost";
  return json(groupDocument(controller.model, scope, `https://${host}`));
}

function groupList({ model, profile }: Controller) {
  const urls = groupsOf(model, profile.groupDocuments).map(({ name }) => ({
    url: `${ROOT}/${encodeURIComponent(name)}`,
    name,
  }));
  return { configUrl: `${ROOT}/swagger-config`, urls };
}
