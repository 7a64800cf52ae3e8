import { type OmadaAuth, OmadaError } from "@omada-sdk/auth";
import { type Operation, operationOf, refuseWithoutUser } from "../operations/operation.js";
import { sortArguments } from "../request/arguments.js";
import { fillPath, serializeQuery } from "../request/url.js";

/** An action as the controller takes it, and the operation it came from. */
export interface Action {
  readonly operation: Operation;
  readonly wire: {
    readonly method: string;
    readonly path: string;
    readonly query?: string;
    readonly body?: unknown;
  };
}

const METHODS: ReadonlySet<string> = new Set(["POST", "PATCH", "PUT", "DELETE"]);
const OWN_PATH = /^\/openapi\/v\d+\/\{omadacId\}\//;
const MSP_PATH = /^\/openapi\/v\d+\/msp\/\{mspId\}\//;

/** The controller or MSP that a batch is sent to. */
export interface Destination {
  readonly omadacId: string;
  /** The MSP it goes to, instead of the controller. */
  readonly mspId: string | undefined;
  /** The grant of the client, when it is known. */
  readonly auth: OmadaAuth | undefined;
}

/**
 * Makes an action of a method and its arguments.
 * @throws OmadaError for what a batch cannot carry, and for wrong arguments; OmadaAuthError for operations that only a
 *   user may call
 */
export function makeAction(
  method: unknown,
  args: Record<string, unknown> | undefined,
  { omadacId, mspId, auth }: Destination,
): Action {
  const operation = operationOf(method);
  if (!operation)
    throw new OmadaError("A batch takes methods of the client, such as omada.ap.modifyGeneralConfig.");
  const { name, path } = operation;
  if (!METHODS.has(operation.method))
    throw new OmadaError(`${name}: a batch carries POST, PATCH, PUT and DELETE, not ${operation.method}.`);
  if (operation.multipart || operation.download)
    throw new OmadaError(`${name}: a batch carries neither uploads nor downloads.`);
  if (!(mspId === undefined ? OWN_PATH : MSP_PATH).test(path))
    throw new OmadaError(
      mspId === undefined
        ? `${name}: a batch carries operations of one controller; pass mspId to createBatch for those of an MSP.`
        : `${name}: the batch of an MSP carries MSP operations only.`,
    );
  if (auth) refuseWithoutUser(operation, auth);
  const parts = sortArguments(operation, args, omadacId);
  if (mspId !== undefined && parts.path.mspId !== mspId)
    throw new OmadaError(`${name}: the batch goes to the MSP "${mspId}", the action to another one.`);
  const query = serializeQuery(parts.query);
  return {
    operation,
    wire: {
      method: operation.method,
      path: fillPath(path, parts.path, name),
      ...(query === "" ? {} : { query }),
      ...(parts.body === undefined ? {} : { body: parts.body }),
    },
  };
}
