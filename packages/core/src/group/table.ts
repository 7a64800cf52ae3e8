import { OmadaError } from "@omada-sdk/auth";
import type { HttpMethod, Operation } from "./operation.js";

const METHODS: Readonly<Record<string, HttpMethod>> = {
  G: "GET",
  P: "POST",
  U: "PUT",
  A: "PATCH",
  D: "DELETE",
};
const PREFIX = "/openapi";

/** Operations of one tag by method name. */
export type TagOperations = Map<string, Operation>;

/**
 * Reads the compact table of a group: `#tag` lines, then `<method> <letter><path>[ <flags>[;<argument>=<name>]…]`.
 * @throws OmadaError when a line cannot be read, which means the client and this package do not belong together
 */
export function readTable(table: string): Map<string, TagOperations> {
  const tags = new Map<string, TagOperations>();
  let tag = "";
  let operations: TagOperations = new Map();
  for (const line of table.split("\n")) {
    if (line === "") continue;
    if (line.startsWith("#")) {
      tag = line.slice(1);
      operations = tags.get(tag) ?? new Map();
      tags.set(tag, operations);
      continue;
    }
    const name = line.slice(0, line.indexOf(" "));
    operations.set(name, readOperation(tag, line));
  }
  return tags;
}

function readOperation(tag: string, line: string): Operation {
  const [name, target = "", marks = ""] = line.split(" ");
  const method = METHODS[target.charAt(0)];
  if (!method || !tag)
    throw new OmadaError(`The operation table holds a line this version cannot read: "${line}".`);
  const elsewhere = target.charAt(1) === "!";
  const path = elsewhere ? target.slice(2) : PREFIX + target.slice(1);
  const [flags = "", ...renames] = marks.split(";");
  const queryNames: Record<string, string> = {};
  const pathArguments: Record<string, string> = {};
  for (const rename of renames) {
    const [argument = "", wire = ""] = rename.split("=");
    if (wire.startsWith("@")) pathArguments[wire.slice(1)] = argument;
    else queryNames[argument] = wire;
  }
  return {
    name: `${tag}.${name}`,
    method,
    path: path.replaceAll("{}", "{omadacId}"),
    paging: flags.includes("q") ? "query" : flags.includes("b") ? "body" : undefined,
    multipart: flags.includes("m"),
    bare: flags.includes("r"),
    authorizationCodeOnly: flags.includes("c"),
    download: flags.includes("x"),
    queryNames,
    pathArguments,
  };
}
