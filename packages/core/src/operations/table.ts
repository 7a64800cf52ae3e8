import { OmadaError } from "@omada-sdk/auth";
import type { GroupDefinition } from "./group.js";
import { type CallOptions, describeMethod, type HttpMethod, type Operation } from "./operation.js";
import { TABLE_GRAMMAR } from "./table-grammar.js";

const METHODS: Readonly<Record<string, HttpMethod>> = TABLE_GRAMMAR.methods;

/** Operations of one tag by method name. */
export type TagOperations = Map<string, Operation>;

/** What the entries of a table refer to. */
export type TableContext = Pick<GroupDefinition, "availability"> & {
  readonly snapshot?: Pick<GroupDefinition["snapshot"], "snapshots">;
};

/**
 * Reads the compact table of a group, as {@link TABLE_GRAMMAR} describes it.
 * @throws OmadaError when the table is of another version of the grammar, or a line cannot be read
 */
export function readTable(table: string, context: TableContext = {}): Map<string, TagOperations> {
  const tags = new Map<string, TagOperations>();
  let tag = "";
  let operations: TagOperations = new Map();
  for (const line of table.split("\n")) {
    if (line === "") continue;
    if (line.startsWith("%")) {
      checkGrammar(line.slice(1));
      continue;
    }
    if (line.startsWith("#")) {
      tag = line.slice(1);
      operations = tags.get(tag) ?? new Map();
      tags.set(tag, operations);
      continue;
    }
    const name = line.slice(0, line.indexOf(" "));
    operations.set(name, readOperation(tag === "" ? line : `${tag}.${line}`, context));
  }
  return tags;
}

function checkGrammar(version: string): void {
  if (version === TABLE_GRAMMAR.version) return;
  throw new OmadaError(
    `The operation table has format ${version}, and this @omada-sdk/core reads format ${TABLE_GRAMMAR.version}: install a ` +
      "client and a core that were released together.",
  );
}

/**
 * Reads one operation.
 * @param line of a table, with its tag before it
 * @throws OmadaError when it cannot be read
 */
export function readOperation(line: string, context: TableContext): Operation {
  const [name = "", target = "", marks = ""] = line.split(" ");
  const method = METHODS[target.charAt(0)];
  if (!method || !name.includes("."))
    throw new OmadaError(`The operation table holds a line this version cannot read: "${line}".`);
  const hasOtherPrefix = target.charAt(1) === "!";
  const path = hasOtherPrefix ? target.slice(2) : TABLE_GRAMMAR.prefix + target.slice(1);
  const [flags = "", ...more] = marks.split(";");
  const queryNames: Record<string, string> = {};
  const pathArguments: Record<string, string> = {};
  let rowKey: string[] | undefined;
  let maxPageSize: number | undefined;
  let successor: string | undefined;
  let availability = context.availability;
  for (const mark of more) {
    const rest = mark.slice(1);
    if (mark.startsWith("*")) rowKey = rest.split(",");
    else if (mark.startsWith("<")) maxPageSize = Number(rest);
    else if (mark.startsWith("^")) availability = rest;
    else if (mark.startsWith("!")) successor = rest;
    else {
      const [argument = "", wire = ""] = mark.split("=");
      if (wire.startsWith("@")) pathArguments[wire.slice(1)] = argument;
      else queryNames[argument] = wire;
    }
  }
  return {
    name,
    method,
    path: path.replaceAll("{}", "{omadacId}"),
    paging: flags.includes("q") ? "query" : flags.includes("b") ? "body" : undefined,
    maxPageSize,
    rowKey,
    snapshots: snapshotsOf(availability, context.snapshot?.snapshots),
    successor,
    multipart: flags.includes("m"),
    bare: flags.includes("r"),
    authorizationCodeOnly: flags.includes("c"),
    download: flags.includes("x"),
    declaresResult: flags.includes("v"),
    queryNames,
    pathArguments,
  };
}

/** The snapshots whose bit is set; the first snapshot has the lowest. */
function snapshotsOf(bits: string | undefined, snapshots: readonly string[] | undefined) {
  if (bits === undefined || !snapshots) return undefined;
  const value = Number.parseInt(bits, 16);
  return snapshots.filter((_, index) => Math.floor(value / 2 ** index) % 2 === 1);
}

/** Sends one operation. */
export type CallOperation = (
  operation: Operation,
  args: Record<string, unknown> | undefined,
  options: CallOptions | undefined,
) => Promise<unknown>;

/** A client method before generated code gives it its types. */
export type AnyMethod = (args?: Record<string, unknown>, options?: CallOptions) => Promise<unknown>;

/** Methods of one tag. */
export type TagMethods = Record<string, AnyMethod>;

/** Makes the methods of a group, by tag. They do not use `this`, so they can be passed as functions. */
export function makeMethods(definition: GroupDefinition, call: CallOperation): Map<string, TagMethods> {
  const tags = new Map<string, TagMethods>();
  for (const [tag, operations] of readTable(definition.table, definition)) {
    const methods: TagMethods = {};
    for (const [name, operation] of operations) {
      const method: AnyMethod = (args, options) => call(operation, args, options);
      Object.defineProperty(method, "name", { value: name });
      describeMethod(method, operation);
      methods[name] = method;
    }
    tags.set(tag, methods);
  }
  return tags;
}
