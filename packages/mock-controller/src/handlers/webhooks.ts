import { failure, success } from "../protocol/answer.js";
import { isRecord } from "../sample/accepts.js";
import { sendTo } from "../webhooks/send.js";
import { answerList } from "./list.js";
import type { Handler } from "./types.js";

/** A test is sent as the body describes it, once. */
const testWebhook: Handler = (controller, { body, call }) => {
  if (!isRecord(body)) return failure(-1001);
  const event = {
    id: "",
    siteId: undefined,
    module: "System",
    key: "TEST",
    content: "Test message.",
  } as const;
  const setting = { ...body, webhookId: call.segments.at(-1), retryPolicy: 0 };
  void sendTo(controller, { ...event, time: controller.now() }, setting);
  return success();
};

/** The messages of a webhook within a time, latest first. */
const dispatchLogs: Handler = (controller, request) => {
  const { query } = request.call;
  const id = query.get("filters.webhookId");
  const [from, to] = [Number(query.get("filters.timeStart")), Number(query.get("filters.timeEnd"))];
  const found = controller.state.dispatches.filter(({ webhookId, attempts: [first] }) => {
    const time = first?.attemptTime ?? controller.now();
    return webhookId === id && time >= from && time <= to;
  });
  const rows = found.reverse().map(({ url, content, attempts, delivered }) => ({
    attemptMessages: attempts.map((attempt, index) => ({
      ...attempt,
      status: delivered && index === attempts.length - 1 ? 1 : 0,
    })),
    dispatchDetail: { attemptNumber: attempts.length, content, headers: "content-type: application/json" },
    dispatchMessage: { dispatchTime: attempts[0]?.attemptTime ?? controller.now(), url },
  }));
  return answerList(controller, request, rows, {
    key: (row) => `${row.dispatchMessage.dispatchTime}/${row.dispatchMessage.url}`,
  });
};

export const webhookHandlers: Readonly<Record<string, Handler>> = {
  "webhookSetting.testWebhookForGlobal": testWebhook,
  "webhookSetting.getWebhookLogsForGlobal": dispatchLogs,
};
