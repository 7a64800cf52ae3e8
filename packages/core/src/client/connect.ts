import { OmadaError } from "@omada-sdk/auth";
import { OmadaHttpError } from "../errors/http-error.js";
import { isCloudOrigin } from "../request/base-url.js";
import { bindCredentials } from "../transport/exchange/credentials.js";
import { openTransport } from "../transport/exchange/transport.js";
import { readPacingOptions } from "../transport/pacing/options.js";
import { createPacer } from "../transport/pacing/pacer.js";
import type { Transport } from "../transport/transport.js";
import type { Connection } from "./connection.js";
import { type ControllerInfo, readControllerInfo } from "./controller-info.js";
import type { OmadaClientOptions } from "./options.js";

/**
 * Finds out who the controller is and prepares the grant. No token is requested yet.
 * @throws OmadaError for wrong options, or what {@link readControllerInfo} throws
 */
export async function connect(options: OmadaClientOptions): Promise<Connection> {
  const open = await openTransport(options.baseUrl, options);
  const omadacId = options.omadacId?.trim();
  if (typeof options.auth?.authorize !== "function")
    throw new OmadaError("auth is missing: pass a grant, such as clientCredentials of @omada-sdk/auth.");
  if (omadacId !== undefined && !/^[\w-]+$/.test(omadacId))
    throw new OmadaError("omadacId has 32 hexadecimal digits; leave it out to have it discovered.");
  const cloud = isCloudOrigin(open.origin);
  if (cloud && omadacId === undefined)
    throw new OmadaError("omadacId is required on cloud hosts: it is shown beside the Open API application.");
  const info = cloud ? undefined : await readInfo(open, omadacId !== undefined, options.signal);
  const id = omadacId ?? (info as ControllerInfo).omadacId;
  const { pacing } = options;
  const pacer = pacing === false ? undefined : createPacer(readPacingOptions(pacing, info), open.clock);
  const transport = { ...open, pacer };
  return {
    transport,
    credentials: bindCredentials(options.auth, transport, id, info),
    omadacId: id,
    info,
  };
}

/** With a known id a host may do without `/api/info`, as a gateway in front of the Open API does. */
async function readInfo(
  transport: Transport,
  idKnown: boolean,
  signal: AbortSignal | undefined,
): Promise<ControllerInfo | undefined> {
  try {
    return await readControllerInfo(transport, signal);
  } catch (error) {
    if (idKnown && error instanceof OmadaHttpError && error.status === 404) return undefined;
    throw error;
  }
}
