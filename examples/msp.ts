// Counts the devices of every customer of an MSP. Each customer has tokens of its own.
import { clientCredentials, createMspClient, createOmadaClient } from "@omada-sdk/client-v6";

const {
  OMADA_URL = "",
  OMADA_CLIENT_ID = "",
  OMADA_CLIENT_SECRET = "",
  OMADA_FINGERPRINT = "",
} = process.env;
const { OMADA_MSP_ID = "" } = process.env; // stands beside id and secret on the page Open API
const msp = await createMspClient(
  {
    baseUrl: OMADA_URL,
    mspId: OMADA_MSP_ID,
    auth: () => clientCredentials({ clientId: OMADA_CLIENT_ID, clientSecret: OMADA_CLIENT_SECRET }),
    tls: { fingerprint256: OMADA_FINGERPRINT },
  },
  createOmadaClient,
);

for await (const { customerId, customerName } of msp.customers()) {
  const omada = await msp.forCustomer(customerId);
  let devices = 0;
  for await (const { siteId } of omada.paginate(omada.site.getSiteList)) {
    devices += (await omada.paginate(omada.device.getDeviceList, { siteId }).toArray()).length;
  }
  console.log(`${customerName}: ${devices} devices`);
}
