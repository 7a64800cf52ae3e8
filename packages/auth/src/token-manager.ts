import type { AuthContext, GrantKind, InvalidationReason, Staleness } from "./auth.js";
import { isOmadaAuthError, isOmadaError, OmadaAuthError } from "./error.js";
import { type IssuedToken, reasonOf } from "./post.js";
import { type SharedRequest, singleFlight } from "./shared-request.js";
import { type LiveToken, readStored, startStopwatch, startTerm } from "./token-life.js";
import { createProcessLock, memoryTokenStore, type StoredToken, type TokenStore } from "./token-store.js";

/** What differs between the grants. */
export interface TokenSource<Kind extends GrantKind = GrantKind> {
  readonly kind: Kind;
  /** The application or user that acts; no secret. */
  readonly account: string;
  /** Secrets that another program must know to share the tokens in a store; the store only gets a digest of them. */
  readonly secrets: readonly string[];
  /** Headers that carry a token; called at every use. */
  headers(token: StoredToken): Record<string, string>;
  /**
   * Gets a token.
   * @param context with the id that the token is for: of the controller, the MSP or the customer
   * @param refreshToken of the token before, even of a refused one; undefined when it is spent or another user logged in
   */
  obtain(context: AuthContext, refreshToken: string | undefined, signal: AbortSignal): Promise<IssuedToken>;
  /** Whether a token must not be used any more although the controller did not refuse it. */
  isOver?(token: StoredToken): boolean;
  /** See `isStale` of `OmadaAuth`. */
  isStale(reason: InvalidationReason): Staleness;
}

/** Manages the token for one controller. */
export interface TokenManager {
  /**
   * Headers with the last token while it is valid, otherwise with a new one: all waiting callers share one request.
   * Shortly before the end of a token the manager requests a new one in the background.
   */
  headers(context: AuthContext): Promise<Record<string, string>>;
  /** Stops using the last token if it is the one in these headers. */
  refuse(used: Record<string, string> | undefined): void;
}

/** Milliseconds a refresh token is valid: 14 days (Open API Access Guide 2.2.4). */
const REFRESH_LIFE_MS = 14 * 86_400_000;

/**
 * @param scope controller and account of the token: a shared store only gets a digest of this
 * @param shared a store that other programs may use too; undefined for a private one
 */
