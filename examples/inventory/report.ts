import { type Controller, clientGroup, deviceRaw, Subtype } from "./omada.js";

const PENDING = "/openapi/v1/{omadacId}/sites/{siteId}/grid/devices/pending";

/** Reads switches, clients and SSIDs of a site. */
export async function report(omada: Controller, siteId: string, apMac: string): Promise<unknown[]> {
  const { device, client: stations } = omada;
  const found: unknown[] = [];
  for await (const row of omada.paginate(device.getDeviceList, { siteId })) {
    if (row.subtype === Subtype.smartSwitch) found.push(row.mac);
  }
  for await (const { mac } of omada.paginate(stations.getGridActiveClients, { siteId })) found.push(mac);
  const { getGridActiveClients: list } = omada.with(clientGroup).client;
  found.push(await list({ siteId, page: 1, pageSize: 10 }));
  const { enable: isBalanced } = await omada.ap.getApLoadBalanceConfig({ siteId, apMac });
  const pending = await deviceRaw(omada).GET(PENDING, {
    params: { path: { siteId }, query: { page: 1, pageSize: 10, searchMacs: apMac } },
  });
  const port = await omada.request<{ portName?: string }>(
    "GET",
    `/openapi/v1/{omadacId}/sites/${siteId}/setting/wan-ports`,
    { query: { function: 0 } },
  );
  return [...found, isBalanced, pending.data?.errorCode, port.portName];
}
