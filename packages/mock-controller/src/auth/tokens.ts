import { type Answer, failure, success } from "../protocol/answer.js";
import { type Call, parseForm, parseJson } from "../protocol/call.js";
import { isRecord } from "../schema/check.js";
import { randomOf, textFrom } from "../schema/random.js";
import type { Controller } from "../state/controller.js";
import { setBounded } from "../state/maps.js";
import type { TokenMode } from "../state/types.js";
import { sessionIdOf } from "./session.js";

/** `POST /openapi/authorize/token`, by `grant_type` of the query (a form may hold it too). */
export function answerToken(controller: Controller, call: Call): Answer {
  const grant = call.query.get("grant_type") ?? parseForm(call)?.get("grant_type");
  if (grant === "refresh_token") return refresh(controller, call);
  if (grant === "authorization_code") return exchangeCode(controller, call);
  return clientCredentials(controller, call, grant ?? undefined);
}

/** The controller id is checked first, then the client, then the grant (observed on a northbound host). */
function clientCredentials(controller: Controller, call: Call, grant: string | undefined): Answer {
  const body = jsonObject(call);
  if (!body) return failure(-1001);
  if (body.omadacId !== controller.credentials.omadacId) return failure(-7131);
  if (grant !== "client_credentials") return failure(-44116);
  if (!isKnownClient(controller, credentialsSource(controller, call, body))) return failure(-44106);
  return success(issueTokens(controller, "client"));
}

/** An authorization code works once, for two minutes; the id of the controller is not sent again. */
function exchangeCode(controller: Controller, call: Call): Answer {
  const body = jsonObject(call) ?? {};
  if (!isKnownClient(controller, credentialsSource(controller, call, body))) return failure(-44106);
  const code = call.query.get("code") ?? "";
  const end = controller.state.codes.get(code);
  controller.state.codes.delete(code);
  if (end === undefined || end <= controller.runtime.clock.now()) return failure(-44110);
  return success(issueTokens(controller, "user"));
}

function refresh(controller: Controller, call: Call): Answer {
  const { refreshIn, refreshOnce } = controller.behaviour.quirks;
  const form = parseForm(call);
  if (!form && call.body.length > 0 && !refreshIn.includes("json")) return failure(-1001);
  if (!form && call.body.length === 0 && !refreshIn.includes("query")) return failure(-1004);
  const json = form ? {} : (jsonObject(call) ?? {});
  const source = (name: string): unknown => form?.get(name) ?? json[name] ?? call.query.get(name);
  if (!isKnownClient(controller, source)) return failure(-44106);
  const token = controller.state.refreshTokens.get(`${source("refresh_token")}`);
  if (!token || token.expiresAt <= controller.runtime.clock.now() || (token.used && refreshOnce))
    return failure(-44114);
  token.used = true;
  return success(issueTokens(controller, token.mode));
}

type Source = (name: string) => unknown;

/** Where a value stands in both places, the first place counts. */
function credentialsSource(
  { behaviour: { quirks } }: Controller,
  call: Call,
  body: Record<string, unknown>,
): Source {
  const places = {
    query: (name: string) => call.query.get(name) ?? undefined,
    json: (name: string) => body[name],
  };
  return (name) =>
    quirks.credentialsIn.map((place) => places[place](name)).find((value) => value !== undefined);
}

function isKnownClient({ credentials }: Controller, source: Source): boolean {
  return source("client_id") === credentials.clientId && source("client_secret") === credentials.clientSecret;
}

function jsonObject(call: Call): Record<string, unknown> | undefined {
  const body = parseJson(call.body);
  if (!body.ok) return undefined;
  if (body.value === undefined) return {};
  return isRecord(body.value) ? body.value : undefined;
}

/** Authorization codes are valid for two minutes (documented), in milliseconds. */
const CODE_LIFETIME = 120_000;

/** `POST /openapi/authorize/code`: a login gives an authorization code; `result` is the text itself. */
export function answerCode(controller: Controller, call: Call): Answer {
  const { credentials, state } = controller;
  if (call.query.get("omadac_id") !== credentials.omadacId) return failure(-7131);
  if (call.query.get("client_id") !== credentials.clientId) return failure(-44106);
  if (call.query.get("response_type") !== "code") return failure(-44107);
  const session = state.logins.get(sessionIdOf(call));
  if (!session || session.expiresAt <= controller.runtime.clock.now()) return failure(-44109);
  if (call.header("csrf-token") !== session.csrfToken) return failure(-44108);
  const random = randomOf(`${controller.seed}/code/${controller.issued.tokens++}`);
  const code = `OC-${textFrom(random, 32)}`;
  setBounded(state.codes, code, controller.runtime.clock.now() + CODE_LIFETIME);
  return success(code);
}

/** Refresh tokens are valid for 14 days (documented), in seconds. */
const REFRESH_LIFETIME = 14 * 86_400;

/** The `result` of a token request. */
export interface TokenResult {
  accessToken: string;
  tokenType: "bearer";
  /** Seconds. */
  expiresIn: number;
  refreshToken: string;
}

/** Makes a pair of tokens and stores it. A second pair leaves the first one valid. */
function issueTokens(controller: Controller, mode: TokenMode): TokenResult {
  const {
    state,
    behaviour: { tokenLifetime },
  } = controller;
  const random = randomOf(
    `${controller.seed}/token/${controller.issued.tokens++}/${controller.runtime.clock.now()}`,
  );
  const accessToken = `AT-${textFrom(random, 32)}`;
  const refreshToken = `RT-${textFrom(random, 32)}`;
  const now = controller.runtime.clock.now();
  setBounded(state.accessTokens, accessToken, { mode, expiresAt: now + tokenLifetime * 1000 });
  setBounded(state.refreshTokens, refreshToken, {
    mode,
    expiresAt: now + REFRESH_LIFETIME * 1000,
    used: false,
  });
  return { accessToken, tokenType: "bearer", expiresIn: tokenLifetime, refreshToken };
}

/** Removes every access token, those of customers too. */
export function dropTokens(controller: Controller): void {
  for (const { state } of [controller, ...controller.customers.values()]) state.accessTokens.clear();
}

/** Ends every access token now, those of customers too; refresh tokens and web sessions stay valid. */
export function expireTokens(controller: Controller): void {
  for (const { state } of [controller, ...controller.customers.values()])
    for (const token of state.accessTokens.values()) token.expiresAt = controller.runtime.clock.now();
}
