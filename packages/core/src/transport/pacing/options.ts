import { OmadaError } from "@omada-sdk/auth";
import type { ControllerInfo } from "../controller-info.js";

/** How many requests a client sends at a time. Further calls wait for their turn; the sites take turns. */
export interface PacingOptions {
  /** Requests under way at a time, 1 or more; Infinity for no limit. */
  concurrency?: number | undefined;
  /** Milliseconds between the end of a write and the start of the next, 0 or more. */
  writeGapMs?: number | undefined;
  /** Writes under way at a time on each site, and on the controller as a whole: 1 or more, 1 by default. */
  writesPerSite?: number | undefined;
  /**
   * Milliseconds a call may wait for a turn, 1 or more, 600000 by default; Infinity for no limit. A call that waits
   * longer fails with `OmadaTimeoutError` and was not sent, so that a write without an answer does not block its site
   * for ever.
   */
  maxQueueMs?: number | undefined;
}

/** {@link PacingOptions} with every default filled in. */
export type PacingLimits = { readonly [Name in keyof PacingOptions]-?: number };

const QUEUE = { writesPerSite: 1, maxQueueMs: 600_000 };
/** A software controller. */
const SOFTWARE: PacingLimits = { concurrency: 8, writeGapMs: 0, ...QUEUE };
/** OC300, a hardware controller. */
const OC300: PacingLimits = { concurrency: 4, writeGapMs: 100, ...QUEUE };
/** OC200 and unknown hardware: users recommend 200 ms between writes (reported for an OC220). */
const HARDWARE: PacingLimits = { concurrency: 4, writeGapMs: 200, ...QUEUE };
/** Cloud hosts; ten requests per second are documented for those of TP-Link. */
const CLOUD: PacingLimits = { concurrency: 4, writeGapMs: 100, ...QUEUE };

/** Limits for a kind of controller, by `type` of `/api/info`. */
export function defaultLimits(info: Pick<ControllerInfo, "type"> | undefined): PacingLimits {
  if (info === undefined) return CLOUD;
  if (info.type === 1) return SOFTWARE;
  return info.type === 11 ? OC300 : HARDWARE;
}

/**
 * Fills in the defaults for a kind of controller.
 * @throws OmadaError when a number is out of range
 */
export function readPacingOptions(
  options: PacingOptions | undefined,
  info: Pick<ControllerInfo, "type"> | undefined,
): PacingLimits {
  const defaults = defaultLimits(info);
  const limits = {
    concurrency: options?.concurrency ?? defaults.concurrency,
    writeGapMs: options?.writeGapMs ?? defaults.writeGapMs,
    writesPerSite: options?.writesPerSite ?? defaults.writesPerSite,
    maxQueueMs: options?.maxQueueMs ?? defaults.maxQueueMs,
  };
  if (!(limits.concurrency >= 1)) throw new OmadaError("pacing.concurrency is a number, 1 or more.");
  if (!(limits.writeGapMs >= 0))
    throw new OmadaError("pacing.writeGapMs is a number of milliseconds, 0 or more.");
  if (!(limits.writesPerSite >= 1)) throw new OmadaError("pacing.writesPerSite is a number, 1 or more.");
  if (!(limits.maxQueueMs >= 1))
    throw new OmadaError("pacing.maxQueueMs is a number of milliseconds, 1 or more.");
  return limits;
}
