import type { OmadaDownload } from "@omada-sdk/core";
import type { RequestRecord } from "@omada-sdk/mock-controller/browser";
import type { TryCall, TryParameter } from "../../data/try/call.js";
import { type Client, connect, type Method, simulatedFor } from "./controller.js";

/** What a call came to. */
export interface Outcome {
  /** The result, or the rows of a list. */
  value?: unknown;
  /** What was thrown. */
  error?: unknown;
  /** Ids that stand in the path instead of those of the snippet. */
  ids: readonly { argument: string; value: unknown; from: string }[];
  /** Everything that the client asked, tokens included. */
  requests: readonly RequestRecord[];
}

/** Rows that are read of a list. */
const MAX_ROWS = 200;
/** Characters that are shown of a file. */
const MAX_TEXT = 2000;

/** Runs the call of a snippet, with ids that the simulated controller has. Never throws. */
export async function runCall(call: TryCall): Promise<Outcome> {
  const simulated = await simulatedFor(call.snapshot, call.data);
  const { requests } = simulated.mock;
  const before = requests.length;
  const ids: { argument: string; value: unknown; from: string }[] = [];
  const outcome = async (): Promise<Pick<Outcome, "value" | "error">> => {
    try {
      const client = await connect(simulated, call.asUser);
      const path = await pathOf(client, call.path, ids);
      const args = { ...path, ...(withFiles(call.args) as Record<string, unknown>) };
      return { value: await send(client, call, args) };
    } catch (error) {
      return { error };
    }
  };
  return { ...(await outcome()), ids, requests: requests.slice(before) };
}

function methodOf(client: Client, operation: string): Method {
  const [tag = "", method = ""] = operation.split(".");
  const found = client[tag]?.[method];
  if (!found) throw new Error(`this page has no operation ${operation}`);
  return found;
}

async function send(client: Client, call: TryCall, args: Record<string, unknown>): Promise<unknown> {
  const method = methodOf(client, call.operation);
  if (call.isList) return client.paginate(method as never, args as never).toArray({ max: MAX_ROWS });
  const result = await method(args);
  return isDownload(result) ? fileOf(result) : result;
}

function isDownload(result: unknown): result is OmadaDownload {
  return typeof (result as OmadaDownload | null)?.stream === "function";
}

async function fileOf(file: OmadaDownload): Promise<unknown> {
  const text = await file.text();
  return { filename: file.filename, contentType: file.contentType, text: text.slice(0, MAX_TEXT) };
}

/** The arguments of the path: ids from the lists that define them, in the order of the path. */
async function pathOf(
  client: Client,
  parameters: readonly TryParameter[],
  ids: { argument: string; value: unknown; from: string }[],
): Promise<Record<string, unknown>> {
  const path: Record<string, unknown> = {};
  for (const parameter of parameters) {
    const { argument, isMsp, source, value } = parameter;
    const found = source && (await idFrom(client, source, path));
    path[argument] = isMsp ? client.omadacId : (found ?? value);
    if (source && found !== undefined) ids.push({ argument, value: found, from: source.operation });
  }
  return path;
}

/** The id that a row of a list has; undefined where the list is empty, or is refused. */
async function idFrom(
  client: Client,
  { operation, members, type, args: own }: NonNullable<TryParameter["source"]>,
  path: Record<string, unknown>,
): Promise<string | number | undefined> {
  const args = { ...path, ...own };
  let answer: unknown;
  try {
    answer = await methodOf(client, operation)(args);
  } catch {
    return undefined;
  }
  const data = Array.isArray(answer) ? answer : (Object(answer) as { data?: unknown }).data;
  for (const row of Array.isArray(data) ? data : []) {
    const fields = Object(row) as Record<string, unknown>;
    if (type !== undefined && fields.type !== type) continue;
    const id = members.map((name) => fields[name]).find((each) => each !== undefined && each !== null);
    if (typeof id === "string" || typeof id === "number") return id;
  }
  return undefined;
}

/** Arguments with files where the snippet reads some from disk. */
function withFiles(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withFiles);
  if (typeof value !== "object" || value === null) return value;
  const { $file: name } = value as { $file?: unknown };
  if (typeof name === "string") return new File(["made in this page"], name);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withFiles(member)]));
}
