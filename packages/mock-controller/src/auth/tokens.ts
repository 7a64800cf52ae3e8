import { randomOf, textFrom } from "../schema/random.js";
import type { Controller } from "../state/controller.js";
import type { TokenMode } from "../state/types.js";
import { keep } from "./keep.js";

/** Refresh tokens live 14 days (documented), in seconds. */
const REFRESH_LIFETIME = 14 * 86_400;

/** The `result` of a token request. */
export interface TokenResult {
  accessToken: string;
  tokenType: "bearer";
  /** Seconds. */
  expiresIn: number;
  refreshToken: string;
}

/** Makes a pair of tokens and remembers it. A second pair leaves the first one valid. */
export function issueTokens(controller: Controller, mode: TokenMode): TokenResult {
  const { state, tokenLifetime } = controller;
  const random = randomOf(`${controller.seed}/token/${controller.tokensIssued++}/${controller.now()}`);
  const accessToken = `AT-${textFrom(random, 32)}`;
  const refreshToken = `RT-${textFrom(random, 32)}`;
  const now = controller.now();
  keep(state.accessTokens, accessToken, { mode, expiresAt: now + tokenLifetime * 1000 });
  keep(state.refreshTokens, refreshToken, { mode, expiresAt: now + REFRESH_LIFETIME * 1000, used: false });
  return { accessToken, tokenType: "bearer", expiresIn: tokenLifetime, refreshToken };
}

/** Forgets every access token, those of customers too. */
export function dropTokens(controller: Controller): void {
  for (const { state } of [controller, ...controller.customers.values()]) state.accessTokens.clear();
}

/** Ends every access token now, those of customers too; refresh tokens and web sessions stay valid. */
export function expireTokens(controller: Controller): void {
  for (const { state } of [controller, ...controller.customers.values()])
    for (const token of state.accessTokens.values()) token.expiresAt = controller.now();
}
