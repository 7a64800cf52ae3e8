import type { GrantKind, OmadaAuth } from "./auth.js";
import { OmadaError } from "./error.js";
import { createKeeper, type Keeper } from "./keeper.js";
import type { TokenLifeOptions, TokenSource } from "./source.js";

/**
 * Makes a grant of a token source, with one token per controller.
 * @throws OmadaError when an option is out of range
 */
export function createAuth<Kind extends GrantKind>(
  source: TokenSource<Kind>,
  { renewBeforeSeconds = 60, store }: TokenLifeOptions,
): OmadaAuth<Kind> {
  if (!(renewBeforeSeconds >= 0)) throw new OmadaError("renewBeforeSeconds is 0 or more.");
  const { kind, account } = source;
  const keepers = new Map<string, Keeper>();
  return {
    kind,
    identity: `${kind}:${account}`,
    async authorize(context) {
      const { origin } = new URL(context.origin);
      if (!/^http/.test(origin)) throw new OmadaError("The origin is not http.");
      const scope = [kind, origin, source.idOf(context)];
      const name = scope.join(" ");
      const keeper = keepers.get(name) ?? createKeeper(source, scope, store, renewBeforeSeconds);
      keepers.set(name, keeper);
      return keeper.headers({ ...context, origin });
    },
    invalidate(_reason, used) {
      for (const keeper of keepers.values()) keeper.refuse(used);
    },
    isStale: source.isStale,
  };
}
