import type { Operation } from "../../model/types.js";
import { methodArguments } from "./arguments.js";

const LETTERS: Record<Operation["method"], string> = {
  GET: "G",
  POST: "P",
  PUT: "U",
  PATCH: "A",
  DELETE: "D",
};
const PREFIX = "/openapi";

/**
 * The operations of one part of a client as a compact text, which @omada-sdk/core inflates on first use:
 * `#tag` lines, then `<method> <letter><path>[ <flags>[;<argument>=<name>]…]` per operation.
 */
export function operationTable(operations: readonly Operation[]): string {
  const tags = new Map<string, string[]>();
  for (const operation of [...operations].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const [tag = "", method = ""] = operation.name.split(".");
    tags.set(tag, [...(tags.get(tag) ?? []), line(method, operation)]);
  }
  return [...tags].flatMap(([tag, lines]) => [`#${tag}`, ...lines]).join("\n");
}

function line(method: string, operation: Operation): string {
  const path = operation.path.replaceAll("{omadacId}", "{}");
  const target = path.startsWith(`${PREFIX}/`) ? path.slice(PREFIX.length) : `!${path}`;
  const marks = [flags(operation), ...methodArguments(operation).renames].join(";");
  return `${method} ${LETTERS[operation.method]}${target}${marks === "" ? "" : ` ${marks}`}`;
}

function flags(operation: Operation): string {
  return [
    operation.paging === "query" ? "q" : "",
    operation.paging === "body" ? "b" : "",
    operation.body?.mediaType === "multipart/form-data" ? "m" : "",
    operation.envelope ? "" : "r",
    operation.authorizationCodeOnly ? "c" : "",
    operation.download ? "x" : "",
  ].join("");
}
