// Connects to a controller 6.x and lists its sites.
import { clientCredentials, createOmadaClient } from "@omada-sdk/client-v6";

// id and secret: Settings > Platform Integration > Open API on the controller, mode "Client".
// The fingerprint is that of the controller's self-signed certificate: `npx @omada-sdk/cli info <url>` prints it.
const {
  OMADA_URL = "",
  OMADA_CLIENT_ID = "",
  OMADA_CLIENT_SECRET = "",
  OMADA_FINGERPRINT = "",
} = process.env;
const omada = await createOmadaClient({
  baseUrl: OMADA_URL, // https://192.168.0.2:8043; port 443 on an OC200 or OC300
  auth: clientCredentials({ clientId: OMADA_CLIENT_ID, clientSecret: OMADA_CLIENT_SECRET }),
  tls: { fingerprint256: OMADA_FINGERPRINT }, // or { ca: <PEM> }, or nothing for a certificate that Node.js trusts
});
console.log(`connected to a controller ${omada.info?.controllerVer}`);

for await (const site of omada.paginate(omada.site.getSiteList)) {
  console.log(`site ${site.name} has the id ${site.siteId}`);
}
