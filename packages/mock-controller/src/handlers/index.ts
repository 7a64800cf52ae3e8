import { batchHandlers } from "./batch.js";
import { clientHandlers } from "./clients.js";
import { deviceHandlers } from "./devices.js";
import { siteHandlers } from "./sites.js";
import type { Handler } from "./types.js";

/** Operations that work on the state, by stable name. All others answer by default. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map(
  Object.entries({ ...siteHandlers, ...deviceHandlers, ...clientHandlers, ...batchHandlers }),
);
