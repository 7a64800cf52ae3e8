import { type BreakingChange, placeOf } from "./breaking-change.js";

interface Row {
  id: string;
  text: string;
  operation: string;
  path: string;
}

/** Reads the JSON that `oasdiff breaking` prints. */
export function readOasdiff(json: string): BreakingChange[] {
  return (JSON.parse(json) as Row[]).map(({ id, text, operation, path }) => ({
    tool: "oasdiff",
    rule: id,
    operation: `${operation} ${path}`,
    place: placeIn(id, text),
  }));
}

/** Its texts quote the place: the property, or the parameter after where it stands. */
function placeIn(id: string, text: string): string {
  const quoted = [...text.matchAll(/`([^`]*)`/g)].map(([, word]) => word ?? "");
  if (id.startsWith("api-")) return "";
  if (id.includes("parameter")) return placeOf([quoted[0] ?? "", quoted[1] ?? ""]);
  if (/^request-body|^response-body/.test(id)) return id.startsWith("request") ? "body" : "result";
  const isRequest = id.includes("request");
  return placeOf([isRequest ? "body" : "", ...(quoted[0] ?? "").split("/")]);
}
