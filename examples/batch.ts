// Renames all access points of a site with few requests: a batch takes up to 20 actions with each.
import { type BatchEntry, clientCredentials, createBatch, createOmadaClient } from "@omada-sdk/client-v6";

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

// One action that fails does not stop the others.
const batch = createBatch(omada, { interrupt: false });
const entries: BatchEntry<void>[] = [];
for await (const { mac: apMac, type } of omada.paginate(omada.device.getDeviceList, { siteId })) {
  if (type !== "ap" || !apMac) continue;
  const name = `Hall ${entries.length + 1}`;
  entries.push(batch.add(omada.ap.modifyGeneralConfig, { siteId, apMac, body: { name } }));
}
const results = await batch.send();
const done = entries.filter((entry) => results.of(entry).status === "done");
console.log(`${done.length} of ${entries.length} access points have a new name`);
