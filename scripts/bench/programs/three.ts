// A program that names the three groups it needs.
import { clientCredentials, createOmadaClient } from "@omada-sdk/client-v6/device";
import { logGroup } from "@omada-sdk/client-v6/log";
import { organizationGroup } from "@omada-sdk/client-v6/organization";

const auth = clientCredentials({ clientId: "id", clientSecret: "secret" });
const omada = await createOmadaClient({ baseUrl: "https://192.168.0.2:8043", auth });
const { site } = omada.with(organizationGroup);
for (const { siteId = "" } of (await site.getSiteList({ page: 1, pageSize: 10 })).data) {
  for await (const device of omada.paginate(omada.device.getDeviceList, { siteId })) console.log(device.mac);
  const { log } = omada.with(logGroup);
  const filters = { timeStart: 0, timeEnd: 1 };
  const events = await log.getEventLogsForSite({ siteId, page: 1, pageSize: 10, filters });
  console.log(events.totalRows);
}
