import { batchHandlers } from "./batch.js";
import { clientHandlers } from "./clients.js";
import { deviceHandlers } from "./devices.js";
import { lifecycleHandlers } from "./lifecycle.js";
import { logHandlers } from "./logs.js";
import { portHandlers } from "./ports.js";
import { siteHandlers } from "./sites.js";
import type { Handler } from "./types.js";
import { voucherHandlers } from "./vouchers.js";
import { webhookHandlers } from "./webhooks.js";

/** Operations that work on the state, by stable name. All others answer by default. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map(
  Object.entries({
    ...siteHandlers,
    ...deviceHandlers,
    ...lifecycleHandlers,
    ...portHandlers,
    ...clientHandlers,
    ...voucherHandlers,
    ...webhookHandlers,
    ...logHandlers,
    ...batchHandlers,
  }),
);
