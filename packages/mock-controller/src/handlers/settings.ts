import type { Controller } from "../controller.js";
import { isRecord } from "../sample/accepts.js";
import type { Members, Request } from "./types.js";

/** What was written to the path of a request so far. */
export function writtenTo({ state }: Controller, { call }: Request): Members {
  return state.settings.get(call.pathname) ?? {};
}

/** Remembers the members of a body under the path of the request: PUT replaces, PATCH adds. */
export function remember({ state }: Controller, { call, body }: Request): void {
  if (!isRecord(body)) return;
  const before = call.method === "PATCH" ? state.settings.get(call.pathname) : undefined;
  state.settings.set(call.pathname, { ...before, ...body });
}
