import type { ControllerInfo } from "../discover/controller-info.js";
import type { Credentials, Transport } from "../transport/exchange.js";

/** A controller that was found, and the grant to use it with. */
export interface Connection {
  readonly transport: Transport;
  readonly credentials: Credentials;
  readonly omadacId: string;
  /** Undefined on cloud hosts. */
  readonly info: ControllerInfo | undefined;
}
