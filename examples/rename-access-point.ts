// Gives the first access point of a site another name.
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

const devices = await omada.paginate(omada.device.getDeviceList, { siteId }).toArray();
const apMac = devices.find((device) => device.type === "ap")?.mac;
if (!apMac) throw new Error(`${site.name} has no access point.`);

// Some controllers reset members that a PATCH leaves out, so send back what you read.
const before = await omada.ap.getGeneralConfig({ siteId, apMac });
await omada.ap.modifyGeneralConfig({ siteId, apMac, body: { ...before, name: "Lobby" } });
const after = await omada.ap.getGeneralConfig({ siteId, apMac });
console.log(`${apMac}: "${before.name}" is now "${after.name}"`);
