import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { OmadaError } from "@omada-sdk/auth";
import type { buildConnector as Building } from "undici";
import { OmadaTlsError } from "../errors/tls-error.js";
import type { Logger, TlsOptions } from "../transport/exchange/options.js";
import { markUnsent } from "../transport/exchange/unsent.js";
import { normalizeFingerprint } from "./fingerprint.js";
import { buildConnector } from "./undici.js";

/** Opens connections for undici. */
export interface Connector {
  readonly connect: Building.connector;
  /** A connection is being opened. */
  isOpening(): boolean;
  /** Destroys the connections that are still being opened; called when no request needs one any more. */
  abandon(): void;
}

/**
 * Makes the function with which undici opens connections.
 * @param logger where warnings go
 * @throws OmadaError when the options contradict each other
 */
export function createConnector(options: TlsOptions, logger: Logger): Connector {
  const open = chooseConnector(options, logger);
  const opening = new Set<Socket>();
  return {
    connect(target, callback) {
      let socket: Socket | undefined;
      // undici's types do not say so, but its connectors return the socket.
      socket = open(target, (...outcome) => {
        if (socket) opening.delete(socket);
        // An error here happens before a request is written, so even a write may be sent again.
        if (outcome[0]) markUnsent(outcome[0]);
        callback(...outcome);
      }) as unknown as Socket;
      opening.add(socket);
      return socket;
    },
    isOpening: () => opening.size > 0,
    abandon() {
      for (const socket of opening) socket.destroy(new Error("No request needs this connection any more."));
    },
  };
}

function chooseConnector(options: TlsOptions, logger: Logger): Building.connector {
  const { ca, allowHostMismatch, fingerprint256, insecure } = options;
  if ([ca, fingerprint256, insecure || undefined].filter((one) => one !== undefined).length > 1)
    throw new OmadaError("ca, fingerprint256 and insecure exclude each other.");
  if (allowHostMismatch && ca === undefined)
    throw new OmadaError("allowHostMismatch needs ca: without it any trusted server could answer.");
  if (fingerprint256 !== undefined) return pinnedConnector(normalizeFingerprint(fingerprint256), logger);
  if (insecure) return buildConnector({ rejectUnauthorized: false });
  if (ca === undefined) return buildConnector({});
  // Set explicitly: NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment would otherwise accept any certificate.
  const verify = { ca, rejectUnauthorized: true };
  return buildConnector({ ...verify, ...(allowHostMismatch && { checkServerIdentity: () => undefined }) });
}

/**
 * Node does not call checkServerIdentity when it does not verify, so the certificate is compared once the socket is open.
 * A pinned certificate is accepted after it expired, as with ssh, with one warning.
 */
function pinnedConnector(expected: string, logger: Logger): Building.connector {
  let hasWarned = false;
  // A resumed session would not present the certificate again.
  const connect = buildConnector({ rejectUnauthorized: false, maxCachedSessions: 0 });
  return (options, callback) =>
    connect(options, (error, socket) => {
      if (error) return callback(error, null);
      const { fingerprint256: presented, valid_to: end = "" } =
        (socket as Partial<TLSSocket>).getPeerCertificate?.() ?? {};
      const origin = `${options.protocol}//${options.host ?? options.hostname}`;
      if (presented === expected) {
        if (!hasWarned && Date.parse(end) < Date.now()) {
          hasWarned = true;
          logger.warn(`The pinned certificate of ${origin} expired on ${end}. It is still accepted.`);
        }
        return callback(null, socket);
      }
      socket.destroy();
      callback(mismatch(origin, expected, presented), null);
    });
}

function mismatch(origin: string, expected: string, presented: string | undefined): OmadaTlsError {
  return new OmadaTlsError(
    `${origin} presented the certificate ${presented ?? "(none)"}, pinned is ${expected}. ` +
      "Either the controller's certificate was replaced, or something else answers in its place.",
    { origin, reason: "FINGERPRINT_MISMATCH", expectedFingerprint: expected, actualFingerprint: presented },
  );
}
