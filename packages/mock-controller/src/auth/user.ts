import type { Controller } from "../state/controller.js";
import type { StoredRow } from "../state/types.js";

/**
 * Whether a name and a password are those of a user: the one of the mock's credentials, or one that was created. A user
 * of limited time is known only within it.
 */
export function knowsUser(controller: Controller, username: unknown, password: unknown): boolean {
  const { credentials, now } = controller;
  const user = usersOf(controller).find(({ name }) => name === username);
  if (user && !isValid(user, now())) return false;
  if (typeof user?.password === "string") return user.password === password;
  return username === credentials.username && password === credentials.password;
}

/** The users of the controller's and of the MSP's view that somebody asked for or created. */
function usersOf({ state, credentials: { omadacId } }: Controller): StoredRow[] {
  return [`${omadacId}/users`, `msp/${omadacId}/users`].flatMap((key) => [
    ...(state.collections.get(key)?.values() ?? []),
  ]);
}

function isValid({ temporaryEnable, startTime, endTime }: StoredRow, now: number): boolean {
  if (temporaryEnable !== true) return true;
  return (Number(startTime) || 0) <= now && now < (Number(endTime) || Number.POSITIVE_INFINITY);
}
