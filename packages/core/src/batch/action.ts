import { OmadaError } from "@omada-sdk/auth";
import { operationOf } from "../group/operation.js";
import { sortArguments } from "../request/arguments.js";
import { fillPath } from "../request/path.js";
import { serializeQuery } from "../request/query.js";

/** An action as the controller takes it, and the operation it came from. */
export interface Action {
  readonly operation: string;
  /** The operation to call instead of one that controllers refuse, for hints. */
  readonly successor: string | undefined;
  /** Path template. */
  readonly template: string;
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

/**
 * Makes an action of a method and its arguments.
 * @param mspId the MSP the batch goes to
 * @throws OmadaError for what a batch cannot carry, and for wrong arguments
 */
export function makeAction(
  method: unknown,
  args: Record<string, unknown> | undefined,
  omadacId: string,
  mspId: string | undefined,
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
  const parts = sortArguments(operation, args, omadacId);
  if (mspId !== undefined && parts.path.mspId !== mspId)
    throw new OmadaError(`${name}: the batch goes to the MSP "${mspId}", the action to another one.`);
  const query = serializeQuery(parts.query);
  return {
    operation: name,
    successor: operation.successor,
    template: path,
    wire: {
      method: operation.method,
      path: fillPath(path, parts.path, name),
      ...(query === "" ? {} : { query }),
      ...(parts.body === undefined ? {} : { body: parts.body }),
    },
  };
}
