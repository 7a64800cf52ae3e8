import type { AuthContext } from "./auth.js";
import { isOmadaAuthError, isOmadaError, OmadaAuthError } from "./error.js";
import { type Flight, takeOff } from "./shared-request.js";
import { reasonOf } from "./post.js";
import { createProcessLock } from "./process-lock.js";
import type { TokenSource } from "./source.js";
import { digest } from "./store-key.js";
import { type LiveToken, readStored, startStopwatch, watch } from "./token-life.js";
import { memoryTokenStore, type StoredToken, type TokenStore } from "./token-store.js";

/** Keeps the token for one controller. */
export interface Keeper {
  /**
   * Headers with the last token while it is good, otherwise with a new one: one request for all who wait. Shortly
   * before its end the new one is fetched behind the callers' backs.
   */
  headers(context: AuthContext): Promise<Record<string, string>>;
  /** Gives up the last token, provided that it is the one in these headers. */
  refuse(used: Record<string, string> | undefined): void;
}

/** Milliseconds a refresh token lives: 14 days (Open API Access Guide 2.2.4). */
const REFRESH_LIFE = 14 * 86_400_000;

/**
 * @param scope who the token is for and where it is good: only a digest of this gets into a shared store
 * @param shared the store that others may use too; undefined for one of its own
 */
export function createKeeper(
  source: TokenSource,
  scope: readonly [origin: string, omadacId: string, ...who: string[]],
  shared: TokenStore | undefined,
  renewBeforeSeconds: number,
): Keeper {
  const store = shared ?? memoryTokenStore();
  const lock = store.lock ?? createProcessLock();
  let live: LiveToken | undefined;
  let refused: string | undefined;
  /** Obtained, but not yet safe in the store. */
  let unsaved: LiveToken | undefined;
  /** The access token that one follows: what the store holds unless somebody else has been there since. */
  let predecessor: string | undefined;
  /** The access token whose refresh token is spent, or was never there. */
  let barren: string | undefined;
  let flight: Flight<StoredToken> | undefined;

  const usable = (limit: "renewAge" | "endAge") =>
    live && !source.isOver?.(live.token) && live.token.accessToken !== refused && live.age() < live[limit]
      ? live.token
      : undefined;

  /**
   * For `catch` of whatever the store fails at: calls go on with a token that can be had again. Where a refresh token could
   * be lost or spent twice they cannot.
   */
  const tolerate = (error: unknown) => {
    if (source.kind === "authorization-code") throw error;
  };

  /** Looks whether the store has a token that is not known here, and makes up for a write that failed. */
  async function load(key: string): Promise<void> {
    const found = readStored(await store.get(key).catch(tolerate));
    if (unsaved && (!found || found.accessToken === predecessor)) return save(key, unsaved);
    unsaved = undefined;
    if (!found) return;
    // A known token keeps its stopwatch: the clock that dated it may have been set since, even before that date.
    if (found.accessToken !== live?.token.accessToken)
      live = watch(found, startStopwatch(Math.max(0, Date.now() - found.obtainedAt)), renewBeforeSeconds);
    // Its refresh token was taken out, to be spent by somebody.
    if (!found.refreshToken) barren = found.accessToken;
  }

  /** Stored before it is used: a refresh token must not be lost once its predecessor is spent. */
  async function save(key: string, next: LiveToken): Promise<void> {
    const { token, endAge } = next;
    await store.set(key, token, token.refreshToken ? REFRESH_LIFE : endAge).catch(tolerate);
    live = next;
    // Some endpoints give the same token again, and stand by it.
    unsaved = refused = barren = undefined;
  }

  async function replace(key: string, context: AuthContext, signal: AbortSignal): Promise<StoredToken> {
    // Who has a good one came for a better one; to others any good one will do.
    const limit = usable("endAge") ? "renewAge" : "endAge";
    await load(key);
    const found = usable(limit);
    if (found) return found;
    predecessor = live?.token.accessToken;
    // Whatever comes of it, what there was before must not be used again.
    if (live && source.isOver?.(live.token)) live = undefined;
    const previous = live?.token;
    const refreshToken = barren === predecessor ? "" : previous?.refreshToken;
    // Started before the question: however slow the answer is, the token ends here first.
    const age = startStopwatch();
    // Taken out of the store first: whatever happens from here on, nobody else spends it too. Without a lock somebody may
    // have, and their token must not be overwritten.
    const spent = store.lock && refreshToken && previous;
    if (spent) await store.set(key, { ...spent, refreshToken: "" }, REFRESH_LIFE);
    try {
      const issued = await source.obtain(context, refreshToken, signal);
      const next = watch({ ...issued, obtainedAt: Date.now() - age() }, age, renewBeforeSeconds);
      unsaved = next;
      await save(key, next);
      return next.token;
    } catch (error) {
      if (!isOmadaAuthError(error, -44114)) {
        // For all that is known it can still be spent, unless its successor is here and only could not be stored.
        if (spent && !unsaved) await store.set(key, spent, REFRESH_LIFE);
        throw error;
      }
      // Without a lock between processes another one may have spent the refresh token first: its token is here now.
      await load(key);
      const other = usable("endAge");
      if (other && other !== previous) return other;
      if (live && live.token === previous) {
        barren = predecessor;
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
        if (!task) tolerate(error);
        return run();
      });
    } catch (error) {
      // While there is a good token the next attempt waits for half of its rest.
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
      flight ??= takeOff(
        (left) => renew({ ...rest, origin, omadacId }, left),
        () => {
          flight = undefined;
        },
      );
      return source.headers(last ?? (await flight(signal)));
    },
    refuse(used) {
      const last = live?.token.accessToken;
      if (last && (!used || Object.values(used).some((value) => value.endsWith(last)))) refused = last;
    },
  };
}
