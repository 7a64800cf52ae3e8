// What a program for a 6.x controller looks like, and what became different.
import { clientCredentials, createOmadaClient, isOmadaApiError } from "@omada-sdk/client-v6";
import { DeviceInfoStatus } from "@omada-sdk/client-v6/device/values";
import type { Say } from "./say.js";
import type { Place } from "./v5.js";

export async function tourOfV6(controller: Place, say: Say): Promise<void> {
  const omada = await createOmadaClient({
    baseUrl: controller.url,
    auth: clientCredentials(controller.credentials),
    tls: { fingerprint256: controller.fingerprint256 },
  });
  say.line(`connected; the controller says it is ${omada.info?.controllerVer}`);

  const sites = await omada.paginate(omada.site.getSiteList, {}).toArray();
  say.line(`sites: ${sites.map((site) => site.name).join(", ")}`);
  const [site] = sites;
  if (!site) throw new Error("the controller has no site that this application may see");
  const { siteId } = site;

  // Value tables come with names, to be written instead of `status === 1`.
  const devices = await omada.paginate(omada.device.getDeviceList, { siteId }, { pageSize: 100 }).toArray();
  const connected = devices.filter((device) => device.status === DeviceInfoStatus.connected);
  say.line(`${devices.length} devices in ${site.name}, ${connected.length} of them connected`);

  const apMac = devices.find((device) => device.type === "ap")?.mac ?? "";
  const before = await omada.ap.getGeneralConfig({ siteId, apMac });
  await omada.ap.modifyGeneralConfig({ siteId, apMac, body: { ...before, name: "Lobby" } });
  const after = await omada.ap.getGeneralConfig({ siteId, apMac });
  say.line(`access point ${apMac}: "${before.name}" is now "${after.name}"`);

  // The list of clients that every 5.x program uses fails on 6.2 ...
  try {
    await omada.client.getGridActiveClients({ siteId, page: 1, pageSize: 10 });
  } catch (error) {
    if (!isOmadaApiError(error)) throw error;
    say.line(`the old list of clients: ${error.code} ${error.codeName} from ${error.operation}`);
  }
  // ... and its successor pages by its body; the paginator does not mind.
  const clients = await omada.paginate(omada.client.getGridAllClients, { siteId, body: {} }).toArray();
  say.line(`its successor: ${clients.length} clients`);
}
