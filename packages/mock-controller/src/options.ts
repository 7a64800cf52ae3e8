import type { ApiModel } from "@omada-sdk/codegen/model";
import type { ProfileId, Quirks } from "./profiles/types.js";

/** What a mock controller simulates. */
export interface MockOptions {
  /** Which controller: `5.12`, `5.15` and `6.2` are local ones, `6.2-cloud` is a northbound host. */
  profile: ProfileId;
  /** The same seed gives the same ids, devices and samples. A whole number, by default 1. */
  seed?: number;
  /** Sites to start with, by default 2. From 0 to 10000. */
  sites?: number;
  /** Devices of the first site, by default 6. Every other site has three. From 0 to 65536. */
  devices?: number;
  /** Stations of the first site, by default 8, all online. Every other site has two. From 0 to 65536. */
  clients?: number;
  /** Lifetime of access tokens in seconds, by default 7200 as controllers give. From 0. */
  tokenLifetimeSeconds?: number;
  /** Another interface than the snapshot of the profile. */
  model?: ApiModel;
  /** Differences from the behaviour of the profile. */
  quirks?: Partial<Quirks>;
  /** The mock's clock in milliseconds since 1970, by default `Date.now`. */
  now?: () => number;
}

/** Where a mock controller listens. */
export interface ListenOptions {
  /** TCP port, by default 0 for any free one. */
  port?: number;
  /** A loopback address: `127.0.0.1` (default), `::1` or `localhost`. */
  host?: string;
}

const LIMITS = {
  seed: [0, Number.MAX_SAFE_INTEGER],
  sites: [0, 10_000],
  devices: [0, 65_536],
  clients: [0, 65_536],
  tokenLifetimeSeconds: [0, Number.MAX_SAFE_INTEGER / 1000],
} as const;

type Counts = Record<keyof typeof LIMITS, number>;

const DEFAULTS: Counts = { seed: 1, sites: 2, devices: 6, clients: 8, tokenLifetimeSeconds: 7200 };

/**
 * The numbers among the options, with defaults.
 * @throws RangeError naming the option that is out of range
 */
export function countsOf(options: MockOptions): Counts {
  const counts = { ...DEFAULTS };
  for (const name of Object.keys(LIMITS) as (keyof Counts)[]) {
    const value = options[name] ?? DEFAULTS[name];
    const [low, high] = LIMITS[name];
    if (!Number.isSafeInteger(value) || value < low || value > high) {
      throw new RangeError(
        `${name} is ${value}; it has to be a whole number from ${low} to ${Math.floor(high)}.`,
      );
    }
    counts[name] = value;
  }
  return counts;
}
