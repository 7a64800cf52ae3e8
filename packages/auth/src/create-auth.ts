import type { GrantKind, OmadaAuth } from "./auth.js";
import { checkOptions } from "./check-options.js";
import { createKeeper, type Keeper } from "./token-manager.js";
import type { TokenLifeOptions, TokenSource } from "./source.js";

/**
 * Makes a grant of a token source, with one token per controller.
 * @param keepers the keepers of those tokens, for a grant that has reason to forget them
 * @throws OmadaError when an option is out of range
 */
export function createAuth<Kind extends GrantKind>(
  source: TokenSource<Kind>,
  { renewBeforeSeconds = 60, store, omadacId }: TokenLifeOptions & { omadacId?: string | undefined },
  keepers = new Map<string, Keeper>(),
): OmadaAuth<Kind> {
  checkOptions({ renewBeforeSeconds: renewBeforeSeconds >= 0 });
  const { kind, account, secrets } = source;
  return {
    kind,
    identity: `${kind}:${account}`,
    async authorize(context) {
      const id = omadacId ?? context.omadacId;
      const name = `${context.origin} ${id}`;
      let keeper = keepers.get(name);
      if (!keeper) {
        const { origin } = new URL(context.origin);
        keeper = createKeeper(source, [origin, id, account, ...secrets], store, renewBeforeSeconds);
        keepers.set(name, keeper);
      }
      return keeper.headers(context);
    },
    invalidate(_reason, used) {
      for (const keeper of keepers.values()) keeper.refuse(used);
    },
    isStale: source.isStale,
  };
}
