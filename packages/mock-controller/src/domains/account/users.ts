import { answerCollection, createRow } from "../../answers/collection.js";
import { answerDetail } from "../../answers/detail.js";
import { answerList } from "../../answers/list.js";
import { rowsOfPath, visibleRows } from "../../collections/store.js";
import type { Rows, StoredRow } from "../../collections/types.js";
import { failure } from "../../protocol/answer.js";
import type { Controller, Handler, Members, Request } from "../../state/controller.js";

/** The view that a request is about: the controller's or the MSP's. */
function scopeOf({ operation }: Request): string {
  return operation.path.includes("/msp/") ? "/msp/{mspId}" : "/{omadacId}";
}

function rowsBeside(controller: Controller, request: Request, name: string): Rows | undefined {
  return rowsOfPath(controller, `${scopeOf(request)}/${name}`, request.call.segments);
}

/** What a user's row shows beside what was written: the name of the role, and the ids of sites or customers. */
function shownUser(controller: Controller, request: Request, user: StoredRow): Members {
  const role = rowsBeside(controller, request, "roles")?.rows.get(`${user.roleId}`);
  const ids = user.sites ?? user.customers;
  const member = user.sites === undefined ? "customerIds" : "siteIds";
  const names = role ? { roleName: role.name } : {};
  return {
    ...names,
    ...(Array.isArray(ids) && ids.every((id) => typeof id === "string") ? { [member]: ids } : {}),
    omadacId: controller.credentials.omadacId,
    mspId: controller.credentials.omadacId,
  };
}

const listUsers: Handler = (controller, request) => {
  const users = visibleRows(rowsBeside(controller, request, "users"), controller.runtime.clock.now());
  const rows = users.map((user) => ({ ...user, ...shownUser(controller, request, user) }));
  return answerList(controller, request, rows, { key: ({ id }) => `user/${id}` });
};

const showUser: Handler = (controller, request) => {
  const id = request.params.userID ?? request.params.userId ?? "";
  const user = rowsBeside(controller, request, "users")?.rows.get(id);
  return user
    ? answerDetail(controller, request, `user/${id}`, { ...user, ...shownUser(controller, request, user) })
    : (answerCollection(controller, request) ?? failure(-30112));
};

/** A new role is no default role. */
const createRole: Handler = (controller, request) => {
  const { answer, place, id } = createRow(controller, request);
  const role = place?.rows.get(id ?? "");
  if (role) Object.assign(role, { defaultRole: false, source: 1, type: 0 });
  return answer;
};

/** A password that is not given stays; it is for logins only, as no answer shows it. */
const modifyUser: Handler = (controller, request) => {
  const id = request.params.userID ?? request.params.userId ?? "";
  const users = rowsBeside(controller, request, "users")?.rows;
  const password = users?.get(id)?.password;
  const answer = answerCollection(controller, request) ?? failure(-30112);
  const user = users?.get(id);
  if (user && user.password === undefined && password !== undefined) user.password = password;
  return answer;
};

const availableRoles: Handler = (controller, request) =>
  answerList(
    controller,
    request,
    visibleRows(rowsBeside(controller, request, "roles"), controller.runtime.clock.now()),
    {
      key: ({ id }) => `role/${id}`,
    },
  );

export const userHandlers: Readonly<Record<string, Handler>> = {
  "userAndRole.getGridUsers": listUsers,
  "userAndRole.getUser": showUser,
  "userAndRole.modifyUser": modifyUser,
  "userAndRole.createNewRole": createRole,
  "userAndRole.getAvailableRole": availableRoles,
  "userAndRole.getAppGridUsers": listUsers,
  "mspUserAndRole.getGridUsers": listUsers,
  "mspUserAndRole.getUser": showUser,
  "mspUserAndRole.modifyMspUser": modifyUser,
  "mspUserAndRole.createNewMspRole": createRole,
  "mspUserAndRole.getAvailableMspRoles": availableRoles,
};
