import { aclHandlers } from "./acls.js";
import { apWlanHandlers } from "./ap-wlans.js";
import { batchHandlers } from "./batch.js";
import { clientSettingHandlers } from "./client-settings.js";
import { clientHandlers } from "./clients.js";
import { dashboardHandlers } from "./dashboard.js";
import { deviceListHandlers } from "./device-lists.js";
import { deviceMoveHandlers } from "./device-move.js";
import { deviceHandlers } from "./devices.js";
import { firmwareHandlers } from "./firmware.js";
import { groupProfileHandlers } from "./group-profiles.js";
import { hotspotHandlers } from "./hotspot.js";
import { lifecycleHandlers } from "./lifecycle.js";
import { logHandlers } from "./logs.js";
import { portHandlers } from "./ports.js";
import { siteHandlers } from "./sites.js";
import { switchPortHandlers } from "./switch-ports.js";
import type { Handler } from "./types.js";
import { upgradeTaskHandlers } from "./upgrade-tasks.js";
import { userHandlers } from "./users.js";
import { vlanNetworkHandlers } from "./vlan-networks.js";
import { voucherGroupHandlers } from "./voucher-groups.js";
import { voucherStatisticsHandlers } from "./voucher-statistics.js";
import { voucherHandlers } from "./vouchers.js";
import { webhookHandlers } from "./webhooks.js";
import { wlanHandlers } from "./wlans.js";

/** Operations that work on the state, by stable name. All others answer by default. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map(
  Object.entries({
    ...siteHandlers,
    ...deviceHandlers,
    ...deviceListHandlers,
    ...deviceMoveHandlers,
    ...lifecycleHandlers,
    ...firmwareHandlers,
    ...upgradeTaskHandlers,
    ...wlanHandlers,
    ...apWlanHandlers,
    ...portHandlers,
    ...switchPortHandlers,
    ...clientHandlers,
    ...dashboardHandlers,
    ...clientSettingHandlers,
    ...aclHandlers,
    ...groupProfileHandlers,
    ...userHandlers,
    ...hotspotHandlers,
    ...vlanNetworkHandlers,
    ...voucherGroupHandlers,
    ...voucherHandlers,
    ...voucherStatisticsHandlers,
    ...webhookHandlers,
    ...logHandlers,
    ...batchHandlers,
  }),
);
