import { clientCredentials } from "@omada-sdk/auth";
import { readCallable } from "@omada-sdk/codegen/snapshots";
import { createClient, isOmadaApiError, isOmadaHttpError, type OmadaClient } from "@omada-sdk/core";
import { createMockController, type MockController, type ProfileId } from "@omada-sdk/mock-controller";
import { type ApiModel, flatten, type Operation, type Schema } from "@omada-sdk/model";
import { readArguments } from "../src/call/arguments.js";
import { SPECS } from "./omada.js";

/** Numbers from 0 to 1, the same ones in each run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const next = random(20_260);
const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;

let controller: MockController;
let client: OmadaClient;
let model: ApiModel;
let tags: Record<string, Record<string, (args: object) => Promise<unknown>>>;
let siteId: string;
let macs: Record<string, string>;

async function open(profile: ProfileId): Promise<void> {
  controller = await createMockController({ profile, sites: 1, devices: 6 });
  const callable = await readCallable(SPECS, profile);
  model = callable.model;
  const { clientId, clientSecret } = controller.credentials;
  client = await createClient(
    {
      baseUrl: "https://mock.test",
      fetch: controller.fetch,
      auth: clientCredentials({ clientId, clientSecret }),
      retry: false,
      pacing: false,
    },
    [],
  );
  tags = client.with(callable.group);
  siteId = [...controller.state.sites.keys()][0] ?? "";
  const macOf = (type: string) =>
    [...controller.state.devices.values()].find((each) => each.type === type)?.mac ?? "";
  macs = {
    apMac: macOf("ap"),
    switchMac: macOf("switch"),
    gatewayMac: macOf("gateway"),
    deviceMac: macOf("ap"),
  };
}

/** Values at and beyond the limits of a schema, and of other types. */
function valuesFor(declared: Schema, depth = 0): unknown[] {
  const schema = flatten(model.schemas, declared);
  const named = schema.enum ?? schema["x-omada-values"]?.map(({ value }) => value) ?? [];
  const range = schema["x-omada-range"] ?? [schema.minimum ?? 0, schema.maximum ?? 9];
  const length = schema["x-omada-length"] ?? [schema.minLength ?? 0, schema.maxLength ?? 8];
  switch (schema.type) {
    case "integer":
    case "number":
      return [...named, ...range, (range[0] ?? 0) - 1, (range[1] ?? 0) + 1, 2 ** 31, 1.5, "x", true, null];
    case "boolean":
      return [true, false, "x", 0, null];
    case "string":
      return [
        ...named,
        "a".repeat(length[0]),
        "a".repeat(Math.min(length[1], 300)),
        "a".repeat(Math.min(length[1], 300) + 1),
        "x",
        5,
        null,
      ];
    case "array":
      return [[], [pick(valuesFor(schema.items ?? {}, depth + 1))], "x", null];
    case "object":
      return [objectFor(schema, depth), objectFor(schema, depth), "x", null];
    default:
      return ["x"];
  }
}

function objectFor(declared: Schema, depth: number): Record<string, unknown> {
  const { properties = {}, required = [] } = flatten(model.schemas, declared);
  const members = Object.entries(properties).filter(
    ([name]) => next() < (required.includes(name) ? 0.95 : 0.5),
  );
  if (depth > 4) return {};
  return Object.fromEntries(
    members.map(([name, member]) => {
      const values = valuesFor(member, depth + 1);
      // Mostly the first ones, which are right where the schema names values or a range.
      return [name, next() < 0.7 ? values[0] : pick(values)];
    }),
  );
}

interface Attempt {
  texts: string[];
  body?: unknown;
}

function attempt({ parameters, body }: Operation): Attempt {
  const texts: string[] = [];
  for (const { name, in: place, required, schema } of parameters) {
    if (name === "omadacId") continue;
    if (place === "path")
      texts.push(`${name}=${name === "siteId" ? siteId : (macs[name] ?? "0".repeat(24))}`);
    else if (next() < (required ? 0.97 : 0.4)) {
      const value = next() < 0.6 ? valuesFor(schema)[0] : pick(valuesFor(schema));
      if (value !== null && value !== "") texts.push(`${name}=${String(value)}`);
    }
  }
  return { texts, ...(body && next() < 0.97 && { body: objectFor(body.schema, 0) }) };
}

/** What the command line says. */
function verdict(operation: Operation, { texts, body }: Attempt): { args?: object; says?: string } {
  try {
    return { args: readArguments(model, operation, { texts, body, all: false }, client.omadacId).args };
  } catch (error) {
    return { says: (error as Error).message };
  }
}

/** Whether the controller refuses a request as one that its document does not allow. */
async function isInvalid(operation: Operation, args: object): Promise<boolean> {
  const [tag = "", method = ""] = operation.name.split(".");
  try {
    await tags[tag]?.[method]?.(args);
    return false;
  } catch (error) {
    if (isOmadaApiError(error)) return error.code === -1001;
    if (isOmadaHttpError(error)) return error.status === 400;
    throw error;
  }
}

/** The arguments as they are, unchecked. */
function unchecked(operation: Operation, { texts, body }: Attempt): object {
  const given = Object.fromEntries(texts.map((text) => text.split("=", 2) as [string, string]));
  const paging = operation.paging === "query" ? { page: 1, pageSize: 100 } : {};
  const paged =
    operation.paging === "body" && typeof body === "object" ? { page: 1, pageSize: 100, ...body } : body;
  return { ...paging, ...given, ...(paged !== undefined && { body: paged }) };
}

/** The simulated controller looks at what their bodies mean, which no document describes. */
const CHECKED_FURTHER = ["batch.batchController", "wiredNetwork.createVlans", "idsIps.editAllowList"];

/** Its answer says -1001 for what is wrong with the request only, and it leaves the devices where they are. */
function canBeCompared({
  name,
  parameters,
  body,
  download,
  authorizationCodeOnly,
  method,
}: Operation): boolean {
  const known = ["omadacId", "siteId", ...Object.keys(macs)];
  return (
    parameters.every((each) => each.in !== "path" || known.includes(each.name)) &&
    !CHECKED_FURTHER.includes(name) &&
    (body?.mediaType ?? "json").includes("json") &&
    (body !== undefined || parameters.some(({ in: place }) => place === "query")) &&
    !download &&
    !authorizationCodeOnly &&
    method !== "DELETE"
  );
}

/** The requests about which command line and controller do not agree, and how many there were of each kind. */
export interface Comparison {
  differences: string[];
  accepted: number;
  refused: number;
}

/** Makes requests of right and wrong arguments, and compares what the command line and a simulated controller say. */
export async function compareArguments(profile: ProfileId, rounds: number): Promise<Comparison> {
  await open(profile);
  const found: Comparison = { differences: [], accepted: 0, refused: 0 };
  for (const operation of model.operations.filter(canBeCompared))
    for (let round = 0; round < rounds; round++) {
      const tried = attempt(operation);
      const { args, says = "" } = verdict(operation, tried);
      const refused = await isInvalid(operation, args ?? unchecked(operation, tried));
      if (args ? refused : !refused)
        found.differences.push(`${operation.name} ${JSON.stringify(tried)} ${says}`);
      found[args ? "accepted" : "refused"]++;
    }
  return found;
}
