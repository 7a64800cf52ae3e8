import { batchHandlers } from "../answers/batch.js";
import type { Handler } from "../state/controller.js";
import { userHandlers } from "./account/users.js";
import { clientSettingHandlers } from "./client/client-settings.js";
import { clientHandlers } from "./client/clients.js";
import { deviceListHandlers } from "./device/device-lists.js";
import { deviceMoveHandlers } from "./device/device-move.js";
import { deviceHandlers } from "./device/devices.js";
import { lifecycleHandlers } from "./device/lifecycle.js";
import { firmwareHandlers, upgradeTaskHandlers } from "./device/upgrades.js";
import { hotspotHandlers } from "./hotspot/authorizations.js";
import { voucherStatisticsHandlers } from "./hotspot/voucher-statistics.js";
import { voucherGroupHandlers, voucherHandlers } from "./hotspot/vouchers.js";
import { logHandlers } from "./log/logs.js";
import { webhookHandlers } from "./log/webhooks.js";
import { backupHandlers } from "./maintenance/backups.js";
import { aclHandlers } from "./site/acls.js";
import { dashboardHandlers } from "./site/dashboard.js";
import { groupProfileHandlers } from "./site/group-profiles.js";
import { siteHandlers } from "./site/sites.js";
import { portHandlers } from "./wired/ports.js";
import { switchPortHandlers } from "./wired/switch-ports.js";
import { vlanNetworkHandlers } from "./wired/vlan-networks.js";
import { apWlanHandlers } from "./wireless/ap-wlans.js";
import { wlanHandlers } from "./wireless/wlans.js";

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
    ...backupHandlers,
    ...batchHandlers,
  }),
);
