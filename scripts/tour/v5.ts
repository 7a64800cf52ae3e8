// What a program for a 5.x controller looks like.
import { clientCredentials, createOmadaClient, isOmadaApiError } from "@omada-sdk/client-v5";
import type { Say } from "./say.js";

export interface Place {
  /** Address of the controller. */
  url: string;
  /** SHA-256 fingerprint of its self-signed certificate. */
  fingerprint256: string;
  /** From Settings > Platform Integration > Open API. */
  credentials: { clientId: string; clientSecret: string };
}

export async function tourOfV5(controller: Place, say: Say): Promise<void> {
  const omada = await createOmadaClient({
    baseUrl: controller.url,
    auth: clientCredentials(controller.credentials),
    tls: { fingerprint256: controller.fingerprint256 },
  });
  say.line(`connected; the controller says it is ${omada.info?.controllerVer}`);

  const sites = await omada.paginate(omada.site.getSiteList, {}).toArray();
  say.line(`sites: ${sites.map((site) => site.name).join(", ")}`);

  // 250 devices in pages of 100. The paginator requests them; the program counts no pages.
  const [site] = sites;
  if (!site) throw new Error("the controller has no site that this application may see");
  let devices = 0;
  const models = new Map<string, number>();
  let accessPoint: string | undefined;
  for await (const device of omada.paginate(
    omada.device.getDeviceList,
    { siteId: site.siteId },
    { pageSize: 100 },
  )) {
    devices++;
    models.set(device.model ?? "?", (models.get(device.model ?? "?") ?? 0) + 1);
    if (device.type === "ap") accessPoint ??= device.mac;
  }
  const summary = [...models].map(([model, count]) => `${count} ${model}`).join(", ");
  say.line(`${devices} devices in ${site.name}: ${summary}`);

  // What one call writes the next one reads.
  const ap = { siteId: site.siteId, apMac: accessPoint ?? "" };
  const before = await omada.ap.getGeneralConfig(ap);
  await omada.ap.modifyGeneralConfig({ ...ap, body: { ...before, name: "Lobby" } });
  const after = await omada.ap.getGeneralConfig(ap);
  say.line(`access point ${ap.apMac}: "${before.name}" is now "${after.name}"`);

  // Errors are typed: the code, our name for it, and where it happened. No token ever gets into one.
  try {
    await omada.device.getDeviceList({ siteId: "000000000000000000000000", page: 1, pageSize: 10 });
  } catch (error) {
    if (!isOmadaApiError(error)) throw error;
    say.line(`asked for a site that is not there: ${error.code} ${error.codeName} from ${error.operation}`);
  }
}
