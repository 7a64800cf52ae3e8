// Sends requests without a client: @omada-sdk/auth alone makes the header, everything else is yours.
import { clientCredentials } from "@omada-sdk/auth";
import { createNodeFetch } from "@omada-sdk/core/node";

const {
  OMADA_URL = "",
  OMADA_CLIENT_ID = "",
  OMADA_CLIENT_SECRET = "",
  OMADA_FINGERPRINT = "",
} = process.env;
const fetch = createNodeFetch({ fingerprint256: OMADA_FINGERPRINT });

// The first part of every path. The cloud does not say it: there it is beside id and secret on the page Open API.
const info = await fetch(`${OMADA_URL}/api/info`, {});
const { omadacId, controllerVer } = (await info.json()).result;

const auth = clientCredentials({ clientId: OMADA_CLIENT_ID, clientSecret: OMADA_CLIENT_SECRET });
const headers = await auth.authorize({
  origin: OMADA_URL,
  omadacId,
  controllerVersion: controllerVer,
  fetch,
});
const answer = await fetch(`${OMADA_URL}/openapi/v1/${omadacId}/sites?page=1&pageSize=10`, { headers });
const { errorCode, result } = await answer.json();
if (errorCode !== 0) throw new Error(`The controller answered ${errorCode}.`);
console.log(`${result.totalRows} sites, the first one is ${result.data[0]?.name}`);
await fetch.close();
