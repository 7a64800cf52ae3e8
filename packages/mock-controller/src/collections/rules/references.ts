import { type Answer, failure } from "../../protocol/answer.js";
import { isRecord } from "../../schema/accepts.js";
import type { Controller } from "../../state/controller.js";
import type { Request } from "../../state/request.js";
import { REFERENCES } from "./reference-table.js";
import { rowsInScope } from "./scope.js";

/** Looks up the ids in a body that have to be there. */
export function checkReferences(controller: Controller, request: Request): Answer | undefined {
  const { operation, body } = request;
  if (operation.method === "GET" || !controller.quirks.checkReferences || !isRecord(body)) return undefined;
  for (const { member, to, code, from } of REFERENCES) {
    if (from ? !from.test(operation.path) : !operation.errorCodes.includes(code)) continue;
    const ids = valuesOf(body, member);
    const known = ids.length > 0 ? rowsInScope(controller, request, to)?.rows : undefined;
    if (known && ids.some((id) => !known.has(id))) return failure(code);
  }
  return undefined;
}

/** The ids that a member holds, wherever it stands. An empty text names nothing. */
function valuesOf(value: unknown, member: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === member
      ? [inner].flat().filter((id) => typeof id === "string" && id !== "")
      : valuesOf(inner, member),
  );
}
