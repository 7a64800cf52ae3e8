import { answerCreated } from "../../answers/detail.js";
import { answerList } from "../../answers/list.js";
import { freeId } from "../../collections/ids.js";
import { unversioned } from "../../collections/lists.js";
import { checkUnique } from "../../collections/rules.js";
import { rowsOfPath } from "../../collections/store.js";
import type { Rows, StoredRow } from "../../collections/types.js";
import { failure } from "../../protocol/answer.js";
import { isRecord } from "../../schema/check.js";
import type { Controller, Handler, Request } from "../../state/controller.js";

/** Values of `type`: IP, IP and port, MAC, IPv6, IPv6 and port, country, domain. */
const TYPES = [0, 1, 2, 3, 4, 5, 7];

/** The groups of one type, which `…/profiles/groups/{groupType}` lists. */
function groupsOfType(controller: Controller, { operation, call }: Request, type: number): Rows | undefined {
  const path = unversioned(operation.path);
  const place = rowsOfPath(controller, `${path}/{groupType}`, [...call.segments, String(type)]);
  for (const row of place?.rows.values() ?? []) row.type = type;
  return place;
}

const allGroups: Handler = (controller, request) => {
  const rows = TYPES.flatMap((type): StoredRow[] => [
    ...(groupsOfType(controller, request, type)?.rows.values() ?? []),
  ]);
  return answerList(controller, request, rows, { key: ({ type, groupId }) => `group/${type}/${groupId}` });
};

/** The type of a new group decides which list it belongs to. */
const createGroupProfile: Handler = (controller, request) => {
  const { body } = request;
  const place = isRecord(body) ? groupsOfType(controller, request, Number(body.type)) : undefined;
  if (!place || !isRecord(body)) return failure(-1001);
  const taken = controller.behaviour.quirks.checkReferences && checkUnique(request, place, body, undefined);
  if (taken) return taken;
  const groupId = freeId(controller, place, undefined);
  place.rows.set(String(groupId), { ...body, groupId, buildIn: false, count: 0 });
  controller.state.created.add(`${place.key}/${groupId}`);
  return answerCreated(controller, request, `${groupId}`, { id: groupId });
};

export const groupProfileHandlers: Readonly<Record<string, Handler>> = {
  "profiles.getGroupProfiles": allGroups,
  "profilesTemplate.getGroupProfilesTemplate": allGroups,
  "profiles.createGroupProfile": createGroupProfile,
  "profilesTemplate.createGroupProfileTemplate": createGroupProfile,
};
