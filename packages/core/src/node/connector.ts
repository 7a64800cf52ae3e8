import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { OmadaError } from "@omada-sdk/auth";
import type { buildConnector as Building } from "undici";
import { OmadaTlsError } from "../errors/errors.js";
import { markUnsent } from "../transport/exchange/failure.js";
import type { Logger, TlsOptions } from "../transport/exchange/options.js";
import { normalizeFingerprint } from "./fingerprint.js";
import { buildConnector } from "./undici.js";

/** Opens connections for undici. */
export interface Connector {
  readonly connect: Building.connector;
  /** A connection is being opened. */
  isOpening(): boolean;
  /** Gives up the connections that are not up yet; called when nobody waits for one any more. */
  abandon(): void;
}

/**
 * Makes what undici opens connections with.
 * @param logger where warnings go
 * @throws OmadaError when the options contradict each other
 */
export function createConnector(options: TlsOptions, logger: Logger): Connector {
  const open = chooseConnector(options, logger);
  const opening = new Set<Socket>();
  return {
    connect(target, callback) {
      let socket: Socket | undefined;
      // undici's types do not tell, but its connectors return the socket.
      socket = open(target, (...outcome) => {
        if (socket) opening.delete(socket);
        // Whatever fails here fails before a request was written, so that even a write may be sent again.
        if (outcome[0]) markUnsent(outcome[0]);
        callback(...outcome);
      }) as unknown as Socket;
      opening.add(socket);
      return socket;
    },
    isOpening: () => opening.size > 0,
    abandon() {
      for (const socket of opening) socket.destroy(new Error("Nobody waits for this connection any more."));
    },
  };
}

function chooseConnector(options: TlsOptions, logger: Logger): Building.connector {
  const { ca, allowHostMismatch, fingerprint256, insecure } = options;
  if ([ca, fingerprint256, insecure || undefined].filter((one) => one !== undefined).length > 1)
    throw new OmadaError("ca, fingerprint256 and insecure exclude each other.");
  if (allowHostMismatch && ca === undefined)
    throw new OmadaError("allowHostMismatch only goes with ca: without it any trusted server could answer.");
  if (fingerprint256 !== undefined) return pinnedConnector(normalizeFingerprint(fingerprint256), logger);
  if (insecure) return buildConnector({ rejectUnauthorized: false });
  if (ca === undefined) return buildConnector({});
  // Said expressly: NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment would otherwise make any certificate do.
  const verify = { ca, rejectUnauthorized: true };
  return buildConnector({ ...verify, ...(allowHostMismatch && { checkServerIdentity: () => undefined }) });
}

/**
 * Node skips checkServerIdentity when it does not verify, so the certificate is compared once the socket is up. It is this
 * very one whether its time is over or not, as with ssh: that is said, once, and no more.
 */
function pinnedConnector(expected: string, logger: Logger): Building.connector {
  let told = false;
  // A resumed session would not present the certificate again.
  const connect = buildConnector({ rejectUnauthorized: false, maxCachedSessions: 0 });
  return (options, callback) =>
    connect(options, (error, socket) => {
      if (error) return callback(error, null);
      const { fingerprint256: presented, valid_to: end = "" } =
        (socket as Partial<TLSSocket>).getPeerCertificate?.() ?? {};
      const origin = `${options.protocol}//${options.host ?? options.hostname}`;
      if (presented === expected) {
        if (!told && Date.parse(end) < Date.now()) {
          told = true;
          logger.warn(`The pinned certificate of ${origin} expired on ${end}. It is accepted all the same.`);
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