export function createTokenManager(
  source: TokenSource,
  scope: readonly [origin: string, omadacId: string, ...who: string[]],
  shared: TokenStore | undefined,
  renewBeforeSeconds: number,
): TokenManager {
  const store = shared ?? memoryTokenStore();
  const lock = store.lock ?? createProcessLock();
  let live: LiveToken | undefined;
  let refused: string | undefined;
  /** Obtained, but not yet written to the store. */
  let unsaved: LiveToken | undefined;
  /** The access token before `unsaved`: the store still holds it unless another program has written since. */
  let predecessor: string | undefined;
  /** The access token whose refresh token is spent, or never existed. */
  let withoutRefresh: string | undefined;
  let renewal: SharedRequest<StoredToken> | undefined;

  const usable = (limit: "renewAge" | "endAge") =>
    live && !source.isOver?.(live.token) && live.token.accessToken !== refused && live.age() < live[limit]
      ? live.token
      : undefined;

  /**
   * For `catch` of errors of the store: calls go on when the token can be requested again, but not when a refresh token
   * could be lost or spent twice.
   */
  const ignoreIfRenewable = (error: unknown) => {
    if (source.kind === "authorization-code") throw error;
  };

  /** Takes over a newer token from the store, and repeats a write that failed. */
  async function load(key: string): Promise<void> {
    const found = readStored(await store.get(key).catch(ignoreIfRenewable));
    if (unsaved && (!found || found.accessToken === predecessor)) return save(key, unsaved);
    unsaved = undefined;
    if (!found) return;
    // A known token keeps its stopwatch: the system clock may have been set since.
    if (found.accessToken !== live?.token.accessToken)
      live = startTerm(found, startStopwatch(Math.max(0, Date.now() - found.obtainedAt)), renewBeforeSeconds);
    // Another program removed the refresh token from the store to spend it.
    if (!found.refreshToken) withoutRefresh = found.accessToken;
  }

  /** Stores a token before it is used: a refresh token must not be lost once the one before is spent. */
  async function save(key: string, next: LiveToken): Promise<void> {
    const { token, endAge } = next;
    await store.set(key, token, token.refreshToken ? REFRESH_LIFE_MS : endAge).catch(ignoreIfRenewable);
    live = next;
    // Some endpoints return the same token again, and it is valid.
    unsaved = refused = withoutRefresh = undefined;
  }

  async function replace(key: string, context: AuthContext, signal: AbortSignal): Promise<StoredToken> {
    // With a valid token a newer one is wanted; without one any valid token is enough.
    const limit = usable("endAge") ? "renewAge" : "endAge";
    await load(key);
    const found = usable(limit);
    if (found) return found;
    predecessor = live?.token.accessToken;
    // Whether the request succeeds or not, the session before must not be used again.
    if (live && source.isOver?.(live.token)) live = undefined;
    const previous = live?.token;
    const refreshToken = withoutRefresh === predecessor ? "" : previous?.refreshToken;
    // Started before the request: even after a slow answer the token ends earlier here than on the controller.
    const age = startStopwatch();
    // Removed from the store first, so that no other program spends it too. Without a lock another program may already
    // have done so, and its token must not be overwritten.
    const spent = store.lock && refreshToken && previous;
    if (spent) await store.set(key, { ...spent, refreshToken: "" }, REFRESH_LIFE_MS);
    try {
      const issued = await source.obtain(context, refreshToken, signal);
      const next = startTerm({ ...issued, obtainedAt: Date.now() - age() }, age, renewBeforeSeconds);
      unsaved = next;
      await save(key, next);
      return next.token;
    } catch (error) {
      if (!isOmadaAuthError(error, -44114)) {
        // It may still be valid, unless the next one was received and only could not be stored.
        if (spent && !unsaved) await store.set(key, spent, REFRESH_LIFE_MS);
        throw error;
      }
      // Without a lock another process may have spent the refresh token first: its token is in the store now.
      await load(key);
      const other = usable("endAge");
      if (other && other !== previous) return other;
      if (live && live.token === previous) {
        withoutRefresh = predecessor;
        await store.delete(key);
      }
      throw error;
    }
  }

  async function renew(context: AuthContext, signal: AbortSignal): Promise<StoredToken> {
    try {
      const key = `omada-${source.kind}-${shared ? await digest(scope) : ""}`;
      let task: Promise<StoredToken> | undefined;
      const run = () => {
        task ??= replace(key, context, signal);
        return task;
      };
      return await lock(key, run, signal).catch((error) => {
        if (!task) ignoreIfRenewable(error);
        return run();
      });
    } catch (error) {
      // While there is a valid token the next attempt waits for half of its remaining time.
      if (live && usable("endAge")) live.renewAge = (live.age() + live.endAge) / 2;
      if (isOmadaError(error)) throw error;
      // Errors of a store may quote the value, as those of Redis clients quote the command.
      throw new OmadaAuthError(`The token store failed (${reasonOf(error)}).`);
    }
  }

  return {
    async headers(context) {
      context.signal?.throwIfAborted();
      const fresh = usable("renewAge");
      if (fresh) return source.headers(fresh);
      const last = usable("endAge");
      const { signal, ...rest } = context;
      const [origin, omadacId] = scope;
      renewal ??= singleFlight(
        (shared) => renew({ ...rest, origin, omadacId }, shared),
        () => {
          renewal = undefined;
        },
      );
      return source.headers(last ?? (await renewal(signal)));
    },
    refuse(used) {
      const last = live?.token.accessToken;
      if (last && (!used || Object.values(used).some((value) => value.endsWith(last)))) refused = last;
    },
  };
}

/** The name of a token in a store, from which its scope cannot be found out: 40 digits of a SHA-256, over 120 bits. */
async function digest(parts: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return new Uint8Array(hash).join("").slice(0, 40);
}
