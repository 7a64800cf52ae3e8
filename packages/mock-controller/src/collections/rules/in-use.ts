import { ROW_RULES, type RowRule } from "../../generated/codes.js";
import { type Answer, failure } from "../../protocol/answer.js";
import type { Controller, Request } from "../../state/controller.js";
import { ofSite } from "../../state/maps.js";
import { SITE } from "../references.js";
import { rowsInScope } from "../store.js";
import type { Rows, StoredRow } from "../types.js";

const ACLS = ["eap-acls", "osg-acls", "osw-acls"].map((name) => `${SITE}/acls/${name}`);

/** Refuses a change of a row that came with the controller. */
export function checkBuiltIn({ operation }: Request, row: StoredRow): Answer | undefined {
  const code = operation.errorCodes.find((listed) => row[ROW_RULES[listed]?.builtIn ?? ""] === true);
  return code === undefined ? undefined : failure(code);
}

/** Refuses to delete a row that something else uses. */
export function checkInUse(
  controller: Controller,
  request: Request,
  { rows }: Rows,
  id: string,
): Answer | undefined {
  const row = rows.get(id) ?? {};
  const code = request.operation.errorCodes.find((listed) =>
    usersOf(row, ROW_RULES[listed]).some((path) =>
      rowsOfUse(controller, request, path).some((user) => mentions(user, id)),
    ),
  );
  return code === undefined ? undefined : failure(code);
}

/** What a rule says can use a row. Access rules name rows of one type. */
function usersOf(row: StoredRow, { usedBy = [], usedByAcl }: RowRule = {}): readonly string[] {
  return usedByAcl !== undefined && row.type === usedByAcl ? [...usedBy, ...ACLS] : usedBy;
}

function rowsOfUse(controller: Controller, request: Request, by: string): object[] {
  const { state, credentials } = controller;
  const { site } = request;
  if (by === "clients") return [...ofSite(state.clients, site?.siteId)];
  if (by === "ports") return [...state.ports.values()].filter(({ siteId }) => siteId === site?.siteId);
  if (by === "ssids") {
    const below = `${credentials.omadacId}/sites/${site?.siteId}/wireless-network/wlans/`;
    return [...state.collections].flatMap(([key, rows]) => (key.startsWith(below) ? [...rows.values()] : []));
  }
  return [...(rowsInScope(controller, request, by)?.rows.values() ?? [])];
}

/** Whether an id stands anywhere inside a value. */
function mentions(value: unknown, id: string): boolean {
  if (value === id) return true;
  return (
    typeof value === "object" && value !== null && Object.values(value).some((inner) => mentions(inner, id))
  );
}
