import type { Operation } from "@omada-sdk/model";
import type { SnapshotsByOperation } from "../../availability/of-model.js";
import type { Descriptions } from "../../specs/descriptions.js";
import { withAcronyms } from "../titles.js";

const MAX_CODES = 12;
const MAX_PERMISSIONS = 4;

/** What other inputs than the snapshot say of an operation. */
export interface OperationNotes {
  /** Sentences about what controllers do although the document says otherwise. */
  known: readonly string[];
  /** Names of the operations to call instead of a deprecated one. */
  successors: readonly string[];
  /** Name of an error code, for those that have one. */
  codeName(code: number): string | undefined;
  /** A written line that says more than the operation's name. */
  written?: string | undefined;
}

/** The doc comment of a method, written from facts alone. */
export function operationDoc(
  operation: Operation,
  availability: SnapshotsByOperation,
  { known, successors, codeName, written }: OperationNotes,
): string {
  const { method, path, permissions, errorCodes } = operation;
  const snapshots = availability.get(`${method} ${path}`) ?? [];
  const withName = (code: number): string => {
    const name = codeName(code);
    return name === undefined ? String(code) : `${name} (${code})`;
  };
  const lines = [
    written ?? withAcronyms(operation.title),
    `\`${method} ${path}\``,
    permissions.length > 0 ? `Permissions: ${limited(permissions, MAX_PERMISSIONS, " or ")}` : "",
    errorCodes.length > 0 ? `Error codes: ${limited(errorCodes.map(withName), MAX_CODES, ", ")}` : "",
    snapshots.length > 0 ? `Snapshots: ${snapshots.join(", ")}` : "",
    ...known,
    operation.authorizationCodeOnly ? "Only with the authorization-code grant; -44118 otherwise." : "",
    operation.resultFrom
      ? `The document of this version leaves the result open; its type is that of ${operation.resultFrom}.`
      : "",
    operation.unlisted ? "Not on the document pages of the controller." : "",
    operation.edition === "pro" ? "Only on Pro controllers." : "",
    operation.edition === "msp" ? "Only in MSP mode." : "",
    operation.deprecated ? `@deprecated ${deprecation(successors)}` : "",
  ];
  return lines.filter((text) => text !== "").join("\n\n");
}

function deprecation(successors: readonly string[]): string {
  return successors.length > 0 ? `Use ${successors.join(" or ")}.` : "No successor is known.";
}

function limited(values: readonly (string | number)[], most: number, separator: string): string {
  const shown = values.slice(0, most).join(separator);
  return values.length > most ? `${shown}${separator}${values.length - most} more` : shown;
}

/** The written line of a client member as its doc comment. */
export function memberComment(
  tag: string,
  operations: readonly Operation[],
  descriptions: Descriptions,
): string {
  const line = descriptions.ofMember(tag, operations);
  return line === undefined ? "" : `  /** ${line} */\n`;
}
