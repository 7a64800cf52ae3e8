import { answerDetail } from "../../answers/detail.js";
import { answerList } from "../../answers/list.js";
import { failure, success } from "../../protocol/answer.js";
import { isRecord } from "../../schema/check.js";
import type { Controller, Handler, Request } from "../../state/controller.js";
import { ofSite } from "../../state/maps.js";
import type { NetworkClient } from "../../state/types.js";

/** A limit of the client's own, or that of a profile; the versions have different names for the profile's id. */
const limitRate: Handler = (_, { client, body }) => {
  if (!client || !isRecord(body)) return success();
  const { customRateLimit, rateLimitProfileId, rateLimitId = rateLimitProfileId, ...own } = body;
  const custom = isRecord(customRateLimit) ? customRateLimit : {};
  client.rateLimit = { ...custom, ...own, ...(rateLimitId === undefined ? {} : { rateLimitId }) };
  return success();
};

/** Keeps a wireless client at some APs. */
const lockToAp: Handler = (_, { client, body }) => {
  if (!client || !isRecord(body)) return success();
  if (!client.wireless) return failure(-41020);
  if (client.blocked) return failure(-41022);
  client.clientLockToApSetting = { ...body };
  return success();
};

/** Every client that the site has seen, also those that are blocked or away. */
const knownClients: Handler = (controller, request) =>
  answerList(controller, request, ofSite(controller.state.clients, request.site?.siteId), {
    list: `${request.site?.siteId}`,
    key: ({ mac }) => `known/${mac}`,
    extra: ({ blocked, clientLockToApSetting }) => ({
      block: blocked,
      lockToAp: clientLockToApSetting?.enable === true,
    }),
  });

/** The clients that a body selects by their members. */
function describedIn(controller: Controller, { site, body }: Request): NetworkClient[] {
  const { block, guest, wireless, searchKey } = isRecord(body) ? body : {};
  const agrees = (wanted: unknown, is: boolean): boolean => typeof wanted !== "boolean" || wanted === is;
  const needle = typeof searchKey === "string" ? searchKey.toLowerCase() : "";
  return ofSite(controller.state.clients, site?.siteId).filter(
    (client) =>
      agrees(block, client.blocked) &&
      agrees(guest, client.guest) &&
      agrees(wireless, client.wireless) &&
      [client.name, client.mac, client.ip].some((text) => text.toLowerCase().includes(needle)),
  );
}

/** Removes clients that are not online. */
const forgetClients: Handler = (controller, request) => {
  for (const { mac, active } of describedIn(controller, request))
    if (!active) controller.state.clients.delete(mac);
  return answerDetail(controller, request, "forgotten", {});
};

export const clientSettingHandlers: Readonly<Record<string, Handler>> = {
  "client.updateClientRateLimitSetting": limitRate,
  "client.updateClientLockToApSetting": lockToAp,
  "client.deleteClients": forgetClients,
  "clientInsight.getGridKnownClients": knownClients,
};
