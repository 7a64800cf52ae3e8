import { OmadaError } from "@omada-sdk/auth";
import { printable } from "../errors/printable.js";
import type { SnapshotInfo } from "../operations/group.js";
import { isCloudOrigin } from "../request/origin.js";
import { targetAt } from "../request/target.js";
import { type Connection, connect, connectionOf, rememberConnection } from "./connect.js";
import type { OmadaClientOptions } from "./options.js";
import type { OmadaConnection } from "./types.js";
import { fits } from "./version-distance.js";

/**
 * Connects to a controller: reads `/api/info` (except on cloud hosts) and checks its version. The first call requests the
 * token.
 * @param options how to reach the controller
 * @param snapshot what the operations were generated from that will be called; without it the version is not checked
 * @throws OmadaError for wrong options; OmadaVersionError for a controller that another client is made for (see
 *   `onVersionMismatch`);
 *   OmadaConnectionError, OmadaTlsError, OmadaTimeoutError or OmadaHttpError when no usable answer comes
 */
export async function openConnection(
  options: OmadaClientOptions,
  snapshot: SnapshotInfo | undefined,
): Promise<OmadaConnection> {
  const connection = await connect(options);
  const { omadacId, info, transport } = connection;
  if (info && !info.mspMode && info.omadacId !== omadacId)
    loggerOf(connection).warn(
      printable(`The controller reports the omadacId "${info.omadacId}", the client uses "${omadacId}".`),
    );
  if (snapshot) await compareVersion(connection, snapshot);
  const { origin, observer, lifetime } = transport;
  observer?.connected({
    origin,
    controllerVersion: info?.controllerVer,
    controllerType: info?.type,
    snapshot: snapshot?.id,
  });
  const omada: OmadaConnection = {
    info,
    omadacId,
    snapshot,
    actsAsUser: options.auth.kind !== "client-credentials",
    close: () => lifetime.close(),
    async request<R>(method: string, path: string, init: Parameters<OmadaConnection["request"]>[2] = {}) {
      if (!path.startsWith("/")) throw new OmadaError('The path starts at the origin, with "/".');
      const parts = { path: { omadacId, ...init.path }, query: init.query ?? {}, body: init.body };
      const target = targetAt(method as "GET", path, init.download ?? false);
      return (await connection.send(target, parts, init)) as R;
    },
  };
  rememberConnection(omada, connection);
  return omada;
}

function loggerOf({ options }: Connection) {
  return options.logger ?? console;
}

/**
 * Compares the controller with a snapshot, once.
 * @throws OmadaVersionError as `onVersionMismatch` says
 */
export async function compareVersion(connection: Connection, snapshot: SnapshotInfo): Promise<void> {
  if (connection.compared.has(snapshot.id)) return;
  const { info, options, transport } = connection;
  const isCloud = isCloudOrigin(transport.origin);
  if (!fits(snapshot, isCloud, info?.controllerVer)) {
    const { checkVersion } = await import("./version.js");
    const { onVersionMismatch } = options;
    checkVersion(snapshot, isCloud, info?.controllerVer, onVersionMismatch, loggerOf(connection));
  }
  connection.compared.add(snapshot.id);
}

/**
 * The connection of a client or of {@link openConnection}.
 * @param what names what takes it, for the error
 * @throws OmadaError for an object that only has the same members
 */
export function requireConnection(omada: object, what: string): Connection {
  const connection = connectionOf(omada);
  if (!connection)
    throw new OmadaError(
      `${what} takes what connect or createOmadaClient of the same installation returned.`,
    );
  return connection;
}
