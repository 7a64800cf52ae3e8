import type { Credentials } from "../transport/exchange/credentials.js";
import type { Transport } from "../transport/transport.js";
import type { ControllerInfo } from "./controller-info.js";

/** A controller that was found, and the grant to use it with. */
export interface Connection {
  readonly transport: Transport;
  readonly credentials: Credentials;
  readonly omadacId: string;
  /** Undefined on cloud hosts. */
  readonly info: ControllerInfo | undefined;
}
