// Three ways to read a long list: row by row, page by page, and the first rows only.
import { clientCredentials, createOmadaClient } from "@omada-sdk/client-v6";

const {
  OMADA_URL = "",
  OMADA_CLIENT_ID = "",
  OMADA_CLIENT_SECRET = "",
  OMADA_FINGERPRINT = "",
} = process.env;
const omada = await createOmadaClient({
  baseUrl: OMADA_URL,
  auth: clientCredentials({ clientId: OMADA_CLIENT_ID, clientSecret: OMADA_CLIENT_SECRET }),
  tls: { fingerprint256: OMADA_FINGERPRINT },
});
const [site] = await omada.paginate(omada.site.getSiteList).toArray({ max: 1 });
if (!site) throw new Error("The controller has no site that this application may see.");
const { siteId } = site;

// Row by row. The paginator requests the pages, the next ones while you work on this one.
const models = new Map<string, number>();
for await (const { model = "unknown" } of omada.paginate(omada.device.getDeviceList, { siteId })) {
  models.set(model, (models.get(model) ?? 0) + 1);
}
console.log([...models].map(([model, count]) => `${count} ${model}`).join(", "));

// Page by page, with what the controller says about the whole list. Page and size go into the body of this
// operation, into the query of others; `paginate` puts them there.
let rows = 0;
for await (const page of omada.paginate(omada.client.getGridAllClients, { siteId, body: {} }).pages()) {
  rows += page.data.length;
}
console.log(`${rows} clients`);

// The first rows only: nothing is requested after them.
const first = await omada
  .paginate(omada.device.getDeviceList, { siteId }, { pageSize: 10 })
  .toArray({ max: 3 });
console.log(`the first ones: ${first.map((device) => device.mac).join(", ")}`);
