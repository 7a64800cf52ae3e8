import type { SnapshotInfo } from "../operations/group.js";
import {
  type CallOptions,
  describeMethod,
  type Operation,
  operationOf,
  refuseWithoutUser,
} from "../operations/operation.js";
import { type AnyMethod, readOperation } from "../operations/table.js";
import { sortArguments } from "../request/arguments.js";
import { targetOf } from "../request/target.js";
import type { Connection } from "./connect.js";
import { compareVersion, requireConnection } from "./open-connection.js";
import type { OmadaConnection, OperationFunction } from "./types.js";

/** Sends one operation. */
export async function callOperation(
  connection: Connection,
  operation: Operation,
  args: Record<string, unknown> | undefined,
  options: CallOptions | undefined,
): Promise<unknown> {
  refuseWithoutUser(operation, connection.options.auth);
  const parts = sortArguments(operation, args, connection.omadacId);
  return connection.send(targetOf(operation), parts, options);
}

/** An operation of which only the connection is still missing. */
type AnyOperation = (
  omada: OmadaConnection,
  args?: Record<string, unknown>,
  options?: CallOptions,
) => Promise<unknown>;

/**
 * Makes a generated operation a function of a connection. Nothing is read before its first use, so that a bundler can leave
 * it out.
 * @param line as in a table of operations, but with the tag before the name: "device.getDeviceList G/v1/…"
 */
export function defineOperation<Call = AnyOperation>(snapshot: SnapshotInfo, line: string): Call {
  let operation: Operation | undefined;
  const read = (): Operation => {
    operation ??= readOperation(line, { snapshot });
    return operation;
  };
  const call: AnyOperation = async (omada, args, options) => {
    const connection = requireConnection(omada, read().name);
    // Without waiting where there is nothing to compare: a write takes its place in the queue as soon as it is called.
    if (!connection.compared.has(snapshot.id)) await compareVersion(connection, snapshot);
    return callOperation(connection, read(), args, options);
  };
  describeMethod(call, read);
  return call as Call;
}

/**
 * The method of a connection that an operation is a function of: for `paginate`, `createBatch` and everything else that takes
 * methods.
 */
export function bindOperation<
  Method extends (...call: never[]) => unknown,
  Connection extends OmadaConnection,
>(omada: Connection, operation: OperationFunction<Method, Connection>): Method {
  const call = operation as unknown as AnyOperation;
  const method: AnyMethod = (args, options) => call(omada, args, options);
  describeMethod(method, () => operationOf(operation) as Operation);
  return method as unknown as Method;
}
