import { readFileSync } from "node:fs";
import { type ApiModel, fromBundle, type Operation } from "@omada-sdk/model";
import { planOf } from "../src/collections/plan.js";
import { rowsAt } from "../src/collections/store.js";
import type { Rows } from "../src/collections/types.js";
import { vouchersOf } from "../src/domains/hotspot/voucher-store.js";
import {
  createMockController,
  type MockController,
  type MockOptions,
  PROFILE_IDS,
  type ProfileId,
} from "../src/index.js";
import { sample } from "../src/schema/sample.js";
import type { Controller } from "../src/state/controller.js";

export const ORIGIN = "https://mock.invalid";

/** The snapshot a profile is driven by. */
export function snapshot(id: ProfileId): ApiModel {
  return fromBundle(readFileSync(new URL(`../generated/${id}.json`, import.meta.url), "utf8"));
}

/** The same as its documents have it, without what controllers are known to answer otherwise. */
export function documented(id: ProfileId): ApiModel {
  return { ...snapshot(id), answers: [] };
}

export interface Envelope {
  errorCode: number;
  msg: string;
  result?: unknown;
}

/** A mock without a socket, logged in. */
export interface Session {
  mock: MockController;
  token: string;
  /** The id of the first site. */
  siteId: string;
  /** Calls a path below `/openapi/v1/{omadacId}`, or an absolute one, with the token. */
  call: (method: string, path: string, body?: unknown) => Promise<Response>;
  /** The envelope of the same. */
  envelope: (method: string, path: string, body?: unknown) => Promise<Envelope>;
}

export async function session(options: MockOptions): Promise<Session> {
  const mock = await createMockController(options);
  const token = await tokenOf(mock, options.profile);
  const { omadacId } = mock.credentials;
  const call = (method: string, path: string, body?: unknown): Promise<Response> => {
    const url = path.startsWith("/openapi") ? path : `/openapi/v1/${omadacId}${path}`;
    const headers = { authorization: `AccessToken=${token}`, "content-type": "application/json" };
    const text = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
    return mock.fetch(ORIGIN + url, { method, headers, ...text });
  };
  const envelope = async (method: string, path: string, body?: unknown): Promise<Envelope> =>
    (await call(method, path, body)).json() as Promise<Envelope>;
  const siteId = mock.state.sites.keys().next().value ?? "";
  return { mock, token, siteId, call, envelope };
}

/** The token request of a profile: credentials in the query on 5.12, in the body later. */
export function tokenRequest(mock: MockController, profile: ProfileId): Promise<Response> {
  const { omadacId, clientId: client_id, clientSecret: client_secret } = mock.credentials;
  const inQuery = profile === "5.12";
  const query = new URLSearchParams({ grant_type: "client_credentials" });
  if (inQuery)
    for (const [name, value] of Object.entries({ client_id, client_secret })) query.set(name, value);
  const body = JSON.stringify(inQuery ? { omadacId } : { omadacId, client_id, client_secret });
  const headers = { "content-type": "application/json" };
  return mock.fetch(`${ORIGIN}/openapi/authorize/token?${query}`, { method: "POST", headers, body });
}

async function tokenOf(mock: MockController, profile: ProfileId): Promise<string> {
  const { result } = (await (await tokenRequest(mock, profile)).json()) as {
    result: { accessToken: string };
  };
  return result.accessToken;
}

