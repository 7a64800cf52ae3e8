import { OmadaError } from "@omada-sdk/auth";
import { isOmadaHttpError } from "../errors/guards.js";
import { isCloudOrigin } from "../request/origin.js";
import type { ControllerInfo } from "../transport/controller-info.js";
import { bindCredentials, type LookUp } from "../transport/exchange/credentials.js";
import { openTransport, type Transport } from "../transport/exchange/transport.js";
import { readPacingOptions } from "../transport/pacing/options.js";
import { createPacer } from "../transport/pacing/pacer.js";
import { readControllerInfo } from "./controller-info.js";
import type { OmadaClientOptions } from "./options.js";
import { createSender, type Send, type SendingConnection } from "./send.js";

/** A controller that answered, and the grant to use it with. */
export interface Connection extends SendingConnection {
  readonly options: OmadaClientOptions;
  readonly send: Send;
  /** Ids of the snapshots whose version was compared with the controller's. */
  readonly compared: Set<string>;
}

/**
 * Asks the controller for its version and id and prepares the grant. No token is requested yet.
 * @throws OmadaError for wrong options, or what {@link readControllerInfo} throws
 */
export async function connect(options: OmadaClientOptions): Promise<Connection> {
  const open = await openTransport(options.baseUrl, options);
  const omadacId = options.omadacId?.trim();
  if (typeof options.auth?.authorize !== "function")
    throw new OmadaError("auth is missing: pass a grant, such as clientCredentials of @omada-sdk/auth.");
  if (omadacId !== undefined && !/^[\w-]+$/.test(omadacId))
    throw new OmadaError("omadacId has 32 hexadecimal digits; leave it out to have it discovered.");
  const isCloud = isCloudOrigin(open.origin);
  if (isCloud && omadacId === undefined)
    throw new OmadaError("omadacId is required on cloud hosts: it is shown beside the Open API application.");
  const info = isCloud ? undefined : await readInfo(open, omadacId !== undefined, options.signal);
  const id = omadacId ?? (info as ControllerInfo).omadacId;
  const { pacing } = options;
  const pacer = pacing === false ? undefined : createPacer(readPacingOptions(pacing, info), open.clock);
  const transport = { ...open, pacer };
  let loading: Promise<LookUp> | undefined;
  const lookUp: LookUp = async (code, known, limit) => {
    loading ??= import("./look-up.js").then(({ createLookUp }) =>
      createLookUp(transport, readControllerInfo),
    );
    return (await loading)(code, known, limit);
  };
  const credentials = bindCredentials(options.auth, transport, id, info, lookUp);
  const sending = { transport, credentials, lookUp, omadacId: id, info };
  return { ...sending, options, send: createSender(sending), compared: new Set() };
}

/** A host need not serve `/api/info` when the id is known: gateways in front of the Open API do not. */
async function readInfo(
  transport: Transport,
  isIdKnown: boolean,
  signal: AbortSignal | undefined,
): Promise<ControllerInfo | undefined> {
  try {
    return await readControllerInfo(transport, signal);
  } catch (error) {
    if (isIdKnown && isOmadaHttpError(error) && error.status === 404) return undefined;
    throw error;
  }
}

const connections = new WeakMap<object, Connection>();

/** Keeps the connection of a client, for functions that take a client, such as `createBatch`. */
export function rememberConnection(client: object, connection: Connection): void {
  connections.set(client, connection);
}

/** The connection of a client; undefined for an object that only has the same members. */
export function connectionOf(client: object): Connection | undefined {
  return connections.get(client);
}
