// Reports sites, devices and clients of all customers of an MSP as a Markdown table, with the devices that are offline.
import { clientCredentials, createMspClient, createOmadaClient } from "@omada-sdk/client-v6";
import { DeviceInfoStatus } from "@omada-sdk/client-v6/device/values";

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

console.log("| customer | sites | devices | offline | clients online |");
console.log("| --- | ---: | ---: | --- | ---: |");
for await (const { customerId, customerName } of msp.customers()) {
  try {
    const omada = await msp.forCustomer(customerId);
    const sites = await omada.paginate(omada.site.getSiteList).toArray();
    const offline: string[] = [];
    let devices = 0;
    let clients = 0;
    for (const { siteId } of sites) {
      for await (const { name, status } of omada.paginate(omada.device.getDeviceList, { siteId })) {
        devices++;
        if (status === DeviceInfoStatus.disconnected) offline.push(name);
      }
      const body = { page: 1, pageSize: 1, scope: 1 }; // online
      clients += (await omada.client.getGridAllClients({ siteId, body })).totalRows;
    }
    const cells = [customerName, sites.length, devices, offline.join(", ") || "-", clients];
    console.log(`| ${cells.join(" | ")} |`);
  } catch (error) {
    // One customer that cannot be read does not end the report.
    console.log(`| ${customerName} | could not be read: ${error} | | | |`);
  }
}
