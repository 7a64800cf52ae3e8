import { type Controller, createBatch, type LockToAp } from "./omada.js";

/** Changes settings of clients and access points, alone and in batches. */
export async function change(omada: Controller, siteId: string, apMac: string, clientMac: string) {
  const lock: LockToAp = { enable: true, aps: [apMac] };
  await omada.client.updateClientRateLimitSetting({
    siteId,
    clientMac,
    body: { enable: true, downEnable: true, downLimit: 1024, downUnit: 1 },
  });
  const batch = createBatch(omada);
  batch.add(omada.ap.modifyApLoadBalanceConfig, { siteId, apMac, body: { enable: false } });
  await batch.send();
  const base = `/openapi/v1/${omada.omadacId}/sites/${siteId}`;
  const actions = [
    { method: "PATCH", path: `${base}/aps/${apMac}/ports`, body: "{}" },
    { method: "PATCH", path: `${base}/clients/${clientMac}/name`, body: JSON.stringify({ name: "Buoy" }) },
  ];
  await omada.batch.batchController({ body: { actions, interrupt: true } });
  return lock;
}