/** A user's token by login, code and exchange. */
export async function userToken(mock: MockController, profile: ProfileId): Promise<string> {
  const { omadacId, clientId, clientSecret, username, password } = mock.credentials;
  const ids = new URLSearchParams({ client_id: clientId, omadac_id: omadacId });
  const post = async (path: string, body?: unknown, headers: Record<string, string> = {}): Promise<never> => {
    const init = { method: "POST", headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    const answer = await mock.fetch(`${ORIGIN}/openapi/authorize/${path}`, init);
    return ((await answer.json()) as { result: never }).result;
  };
  const login: { csrfToken: string; sessionId: string } = await post(`login?${ids}`, { username, password });
  const cookies = { "csrf-token": login.csrfToken, cookie: `TPOMADA_SESSIONID=${login.sessionId}` };
  const code: string = await post(`code?${ids}&response_type=code`, undefined, cookies);
  const client = { client_id: clientId, client_secret: clientSecret };
  const query = new URLSearchParams({ grant_type: "authorization_code", code });
  if (profile === "5.12") for (const [name, value] of Object.entries(client)) query.set(name, value);
  const tokens: { accessToken: string } = await post(
    `token?${query}`,
    profile === "5.12" ? undefined : client,
  );
  return tokens.accessToken;
}

/** Address and body that an operation accepts, with ids that the mock has where the path names them. */
export function requestFor(controller: Controller, operation: Operation): { url: string; init: RequestInit } {
  const { schemas } = controller.behaviour.model;
  const query = new URLSearchParams();
  for (const { in: place, name, required, schema } of operation.parameters) {
    if (place !== "query" || !required) continue;
    query.set(
      name,
      name === "page" ? "1" : name === "pageSize" ? "10" : `${sample(schemas, schema, name, name)}`,
    );
  }
  const init: RequestInit = { method: operation.method };
  if (operation.body?.mediaType.includes("json")) {
    const body = sample(schemas, operation.body.schema, operation.path) ?? {};
    init.body = JSON.stringify(
      operation.paging === "body"
        ? { ...(body as object), page: 1, pageSize: 10 }
        : withKnownId(controller, operation, body),
    );
    init.headers = { "content-type": "application/json" };
  }
  return { url: `${ORIGIN}${pathFor(controller, operation)}?${query}`, init };
}

/** A body that names a row by an id that exists. */
function withKnownId(controller: Controller, operation: Operation, body: unknown): unknown {
  const role = planOf(controller.behaviour.model).roles.get(operation);
  if (role?.kind !== "modify-named") return body;
  const { rows, collection } = rowsAt(controller, role, pathFor(controller, operation).slice(1).split("/"));
  const [row] = rows.values();
  return { ...(body as object), [collection.idMember]: row?.[collection.idMember] };
}

/** The path of an operation with ids that exist. */
export function pathFor(controller: Controller, operation: Operation): string {
  const params = paramsFor(controller, operation.path);
  const places = planOf(controller.behaviour.model).places.get(operation) ?? [];
  const segments: string[] = [];
  for (const [index, part] of operation.path.split("/").slice(1).entries()) {
    const place = places.find(({ at }) => at === index);
    const known = place && idIn(rowsAt(controller, place, segments));
    const name = part.slice(1, -1);
    segments.push(part.startsWith("{") ? (known ?? params[name] ?? "65f0c0ffee0123456789abcd") : part);
  }
  return `/${segments.map(encodeURIComponent).join("/")}`;
}

/** The first id; where calls have deleted all rows, that of a new one. */
function idIn({ rows, collection: { idMember, idSchema } }: Rows): string {
  if (rows.size === 0) {
    const id = idSchema.type === "integer" ? 1 : "65f0c0ffee0123456789abcf";
    rows.set(String(id), { [idMember]: id });
  }
  return rows.keys().next().value ?? "";
}

function paramsFor(controller: Controller, path: string): Record<string, string> {
  if (path.includes("/authed-records/")) return recordParams(controller);
  return path.includes("/hotspot/vouchers/{id}") ? voucherParams(controller) : pathParams(controller);
}

/** A voucher of the site; there is none until some are created. */
function voucherParams(controller: Controller): Record<string, string> {
  const params = pathParams(controller);
  const vouchers = vouchersOf(controller, params.siteId);
  const [id = "65f0c0ffee0123456789abce"] = vouchers.keys();
  if (vouchers.size === 0) vouchers.set(id, { id, groupId: "", code: "12345678", used: 0 });
  return { ...params, id };
}

/** Some snapshots have single records of guests, but no collection of them. */
function recordParams(controller: Controller): Record<string, string> {
  const params = pathParams(controller);
  const records = controller.state.collections.get(
    `${params.omadacId}/sites/${params.siteId}/hotspot/authed-records`,
  );
  const id = records?.keys().next().value;
  return id === undefined ? params : { ...params, id };
}

function pathParams({ credentials, state }: Controller): Record<string, string> {
  const { omadacId } = credentials;
  const siteId = state.sites.keys().next().value ?? "";
  const mac = (type: string): string =>
    [...state.devices.values()].find((device) => device.siteId === siteId && device.type === type)?.mac ?? "";
  const clientMac = [...state.clients.values()].find((client) => client.siteId === siteId)?.mac ?? "";
  const macs = {
    apMac: mac("ap"),
    switchMac: mac("switch"),
    gatewayMac: mac("gateway"),
    deviceMac: mac("ap"),
  };
  const others = { mac: mac("ap"), vigiMac: "02-00-00-00-00-01" };
  const numbers = { port: "1", vlan: "1", groupType: "0", simCard: "1", firmwareSize: "1000" };
  return { omadacId, mspId: omadacId, siteId, clientMac, ...macs, ...others, ...numbers };
}

/**
 * A quarter of a profile's operations, or what else it has many of: another quarter for each profile, as most operations
 * are those of all profiles, and everything of 5.12, which is small. `pnpm test:others` takes all.
 */
export function sampled<T>(profile: ProfileId, all: readonly T[]): readonly T[] {
  const offset = PROFILE_IDS.indexOf(profile);
  if (process.env.OMADA_LONG_TESTS || profile === PROFILE_IDS[0]) return all;
  return all.filter((_, at) => at % 4 === offset % 4);
}
