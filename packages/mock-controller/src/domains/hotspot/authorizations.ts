import { answerDetail } from "../../answers/detail.js";
import { answerList } from "../../answers/list.js";
import { failure, success } from "../../protocol/answer.js";
import { isRecord } from "../../schema/check.js";
import {
  AUTH_TYPE,
  type AuthRecord,
  authorizeClient,
  authRecordOf,
  authRecordsOf,
  endAuthorization,
} from "../../state/authorization.js";
import type { Controller, Handler, Request } from "../../state/controller.js";

/** Authorizes a client as an operator does. */
const authorizeGuest: Handler = (controller, { client }) => {
  if (!client) return failure(-41010);
  authorizeClient(controller, client, { adminName: controller.credentials.username } as Partial<AuthRecord>);
  return success();
};

const unauthorizeGuest: Handler = (controller, { client }) => {
  if (!client) return failure(-41006);
  const record = authRecordOf(controller, client);
  if (record) endAuthorization(controller, client.siteId, record);
  return success();
};

const listRecords: Handler = (controller, request) => {
  const records = [...authRecordsOf(controller, request.site?.siteId).values()].reverse();
  return answerList(controller, request, records, { key: ({ id }) => `authed/${id}` });
};

/** The record that a path names. */
function namedRecord(controller: Controller, { site, params }: Request): AuthRecord | undefined {
  return authRecordsOf(controller, site?.siteId).get(params.id ?? "");
}

const disconnectGuest: Handler = (controller, request) => {
  const record = namedRecord(controller, request);
  if (!record) return failure(-1001);
  endAuthorization(controller, request.site?.siteId, record);
  return success();
};

const deleteRecord: Handler = (controller, request) => {
  const answer = disconnectGuest(controller, request);
  authRecordsOf(controller, request.site?.siteId).delete(request.params.id ?? "");
  return answer;
};

/** Makes an authorization last longer, by milliseconds. */
const extendAuthorization: Handler = (controller, request) => {
  const record = namedRecord(controller, request);
  const { period } = isRecord(request.body) ? request.body : {};
  if (!record || typeof period !== "number") return failure(-1001);
  record.end += period;
  return success();
};

/** Deletes the past authorizations of a time range. */
const deletePastRecords: Handler = (controller, { site, body }) => {
  const { start, end } = isRecord(body) ? body : {};
  const records = authRecordsOf(controller, site?.siteId);
  for (const [id, record] of records) {
    if (!record.valid && record.start >= Number(start) && record.start <= Number(end)) records.delete(id);
  }
  return success();
};

const statistics: Handler = (controller, request) => {
  const valid = [...authRecordsOf(controller, request.site?.siteId).values()].filter(
    (record) => record.valid,
  );
  const count = (type: number): number => valid.filter(({ authType }) => authType === type).length;
  const [voucher, localUser] = [count(AUTH_TYPE.voucher), count(AUTH_TYPE.localUser)];
  const others = { externalPortal: 0, externalRadius: 0, facebook: 0, google: 0, ldap: 0, simplePassword: 0 };
  return answerDetail(controller, request, "hotspot", {
    authTypeDistribution: { ...others, hotspot: voucher + localUser, noAuth: count(AUTH_TYPE.none) },
    hotspotDistribution: {
      voucher,
      localUser,
      total: voucher + localUser,
      form: 0,
      hotspotRadius: 0,
      sms: 0,
    },
  });
};

export const hotspotHandlers: Readonly<Record<string, Handler>> = {
  "authorizedClient.authClient": authorizeGuest,
  "authorizedClient.cancelAuthClient": unauthorizeGuest,
  "authorizedClient.getHotspotAuthedClients": listRecords,
  "authorizedClient.disconnectHotspotAuthedClient": disconnectGuest,
  "authorizedClient.deleteHotspotAuthedClient": deleteRecord,
  "authorizedClient.extendHotspotAuthedClient": extendAuthorization,
  "authorizedClient.deleteAllInvalidAuthedClients": deletePastRecords,
  "authorizedClient.getHotspotStatistic": statistics,
};
