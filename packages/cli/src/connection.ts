import { createNodeFetch, type NodeFetch } from "@omada-sdk/core/node";
import { UsageError } from "./command.js";

/** Options of every command that talks to a controller. */
export const CONNECTION_OPTIONS = {
  fingerprint: { type: "string" },
  insecure: { type: "boolean" },
} as const;

export const CONNECTION_USAGE = `  --fingerprint <sha256>      accept exactly this certificate, for controllers with one of their own
  --insecure                  accept any certificate`;

/**
 * The origin of a controller's address.
 * @throws UsageError for what is no address with http or https
 */
export function originOf(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url?.protocol === "https:" || url?.protocol === "http:") return url.origin;
  throw new UsageError("<baseUrl> is no address; write it like https://192.168.0.2:8043");
}

/** Runs something with a fetch that follows the certificate options, and closes its connections afterwards. */
export async function withFetch<T>(
  { fingerprint, insecure }: { fingerprint?: string | undefined; insecure?: boolean | undefined },
  use: (fetch: NodeFetch) => Promise<T>,
): Promise<T> {
  if (fingerprint !== undefined && insecure)
    throw new UsageError("--fingerprint and --insecure contradict each other");
  const fetch = createNodeFetch({ fingerprint256: fingerprint, insecure });
  try {
    return await use(fetch);
  } finally {
    await fetch.close();
  }
}
