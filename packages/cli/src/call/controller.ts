import { Option } from "@commander-js/extra-typings";
import { clientCredentials, type OmadaAuth } from "@omada-sdk/auth";
import { createClient, type FetchLike, type OmadaClient } from "@omada-sdk/core";
import { type CommandIo, interruptible, UsageError } from "../command.js";
import { BASE_URL, originOf, withFetch } from "../connection.js";
import { settingsFor } from "../profiles/settings.js";
import { printable } from "../terminal.js";

/** Where the controller is, for commands whose arguments say what to do there. */
export const urlOption = () =>
  new Option("--url <baseUrl>", `${BASE_URL} (default: the profile's, or $OMADA_URL)`);

/** Patience with one request. */
export const TIMEOUT_S = 30;
export const MAX_TIMEOUT_S = 3600;

/** How the options of a command line reach a controller. */
export interface Access {
  readonly url?: string | undefined;
  readonly profile?: string | undefined;
  readonly fingerprint?: string | undefined;
  readonly insecure?: boolean | undefined;
  /** Seconds. */
  readonly timeout: number;
}

/** A controller that answered. */
export interface Controller {
  readonly origin: string;
  readonly client: OmadaClient;
  /** The same controller for requests that are not sent, and what they would have been. */
  dryRun(): Promise<{ client: OmadaClient; sent: () => WouldSend | undefined }>;
}

/** A request as it would be sent, without the token. */
export interface WouldSend {
  readonly method: string;
  readonly url: string;
  /** JSON text, or the fields of a form. */
  readonly body: string | undefined;
}

/** Connects to the controller that a command line names, and runs something with it. */
export async function withController<T>(
  { url, profile, fingerprint, insecure = false, timeout }: Access,
  io: CommandIo,
  use: (controller: Controller) => Promise<T>,
): Promise<T> {
  const settings = await settingsFor({ url, fingerprint, profile });
  const { clientId, clientSecret, omadacId } = settings;
  if (settings.url === undefined)
    throw new UsageError("name the controller's address with --url, or set OMADA_URL, or run omada login");
  const origin = originOf(settings.url, "the address");
  if (!origin.startsWith("https:"))
    throw new UsageError("the address has to begin with https://; otherwise others could read the token");
  if (!clientId || !clientSecret)
    throw new UsageError("set OMADA_CLIENT_ID and OMADA_CLIENT_SECRET, or run omada login");
  const certificate = { fingerprint: insecure ? undefined : settings.fingerprint, insecure };
  const { signal } = io;
  return withFetch(certificate, signal, async (fetch) => {
    const connecting = createClient(
      {
        baseUrl: origin,
        fetch,
        omadacId,
        signal,
        auth: clientCredentials({ clientId, clientSecret }),
        timeoutMs: timeout * 1000,
        logger: { warn: (message) => io.err(`note: ${printable(message)}\n`) },
        // The snapshot is chosen afterwards, and the command says how it fits.
        onVersionMismatch: "ignore",
      },
      [],
    );
    const client = await interruptible(connecting, signal);
    // Not left while it writes a file: its requests end with the signal.
    return use({ origin, client, dryRun: () => dryRun(origin, client) });
  });
}

/** Answers like a controller that has nothing, and takes no token. */
async function dryRun(origin: string, { info, omadacId }: OmadaClient): ReturnType<Controller["dryRun"]> {
  let first: WouldSend | undefined;
  let isConnected = false;
  const fetch: FetchLike = async (input, init = {}) => {
    const url = String(input);
    const isInfo = url === `${origin}/api/info`;
    if (isConnected) first ??= { method: init.method ?? "GET", url, body: await bodyText(init.body) };
    const result = isInfo ? info : { totalRows: 0, currentPage: 1, data: [] };
    return Response.json({ errorCode: 0, msg: "", result });
  };
  const auth: OmadaAuth = {
    kind: "client-credentials",
    identity: "client-credentials:dry-run",
    authorize: async () => ({}),
    invalidate: () => undefined,
  };
  const logger = { warn: () => undefined };
  const client = await createClient(
    {
      baseUrl: origin,
      omadacId,
      fetch,
      auth,
      logger,
      retry: false,
      pacing: false,
      onVersionMismatch: "ignore",
    },
    [],
  );
  isConnected = true;
  return { client, sent: () => first };
}

async function bodyText(body: unknown): Promise<string | undefined> {
  if (body === undefined || body === null || typeof body === "string") return body ?? undefined;
  if (!(body instanceof FormData)) return "(bytes)";
  return [...body]
    .map(([name, value]) =>
      typeof value === "string" ? `${name}=${value}` : `${name}=@${value.name} (${value.size} bytes)`,
    )
    .join("\n");
}
