// A program that needs one group only.
import { clientCredentials } from "@omada-sdk/auth";
import { createOmadaClient } from "@omada-sdk/client-v6/device";

const auth = clientCredentials({ clientId: "id", clientSecret: "secret" });
const omada = await createOmadaClient({ baseUrl: "https://192.168.0.2:8043", auth });
for await (const device of omada.paginate(omada.device.getDeviceList, { siteId: "site" }))
  console.log(device.mac);
await omada.ap.modifyGeneralConfig({ siteId: "site", apMac: "AA-BB-CC-DD-EE-FF", body: { name: "Lobby" } });
