import { answerCollection } from "../../answers/collection.js";
import { answerList } from "../../answers/list.js";
import { unversioned } from "../../collections/lists.js";
import { rowsOfPath, visibleRows } from "../../collections/store.js";
import { sendTo } from "../../events/webhooks.js";
import { failure, success } from "../../protocol/answer.js";
import { isRecord } from "../../schema/check.js";
import type { Handler } from "../../state/controller.js";

/** Addresses of one webhook (documented). */
const MAX_URLS = 3;
/** The code for invalid addresses (documented). */
const INVALID_URLS = -44203;

function hasInvalidUrls(body: unknown): boolean {
  const urls = isRecord(body) ? body.urlList : undefined;
  return Array.isArray(urls) && (urls.length === 0 || urls.length > MAX_URLS);
}

/** A webhook has one to three addresses. */
const writeWebhook: Handler = (controller, request) => {
  if (controller.behaviour.quirks.checkReferences && hasInvalidUrls(request.body))
    return failure(INVALID_URLS);
  return answerCollection(controller, request) ?? failure(-1001);
};

/** A test is sent as the body describes it, once. */
const testWebhook: Handler = (controller, { body, call }) => {
  if (!isRecord(body)) return failure(-1001);
  if (controller.behaviour.quirks.checkReferences && hasInvalidUrls(body)) return failure(INVALID_URLS);
  const event = {
    id: "",
    siteId: undefined,
    module: "System",
    key: "TEST",
    content: "Test message.",
  } as const;
  const setting = { ...body, webhookId: call.segments.at(-1), retryPolicy: 0 };
  void sendTo(controller, { ...event, time: controller.runtime.clock.now() }, setting);
  return success();
};

/** The messages of a webhook within a time, latest first. */
const dispatchLogs: Handler = (controller, request) => {
  const { query } = request.call;
  const id = query.get("filters.webhookId");
  const [from, to] = [Number(query.get("filters.timeStart")), Number(query.get("filters.timeEnd"))];
  const found = controller.state.dispatches.filter(({ webhookId, attempts: [first] }) => {
    const time = first?.attemptTime ?? controller.runtime.clock.now();
    return webhookId === id && time >= from && time <= to;
  });
  const rows = found.reverse().map(({ url, content, attempts, delivered }) => ({
    attemptMessages: attempts.map((attempt, index) => ({
      ...attempt,
      status: delivered && index === attempts.length - 1 ? 1 : 0,
    })),
    dispatchDetail: { attemptNumber: attempts.length, content, headers: "content-type: application/json" },
    dispatchMessage: { dispatchTime: attempts[0]?.attemptTime ?? controller.runtime.clock.now(), url },
  }));
  return answerList(controller, request, rows, {
    key: (row) => `${row.dispatchMessage.dispatchTime}/${row.dispatchMessage.url}`,
  });
};

/** The webhooks of the controller or the MSP, with the time of their last message. */
const listWebhooks: Handler = (controller, request) => {
  const place = rowsOfPath(controller, unversioned(request.operation.path), request.call.segments);
  return answerList(controller, request, visibleRows(place, controller.runtime.clock.now()), {
    key: ({ webhookId }) => `webhook/${webhookId}`,
    extra: ({ webhookId, urlList }) => {
      const last = controller.state.dispatches.findLast((dispatch) => dispatch.webhookId === webhookId);
      const lastTime = last?.attempts.at(-1)?.attemptTime;
      return {
        ...(Array.isArray(urlList) ? { urlNum: urlList.length } : {}),
        ...(lastTime === undefined ? {} : { lastTime }),
      };
    },
  });
};

export const webhookHandlers: Readonly<Record<string, Handler>> = {
  "webhookSetting.getWebhookForGlobal": listWebhooks,
  "mspWebhookSetting.getWebhookForMsp": listWebhooks,
  "webhookSetting.createWebhookForGlobal": writeWebhook,
  "mspWebhookSetting.createWebhookForMsp": writeWebhook,
  "webhookSetting.modifyWebhookForGlobal": writeWebhook,
  "mspWebhookSetting.modifyWebhookForMsp": writeWebhook,
  "webhookSetting.testWebhookForGlobal": testWebhook,
  "mspWebhookSetting.testWebhookFormsp": testWebhook,
  "webhookSetting.getWebhookLogsForGlobal": dispatchLogs,
  "mspWebhookSetting.getWebhookLogsForMsp": dispatchLogs,
};
