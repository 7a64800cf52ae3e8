import type { AuthContext, GrantKind, InvalidationReason, OmadaAuth, Staleness } from "./auth.js";
import type { IssuedToken } from "./token-answer.js";
import type { StoredToken, TokenStore } from "./token-store.js";

/** Options about the life of tokens, for every grant. */
export interface TokenLifeOptions {
  /** Seconds before its end at which a token is replaced, 0 or more; 60 by default, never over half its validity. */
  renewBeforeSeconds?: number | undefined;
  /** Where tokens are kept; in memory by default. */
  store?: TokenStore | undefined;
}

/** What differs between the grants. */
export interface TokenSource<Kind extends GrantKind = GrantKind> {
  readonly kind: Kind;
  /** Who is acting; may be shown. */
  readonly account: string;
  /** What one has to know to share this source's tokens in a store; only a digest of it gets there. */
  readonly secrets: readonly string[];
  /** Headers that carry a token; asked for at every use. */
  headers(token: StoredToken): Record<string, string>;
  /**
   * Gets a token.
   * @param context with the id that the token is for: of the controller, the MSP or the customer
   * @param refreshToken of the token before, even of a refused one; undefined when it is spent or its user is over
   */
  obtain(context: AuthContext, refreshToken: string | undefined, signal: AbortSignal): Promise<IssuedToken>;
  /** Tells that a token must not be used any more although nobody refused it: only a new one will do. */
  isOver?(token: StoredToken): boolean;
  /** What {@link OmadaAuth.isStale} answers. */
  isStale(reason: InvalidationReason): Staleness;
}

/** What the two grants of the Open API have in common. */
export const OPEN_API = {
  /** Any other scheme, such as Bearer, is answered like an expired token. Open API Access Guide 2.2.3. */
  headers: ({ accessToken }: StoredToken) => ({ Authorization: `AccessToken=${accessToken}` }),
  /** A token that is answered with one of these is dead; the controller looks at it before everything else. */
  isStale: ({ errorCode, status }: InvalidationReason): Staleness =>
    (status === 401 || [-44112, -44113, -44116].includes(errorCode as number)) && "refused",
};
