// What the other files of this example use of the client, under names of their own.
export { createBatch, type Omada as Controller } from "@omada-sdk/client-v5";
export { clientGroup } from "@omada-sdk/client-v5/client";
export { deviceRaw } from "@omada-sdk/client-v5/device/raw";
export { DeviceInfoSubtype as Subtype } from "@omada-sdk/client-v5/device/values";
export type { ClientLockToAPSetting as LockToAp } from "@omada-sdk/types/5.15/client";
