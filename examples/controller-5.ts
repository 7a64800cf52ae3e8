// The same for a controller 5.x: another client package, and the list of clients that 6.2 cannot answer any more.
import { clientCredentials, createOmadaClient } from "@omada-sdk/client-v5";

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
console.log(`connected to a controller ${omada.info?.controllerVer}`);

for await (const { name, siteId } of omada.paginate(omada.site.getSiteList)) {
  let wireless = 0;
  let wired = 0;
  for await (const client of omada.paginate(omada.client.getGridActiveClients, { siteId })) {
    if (client.wireless) wireless++;
    else wired++;
  }
  console.log(`${name}: ${wireless} wireless clients, ${wired} wired ones`);
}
