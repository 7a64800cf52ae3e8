import { isRecord } from "../schema/accepts.js";
import type { Controller } from "../state/controller.js";
import type { Members, Request } from "../state/request.js";
import { tells } from "./lies.js";

/** What was written to the path of a request so far. */
export function writtenTo({ state }: Controller, { call }: Request): Members {
  return state.settings.get(call.pathname) ?? {};
}

/** Remembers the members of a body under the path of the request: PUT replaces, PATCH adds. */
export function remember(controller: Controller, { call, body }: Request): void {
  if (!isRecord(body)) return;
  const { state } = controller;
  const adds = call.method === "PATCH" && !tells(controller, "patch-wipes");
  const before = adds ? state.settings.get(call.pathname) : undefined;
  state.settings.set(call.pathname, { ...before, ...body });
}
