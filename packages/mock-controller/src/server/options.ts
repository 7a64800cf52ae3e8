import type { ApiModel } from "@omada-sdk/model";
import type { ProfileId } from "../behaviour/profiles/types.js";
import type { Quirks } from "../behaviour/quirks/quirks.js";
import type { Har } from "../har/record.js";
import type { FetchLike } from "../protocol/call.js";

/** What a mock controller simulates. */
export interface MockOptions {
  /** Which controller: a local one such as `6.2`, or a northbound host such as `6.2-cloud`. */
  profile: ProfileId;
  /** The version that `/api/info` reports, such as `6.2.10.17`; what is known of versions and builds follows from it. */
  controllerVersion?: string;
  /** The same seed gives the same ids, devices and samples. A whole number, by default 1. */
  seed?: number;
  /** Sites to start with, by default 2. From 0 to 10000. */
  sites?: number;
  /** Devices of the first site, by default 6. Every other site has three. From 0 to 100000. */
  devices?: number;
  /**
   * Further devices of the first site that wait for adoption, by default 0. From 0 to 1000; with `devices` up to
   * 100000.
   */
  pendingDevices?: number;
  /** Clients of the first site, by default 8, all online. Every other site has two. From 0 to 100000. */
  clients?: number;
  /** Lifetime of access tokens in seconds, by default 7200 as controllers give. From 0. */
  tokenLifetimeSeconds?: number;
  /** Another interface than the snapshot of the profile. */
  model?: ApiModel;
  /** Differences from the behaviour of the profile. */
  quirks?: Partial<Quirks>;
  /** Calls that were recorded elsewhere, answered as they were then; all others are answered by the mock. */
  replay?: Har;
  /** Sends webhooks. By default the fetch of the platform, to addresses on this machine only. */
  webhookFetch?: FetchLike;
  /** Time that a receiver of a webhook has to answer, in milliseconds of real time. By default 5000. From 1. */
  webhookTimeoutMs?: number;
  /**
   * The time that the mock's clock starts from, in milliseconds since 1970. By default `Date.now`, and the clock runs;
   * with a function of your own nothing happens by itself, only by `clock.advance` and by the function's next value.
   */
  now?: () => number;
}

/** Where a mock controller listens. */
export interface ListenOptions {
  /** TCP port, by default 0 for any free one. */
  port?: number;
  /** A loopback address: `127.0.0.1` (default), `::1` or `localhost`. */
  host?: string;
  /** Time that a client may take to send a whole request, in milliseconds of real time. By default 30000. From 1. */
  requestTimeoutMs?: number;
}

/** The time that a client may take, in milliseconds. @throws RangeError when it is out of range */
export function requestTimeoutOf({ requestTimeoutMs = 30_000 }: ListenOptions): number {
  return checkedTimeout("requestTimeoutMs", requestTimeoutMs);
}

/** The time that a receiver has, in milliseconds. @throws RangeError when it is out of range */
export function webhookTimeoutOf({ webhookTimeoutMs = 5000 }: MockOptions): number {
  return checkedTimeout("webhookTimeoutMs", webhookTimeoutMs);
}

function checkedTimeout(name: string, ms: number): number {
  if (Number.isSafeInteger(ms) && ms >= 1 && ms < 2 ** 31) return ms;
  throw new RangeError(`${name} is ${ms}; it has to be a whole number from 1.`);
}

/** The least and the greatest of each number among the options. */
export const MOCK_LIMITS = {
  seed: [0, Number.MAX_SAFE_INTEGER],
  sites: [0, 10_000],
  devices: [0, 100_000],
  pendingDevices: [0, 1000],
  clients: [0, 100_000],
  tokenLifetimeSeconds: [0, Number.MAX_SAFE_INTEGER / 1000],
} as const;

type Counts = Record<keyof typeof MOCK_LIMITS, number>;

/** The numbers of a controller that got none. */
export const MOCK_DEFAULTS: Readonly<Counts> = {
  seed: 1,
  sites: 2,
  devices: 6,
  pendingDevices: 0,
  clients: 8,
  tokenLifetimeSeconds: 7200,
};

/**
 * The numbers among the options, with defaults.
 * @throws RangeError naming the option that is out of range
 */
export function checkedCounts(options: MockOptions): Counts {
  const counts = { ...MOCK_DEFAULTS };
  for (const name of Object.keys(MOCK_LIMITS) as (keyof Counts)[]) {
    const value = options[name] ?? MOCK_DEFAULTS[name];
    const [low, high] = MOCK_LIMITS[name];
    if (!Number.isSafeInteger(value) || value < low || value > high) {
      throw new RangeError(
        `${name} is ${value}; it has to be a whole number from ${low} to ${Math.floor(high)}.`,
      );
    }
    counts[name] = value;
  }
  if (counts.devices + counts.pendingDevices > MOCK_LIMITS.devices[1]) {
    throw new RangeError(`devices and pendingDevices together have to be at most ${MOCK_LIMITS.devices[1]}.`);
  }
  return counts;
}
