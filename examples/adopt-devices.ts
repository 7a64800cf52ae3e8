// Adopts all devices that wait for it in a site, and says how each adoption ended.
import { setTimeout as sleep } from "node:timers/promises";
import { clientCredentials, createOmadaClient } from "@omada-sdk/client-v6";

const {
  OMADA_URL = "",
  OMADA_CLIENT_ID = "",
  OMADA_CLIENT_SECRET = "",
  OMADA_FINGERPRINT = "",
} = process.env;
const { OMADA_DEVICE_USER, OMADA_DEVICE_PASSWORD, OMADA_POLL_MS = "5000" } = process.env;
const omada = await createOmadaClient({
  baseUrl: OMADA_URL,
  auth: clientCredentials({ clientId: OMADA_CLIENT_ID, clientSecret: OMADA_CLIENT_SECRET }),
  tls: { fingerprint256: OMADA_FINGERPRINT },
});
const [site] = await omada.paginate(omada.site.getSiteList).toArray({ max: 1 });
if (!site) throw new Error("The controller has no site that this application may see.");
const { siteId } = site;

const pending = await omada.paginate(omada.device.getGridPendingDevicesBySite, { siteId }).toArray();
const macs = pending.map(({ mac }) => mac);
console.log(`${macs.length} devices wait for adoption`);

if (macs.length > 0) {
  // Only devices that another controller managed before need their user name and password.
  const account = OMADA_DEVICE_USER && { username: OMADA_DEVICE_USER, password: OMADA_DEVICE_PASSWORD };
  await omada.device.batchAdopt({ siteId, body: { macs, ...account } });
}

// The controller answers before a device is adopted, so look until each of them is connected or two minutes have passed.
const waiting = new Set(macs);
const deadline = Date.now() + 120_000;
while (waiting.size > 0 && Date.now() < deadline) {
  await sleep(Number(OMADA_POLL_MS));
  for await (const { mac, name, status } of omada.paginate(omada.device.getDeviceList, { siteId })) {
    if (status === 1 && waiting.delete(mac)) console.log(`${name} (${mac}) is adopted`);
  }
}
for (const deviceMac of waiting) {
  const { adoptErrorCode } = await omada.device.getDeviceAdoptResult({ siteId, deviceMac });
  console.log(`${deviceMac} is not adopted: ${adoptErrorCode}`);
}
