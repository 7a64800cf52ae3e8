import type { GrantKind, InvalidationReason, OmadaAuth, Staleness } from "./auth.js";
import { checkOptions } from "./error.js";
import { createTokenManager, type TokenManager, type TokenSource } from "./token-manager.js";
import type { StoredToken, TokenStore } from "./token-store.js";

/** Options about tokens, for every grant. */
export interface TokenLifeOptions {
  /** Seconds before its end at which a token is replaced, 0 or more; 60 by default, never over half its validity. */
  renewBeforeSeconds?: number | undefined;
  /** Where tokens are stored; in memory by default. */
  store?: TokenStore | undefined;
}

/**
 * Makes a grant of a token source, with one token per controller.
 * @param managers the managers of those tokens, for a grant that must be able to clear them
 * @throws OmadaError when an option is out of range
 */
export function createAuth<Kind extends GrantKind>(
  source: TokenSource<Kind>,
  { renewBeforeSeconds = 60, store, omadacId }: TokenLifeOptions & { omadacId?: string | undefined },
  managers = new Map<string, TokenManager>(),
): OmadaAuth<Kind> {
  checkOptions({ renewBeforeSeconds: renewBeforeSeconds >= 0 });
  const { kind, account, secrets } = source;
  return {
    kind,
    identity: `${kind}:${account}`,
    async authorize(context) {
      const id = omadacId ?? context.omadacId;
      const name = `${context.origin} ${id}`;
      let manager = managers.get(name);
      if (!manager) {
        const { origin } = new URL(context.origin);
        manager = createTokenManager(source, [origin, id, account, ...secrets], store, renewBeforeSeconds);
        managers.set(name, manager);
      }
      return manager.headers(context);
    },
    invalidate(_reason, used) {
      for (const manager of managers.values()) manager.refuse(used);
    },
    isStale: source.isStale,
  };
}

/** What the two grants of the Open API have in common. */
export const OPEN_API = {
  /** Controllers answer any other scheme, such as Bearer, like an expired token. Open API Access Guide 2.2.3. */
  headers: ({ accessToken }: StoredToken) => ({ Authorization: `AccessToken=${accessToken}` }),
  /** These answers mean that the token is not valid; the controller checks it before everything else. */
  isStale: ({ errorCode, status }: InvalidationReason): Staleness =>
    (status === 401 || [-44112, -44113, -44116].includes(errorCode as number)) && "refused",
};
