import type { AuthContext } from "./auth.js";
import type { AccessToken } from "./token-request.js";

/** Gets a new token; the signal aborts when nobody waits for it any longer. */
export type Mint = (context: AuthContext, signal: AbortSignal) => Promise<AccessToken>;

/** Tokens by controller, each fetched by one request however many callers wait for it. */
export interface TokenStore {
  get(context: AuthContext): Promise<string>;
  /** Forgets the token with this value, or every token. */
  forget(value?: string): void;
}

interface Flight {
  readonly token: Promise<string>;
  readonly abort: () => void;
  waiting: number;
}

interface Slot {
  value?: string | undefined;
  /** Milliseconds since the epoch from which on the token is not handed out any more. */
  renewAt: number;
  flight?: Flight | undefined;
}

/**
 * Keeps tokens until shortly before they expire.
 * @param mint gets a new token
 * @param renewBeforeSeconds how long before its expiry a token is given up; at most half its validity is used
 */
export function createTokenStore(mint: Mint, renewBeforeSeconds: number): TokenStore {
  const slots = new Map<string, Slot>();

  function takeOff(slot: Slot, context: AuthContext): Flight {
    const controller = new AbortController();
    const startedAt = Date.now();
    const land = () => {
      if (slot.flight === flight) slot.flight = undefined;
    };
    const token = mint(context, controller.signal).then(({ value, expiresIn }) => {
      const lifetime = expiresIn - Math.min(renewBeforeSeconds, expiresIn / 2);
      if (slot.flight === flight) Object.assign(slot, { value, renewAt: startedAt + lifetime * 1000 });
      return value;
    });
    const abort = () => {
      land();
      controller.abort();
    };
    const flight: Flight = { token: token.finally(land), abort, waiting: 0 };
    return flight;
  }

  return {
    async get(context) {
      context.signal?.throwIfAborted();
      const key = `${context.origin} ${context.omadacId}`;
      const slot: Slot = slots.get(key) ?? { renewAt: 0 };
      slots.set(key, slot);
      if (slot.value !== undefined && Date.now() < slot.renewAt) return slot.value;
      slot.flight ??= takeOff(slot, context);
      return board(slot.flight, context.signal);
    },
    forget(value) {
      for (const slot of slots.values())
        if (value === undefined || slot.value === value) slot.value = undefined;
    },
  };
}

/** Waits for a flight; a caller who aborts leaves it to the others, the last one to leave ends it. */
function board(flight: Flight, signal: AbortSignal | undefined): Promise<string> {
  flight.waiting++;
  return new Promise((resolve, reject) => {
    const leave = () => {
      reject(signal?.reason);
      if (--flight.waiting === 0) flight.abort();
    };
    signal?.addEventListener("abort", leave, { once: true });
    const arrive = () => signal?.removeEventListener("abort", leave);
    flight.token.then(resolve, reject).then(arrive);
  });
}
