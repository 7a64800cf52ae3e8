import type { LiveLimits } from "./live.js";

/** The options of the command line that limit a probe, for `parseArgs`. */
export const LIVE_OPTIONS = {
  "max-requests": { type: "string" },
  pause: { type: "string" },
  "least-coverage": { type: "string" },
} as const;

type Values = { readonly [option in keyof typeof LIVE_OPTIONS]?: string | undefined };

/**
 * The limits of a command line. What is not given is left to the defaults.
 * @throws Error naming the option that is no whole number, or the share that is more than all
 */
export function limitsOf(values: Values): LiveLimits {
  const limits: LiveLimits = {};
  const read = (option: keyof Values, take: (value: number) => void) => {
    const text = values[option];
    if (text === undefined) return;
    if (!/^\d{1,9}$/.test(text)) throw new Error(`--${option} takes a whole number, not ${text}`);
    take(Number(text));
  };
  read("max-requests", (value) => {
    limits.maxRequests = value;
  });
  read("pause", (value) => {
    limits.pauseMs = value;
  });
  read("least-coverage", (value) => {
    if (value > 100) throw new Error(`--least-coverage takes a share of at most 100 percent, not ${value}`);
    limits.leastCoverage = value;
  });
  return limits;
}
