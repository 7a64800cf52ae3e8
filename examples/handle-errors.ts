// What can go wrong with a call, and how a program distinguishes the errors.
import {
  clientCredentials,
  createOmadaClient,
  isOmadaApiError,
  isOmadaConnectionError,
  isOmadaTimeoutError,
} from "@omada-sdk/client-v6";

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

const siteId = "000000000000000000000000";
try {
  await omada.device.getDeviceList({ siteId, page: 1, pageSize: 10 }, { timeoutMs: 10_000 });
} catch (error) {
  if (isOmadaApiError(error, omada.device, "getDeviceList")) {
    // The controller refused. `codeName` completes to the names of the codes that this operation lists.
    if (error.codeName === "siteNotFound") console.log(`there is no site ${siteId}`);
    else console.log(`${error.operation} failed: ${error.code} ${error.codeName}: ${error.hint}`);
  } else if (isOmadaTimeoutError(error) || isOmadaConnectionError(error)) {
    // "not-sent" is proven, so the call can be repeated. After "unknown", look before you repeat a write.
    console.log(`no answer; the request is ${error.outcome}`);
  } else {
    throw error;
  }
}
