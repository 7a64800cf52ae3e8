import { type FetchLike, OmadaError } from "@omada-sdk/auth";
import type { Logger, TlsOptions } from "./options.js";

/** Joined at run time: a bundler that can read the name would add the Node transport to bundles for browsers. */
const NODE_ENTRY = ["@omada-sdk/core", "node"].join("/");

/** A fetch that has connections to close. */
export interface ClosableFetch extends FetchLike {
  /** Waits for running requests, then closes all connections. */
  close(): Promise<void>;
}

/**
 * Makes the fetch for the `tls` option.
 * @param logger where warnings go; the console by default
 * @throws OmadaError on platforms other than Node, saying what to do there; and for options that contradict each other
 */
export async function openTlsFetch(tls: TlsOptions, logger: Logger | undefined): Promise<ClosableFetch> {
  const platform = platformName();
  if (platform !== "node") throw new OmadaError(`tls only works on Node. ${ADVICE[platform]}`);
  let entry: { createNodeFetch(options: TlsOptions, logger: Logger | undefined): ClosableFetch };
  try {
    entry = await import(/* @vite-ignore */ NODE_ENTRY);
  } catch {
    throw new OmadaError(
      `tls needs ${NODE_ENTRY}, which could not be loaded. In a bundle, pass fetch: createNodeFetch(tls) instead.`,
    );
  }
  return entry.createNodeFetch(tls, logger);
}

type Platform = "node" | "bun" | "deno" | "other";

const ADVICE: Readonly<Record<Exclude<Platform, "node">, string>> = {
  bun: "On Bun pass fetch: (url, init) => fetch(url, { ...init, tls: { ca } }).",
  deno: "On Deno pass a fetch with the client of Deno.createHttpClient({ caCerts }).",
  other: "Here the platform decides which certificates it trusts.",
};

function platformName(): Platform {
  const realm = globalThis as { Bun?: unknown; Deno?: unknown; process?: { versions?: { node?: string } } };
  if (realm.Bun) return "bun";
  if (realm.Deno) return "deno";
  return realm.process?.versions?.node ? "node" : "other";
}
