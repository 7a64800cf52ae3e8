import { createRow } from "../../answers/collection.js";
import { answerList } from "../../answers/list.js";
import { freeId } from "../../collections/ids.js";
import { unversioned } from "../../collections/lists.js";
import { rowsOfPath, visibleRows } from "../../collections/store.js";
import type { StoredRow } from "../../collections/types.js";
import { failure, success } from "../../protocol/answer.js";
import { isRecord } from "../../schema/check.js";
import type { Handler } from "../../state/controller.js";

const ACL_LISTS = ["eap-acls", "osg-acls", "osw-acls"];

const byIndex = (a: StoredRow, b: StoredRow): number => Number(a.index) - Number(b.index);

/** Rules are shown in the order in which they are applied. */
const listRules: Handler = (controller, request) => {
  const place = rowsOfPath(controller, unversioned(request.operation.path), request.call.segments);
  const rows = visibleRows(place, controller.runtime.clock.now()).sort(byIndex);
  return answerList(controller, request, rows, { key: ({ id }) => `${place?.key}/${id}` });
};

/** A new rule is applied after all others. */
const createRule: Handler = (controller, request) => {
  const { answer, place, id } = createRow(controller, request);
  const row = place?.rows.get(id ?? "");
  if (place && row)
    row.index = Math.max(0, ...[...place.rows.values()].map(({ index }) => Number(index) || 0)) + 1;
  return answer;
};

/** `indexes` maps the ids of rules to their new places. */
const moveRules: Handler = (controller, request) => {
  const indexes = isRecord(request.body) && isRecord(request.body.indexes) ? request.body.indexes : {};
  const base = unversioned(request.operation.path).replace(/\/modifyIndex$/, "");
  for (const kind of ACL_LISTS) {
    for (const [id, row] of rowsOfPath(controller, `${base}/${kind}`, request.call.segments)?.rows ?? []) {
      if (Object.hasOwn(indexes, id)) row.index = Number(indexes[id]);
    }
  }
  return success();
};

/** Custom gateway rules are added, changed and deleted in one call. */
const changeCustomRules: Handler = (controller, request) => {
  const place = rowsOfPath(controller, unversioned(request.operation.path), request.call.segments);
  const { adds, modifies, deletes } = isRecord(request.body) ? request.body : {};
  if (!place) return failure(-1001);
  for (const id of [deletes ?? []].flat()) place.rows.delete(`${id}`);
  for (const rule of [modifies ?? []].flat().filter(isRecord)) {
    const known = place.rows.get(`${rule.id}`);
    if (known) Object.assign(known, rule);
  }
  for (const rule of [adds ?? []].flat().filter(isRecord)) {
    const id = freeId(controller, place, undefined);
    place.rows.set(`${id}`, { ...rule, id });
  }
  return success();
};

export const aclHandlers: Readonly<Record<string, Handler>> = Object.fromEntries([
  ...["Eap", "Osg", "Osw"].flatMap((kind) => [
    [`acl.get${kind}AclList`, listRules],
    [`acl.create${kind}Acl`, createRule],
    [`aclTemplate.get${kind}AclListTemplate`, listRules],
    [`aclTemplate.create${kind}AclTemplate`, createRule],
  ]),
  ["acl.updateOsgCustomAcls", changeCustomRules],
  ["aclTemplate.updateOsgCustomAclsTemplate", changeCustomRules],
  ["acl.modifyAclIndex", moveRules],
  ["aclTemplate.modifyAclIndexTemplate", moveRules],
]) as Readonly<Record<string, Handler>>;
