import { clientCredentials } from "@omada-sdk/auth";
import type { createOmadaClient as CreateOmadaClient, Omada } from "@omada-sdk/client-v6";
import { type FetchLike, isOmadaApiError } from "@omada-sdk/core";

// The page of the tour shows what stands between "shown" and "end" here, so what runs is what is read.

/** What the steps of the tour work with. */
export interface TourWorld {
  createOmadaClient: typeof CreateOmadaClient;
  clientId: string;
  clientSecret: string;
  /** Of the simulated controller. */
  fetch: FetchLike;
  console: { log(text: string): void };
}

/** What earlier steps leave for later ones. */
interface Later extends TourWorld {
  omada: Omada;
}

interface WithSite extends Later {
  siteId: string;
}

async function connect({ createOmadaClient, clientId, clientSecret, fetch, console }: TourWorld) {
  // shown: connect
  const omada = await createOmadaClient({
    baseUrl: "https://192.168.0.2:8043",
    auth: clientCredentials({ clientId, clientSecret }),
    fetch, // of the simulated controller; a real one takes tls instead
  });
  console.log(`connected to a controller ${omada.info?.controllerVer}`);
  // end
  return { omada };
}

async function listSites({ omada, console }: Later) {
  // shown: sites
  let siteId = "";
  for await (const site of omada.paginate(omada.site.getSiteList)) {
    console.log(`site ${site.name} has the id ${site.siteId}`);
    siteId ||= site.siteId;
  }
  // end
  return { siteId };
}

async function listDevices({ omada, siteId, console }: WithSite) {
  // shown: devices
  const models = new Map<string, number>();
  const devices = omada.paginate(omada.device.getDeviceList, { siteId }, { pageSize: 100 });
  for await (const { model = "unknown" } of devices) {
    models.set(model, (models.get(model) ?? 0) + 1);
  }
  for (const [model, count] of models) console.log(`${count} × ${model}`);
  // end
}

async function rename({ omada, siteId, console }: WithSite) {
  // shown: rename
  const devices = await omada.paginate(omada.device.getDeviceList, { siteId }).toArray();
  const apMac = devices.find((device) => device.type === "ap")?.mac ?? "";
  const before = await omada.ap.getGeneralConfig({ siteId, apMac });
  await omada.ap.modifyGeneralConfig({ siteId, apMac, body: { ...before, name: "Lobby" } });
  const after = await omada.ap.getGeneralConfig({ siteId, apMac });
  console.log(`${apMac}: "${before.name}" is now "${after.name}"`);
  // end
}

async function fail({ omada, console }: WithSite) {
  // shown: error
  const siteId = "000000000000000000000000";
  try {
    await omada.device.getDeviceList({ siteId, page: 1, pageSize: 10 });
  } catch (error) {
    if (!isOmadaApiError(error, omada.device, "getDeviceList")) throw error;
    console.log(`${error.name}: ${error.code} (${error.codeName}), ${error.category}`);
    console.log(error.hint ?? "no hint");
  }
  // end
}

/** The steps by the names that the page gives them, in order; each adds to what the next ones work with. */
export const STEPS: readonly (readonly [name: string, run: (world: never) => Promise<unknown>])[] = [
  ["connect", connect],
  ["sites", listSites],
  ["devices", listDevices],
  ["rename", rename],
  ["error", fail],
];
