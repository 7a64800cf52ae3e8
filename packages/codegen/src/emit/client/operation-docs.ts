import type { Operation } from "../../model/types.js";

/** Snapshots that have an operation (`METHOD path`), in order of version. */
export type Availability = ReadonlyMap<string, readonly string[]>;

const MOST_CODES = 12;
const MOST_PERMISSIONS = 4;

/**
 * The doc comment of a method, written from facts alone.
 * @param known sentences about what controllers do although the document says otherwise
 */
export function operationDoc(
  operation: Operation,
  availability: Availability,
  known: readonly string[],
): string {
  const { method, path, permissions, errorCodes } = operation;
  const snapshots = availability.get(`${method} ${path}`) ?? [];
  const lines = [
    operation.title,
    `\`${method} ${path}\``,
    permissions.length > 0 ? `Permissions: ${limited(permissions, MOST_PERMISSIONS, " or ")}` : "",
    errorCodes.length > 0 ? `Error codes: ${limited(errorCodes, MOST_CODES, ", ")}` : "",
    snapshots.length > 0 ? `Snapshots: ${snapshots.join(", ")}` : "",
    ...known,
    operation.authorizationCodeOnly ? "Only with the authorization-code grant; -44118 otherwise." : "",
    operation.unlisted ? "Not on the document pages of the controller." : "",
    operation.edition === "pro" ? "Only on Pro controllers." : "",
    operation.edition === "msp" ? "Only in MSP mode." : "",
    operation.deprecated ? "@deprecated" : "",
  ];
  return lines.filter((text) => text !== "").join("\n\n");
}

function limited(values: readonly (string | number)[], most: number, separator: string): string {
  const shown = values.slice(0, most).join(separator);
  return values.length > most ? `${shown}${separator}${values.length - most} more` : shown;
}
