import type { Operation } from "../model/types.js";
import { acts } from "./acts.js";

/** Why an operation was not compared. */
export type SkipReason =
  | "acts"
  | "unknown-id"
  | "unknown-argument"
  | "needs-user"
  | "file"
  | "msp"
  | "limit"
  | "refused"
  | "failed"
  | "foreign"
  | "stopped";

/** What a probe may ask that not every probe does. */
export interface Scope {
  /** The token acts as a user: operations that need one are asked, too. */
  asUser?: boolean;
  /** The controller is in MSP mode, or its operations for that are to be asked anyway. */
  msp?: boolean;
}

/** Why an operation is not asked whatever the controller answers; undefined when it is. */
export function neverAsked(
  operation: Operation,
  { asUser = false, msp = false }: Scope,
): SkipReason | undefined {
  const { name, path, download, authorizationCodeOnly } = operation;
  // Recorded mails come as files, too, though the documents do not declare it.
  const isFile = download || path.includes("/files/") || /\.(download|export)[A-Z]/.test(name);
  if (isFile) return "file";
  if (acts(operation)) return "acts";
  if (authorizationCodeOnly && !asUser) return "needs-user";
  return path.includes("{mspId}") && !msp ? "msp" : undefined;
}
