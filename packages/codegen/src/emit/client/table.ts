import {
  type ApiModel,
  declaresResult,
  type Operation,
  resolveSchema,
  responseShape,
} from "@omada-sdk/model";
import type { SnapshotsByOperation } from "../../availability/of-model.js";
import { compareIds } from "../../specs/manifest.js";
import type { KnownBehaviour } from "../known-behaviour.js";
import { methodArguments } from "./arguments.js";
import { TABLE_GRAMMAR } from "./table-grammar.js";

const LETTERS = new Map<Operation["method"], string>(
  Object.entries(TABLE_GRAMMAR.methods).map(([letter, method]) => [method, letter]),
);
const PREFIX = `${TABLE_GRAMMAR.prefix}/`;

/** What a table says of an operation beyond how to call it; a mark that is undefined is left out. */
export interface TableFacts {
  /** Members that identify a row together. */
  rowKey(operation: Operation): readonly string[] | undefined;
  /** Largest page, when it is not the usual one. */
  maxPageSize(operation: Operation): number | undefined;
  /** Which snapshots have it, when they are not the usual ones. */
  availability(operation: Operation): string | undefined;
  /** Name of the operation to call instead, when controllers refuse this one. */
  successor(operation: Operation): string | undefined;
  /** The document declares a result of a certain shape, so that an answer without one is no answer. */
  declaresResult(operation: Operation): boolean;
}

/** What a table says of the operations of a model. */
export function tableFacts(
  model: ApiModel,
  { successor, answers }: Pick<KnownBehaviour, "successor" | "answers">,
  availability: TableFacts["availability"],
): TableFacts {
  const withoutResult = new Set(answers.filter(({ noResult }) => noResult).map(({ name }) => name));
  return {
    rowKey: (operation) => rowKey(operation, model),
    maxPageSize: (operation) => maxPageSize(operation, model),
    availability,
    successor,
    // Where controllers were seen to answer without it, an answer without it is complete.
    declaresResult: (operation) =>
      !withoutResult.has(operation.name) && declaresResult(operation, model.schemas),
  };
}

/** One operation as a line of a table, with its tag before its name. */
export function operationLine(operation: Operation, facts: TableFacts): string {
  return line(operation.name, operation, facts);
}

/** The operations of one part of a client as a compact text, which @omada-sdk/core inflates on first use. */
export function operationTable(operations: readonly Operation[], facts?: TableFacts): string {
  const tags = new Map<string, string[]>();
  for (const operation of [...operations].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const [tag = "", method = ""] = operation.name.split(".");
    tags.set(tag, [...(tags.get(tag) ?? []), line(method, operation, facts)]);
  }
  const body = [...tags].flatMap(([tag, lines]) => [`#${tag}`, ...lines]);
  return [`%${TABLE_GRAMMAR.version}`, ...body].join("\n");
}

function line(method: string, operation: Operation, facts: TableFacts | undefined): string {
  const path = operation.path.replaceAll("{omadacId}", "{}");
  const target = path.startsWith(PREFIX) ? path.slice(PREFIX.length - 1) : `!${path}`;
  const marks = [
    flags(operation) + (facts?.declaresResult(operation) ? "v" : ""),
    ...methodArguments(operation).renames,
    ...factMarks(operation, facts),
  ].join(";");
  return `${method} ${LETTERS.get(operation.method)}${target}${marks === "" ? "" : ` ${marks}`}`;
}

function factMarks(operation: Operation, facts: TableFacts | undefined): string[] {
  const key = facts?.rowKey(operation);
  const most = facts?.maxPageSize(operation);
  const bits = facts?.availability(operation);
  const successor = facts?.successor(operation);
  return [
    ...(key ? [`*${key.join(",")}`] : []),
    ...(most === undefined ? [] : [`<${most}`]),
    ...(bits === undefined ? [] : [`^${bits}`]),
    ...(successor === undefined ? [] : [`!${successor}`]),
  ];
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

/** Which snapshots have which operations, as a table writes it: a bit per snapshot, the first one lowest. */
export interface AvailabilityBits {
  /** All snapshots, in order of version. */
  readonly snapshots: readonly string[];
  /** Bits of an operation in hexadecimal; undefined when nothing is known about it. */
  bitsOf(operation: Operation): string | undefined;
  /** What most of these operations have. */
  usualOf(operations: readonly Operation[]): string | undefined;
}

export function availabilityBits(availability: SnapshotsByOperation): AvailabilityBits {
  const snapshots = [...new Set([...availability.values()].flat())].sort(compareIds);
  const bitsOf = ({ method, path }: Operation): string | undefined => {
    const ids = availability.get(`${method} ${path}`);
    return ids?.reduce((sum, id) => sum + 2 ** snapshots.indexOf(id), 0).toString(16);
  };
  return {
    snapshots,
    bitsOf,
    usualOf(operations) {
      const counts = new Map<string, number>();
      for (const operation of operations) {
        const bits = bitsOf(operation);
        if (bits !== undefined) counts.set(bits, (counts.get(bits) ?? 0) + 1);
      }
      return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0];
    },
  };
}

/** Members that identify a row together, in order of preference; reviewed on the documents of 5.12 to 6.2. */
const KEYS = [
  "id mac",
  "id",
  "ID",
  "historyId",
  "planningHistroyId",
  "ruleId",
  "contactId",
  "restrictionId",
  "filterId networkId",
  "ssidId",
  "idpId",
  "phoneNumberId",
  "deviceMac siteId",
  "mac siteId",
  "mac stackId",
  "mac",
  "customerId siteId",
  "siteId",
  "customerId",
  "filterId",
  "applicationId",
  "familyId",
  "profileId",
  "userId username",
].map((names) => names.split(" "));

/** Lists of things within a device, whose rows name the device and not themselves. */
const WITHIN_DEVICES = /Port|Rout|Neighbor|Dhcp|Binding|Wids|Wips|Traffic|License|Tunnel|IpSec|Vlan/;

/** Members that identify a row of a list; undefined when there are none. */
export function rowKey(operation: Operation, model: Pick<ApiModel, "schemas">): string[] | undefined {
  if (!operation.paging) return undefined;
  const shape = responseShape(operation, model.schemas);
  if (shape.kind !== "page") return undefined;
  const members = resolveSchema(model.schemas, shape.row).properties ?? {};
  const key = KEYS.find((names) => names.every((name) => Object.hasOwn(members, name)));
  return key?.[0] === "id" || !WITHIN_DEVICES.test(operation.name) ? key : undefined;
}

/** Largest page an operation documents, when it is not the usual 1000. */
export function maxPageSize(operation: Operation, model: Pick<ApiModel, "schemas">): number | undefined {
  const schema =
    operation.paging === "query"
      ? operation.parameters.find(({ name }) => name === "pageSize")?.schema
      : operation.paging === "body"
        ? resolveSchema(model.schemas, operation.body?.schema).properties?.pageSize
        : undefined;
  const most = schema?.["x-omada-range"]?.[1] ?? schema?.maximum;
  return most === undefined || most === 1000 || most < 1 ? undefined : most;
}
