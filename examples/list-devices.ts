// Lists the devices of a site, which is found by its name, and counts those that are connected.
import { clientCredentials, createOmadaClient, findSiteByName } from "@omada-sdk/client-v6";
import { DeviceInfoStatus, nameOf } from "@omada-sdk/client-v6/device/values";

const {
  OMADA_URL = "",
  OMADA_CLIENT_ID = "",
  OMADA_CLIENT_SECRET = "",
  OMADA_FINGERPRINT = "",
} = process.env;
const { OMADA_SITE = "Default" } = process.env;
const omada = await createOmadaClient({
  baseUrl: OMADA_URL,
  auth: clientCredentials({ clientId: OMADA_CLIENT_ID, clientSecret: OMADA_CLIENT_SECRET }),
  tls: { fingerprint256: OMADA_FINGERPRINT },
});
const site = await findSiteByName(omada, OMADA_SITE);
if (!site) throw new Error(`There is no site "${OMADA_SITE}", or this application may not see it.`);

let connected = 0;
let all = 0;
for await (const device of omada.paginate(omada.device.getDeviceList, { siteId: site.siteId })) {
  all++;
  // The numbers of value tables have names; a number that a newer firmware adds has none.
  if (device.status === DeviceInfoStatus.connected) connected++;
  else console.log(`${device.name} is ${nameOf(DeviceInfoStatus, device.status) ?? device.status}`);
}
console.log(`${connected} of ${all} devices are connected`);
