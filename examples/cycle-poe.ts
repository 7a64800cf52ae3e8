// Switches the power of switch ports off and on again, such as to restart a camera, and checks that it is back.
import { setTimeout as sleep } from "node:timers/promises";
import { clientCredentials, createOmadaClient, normalizeMac, sameMac } from "@omada-sdk/client-v6";

const {
  OMADA_URL = "",
  OMADA_CLIENT_ID = "",
  OMADA_CLIENT_SECRET = "",
  OMADA_FINGERPRINT = "",
} = process.env;
const { OMADA_SWITCH = "", OMADA_PORTS = "", OMADA_OFF_MS = "5000" } = process.env; // a MAC address; "3,4"
const omada = await createOmadaClient({
  baseUrl: OMADA_URL,
  auth: clientCredentials({ clientId: OMADA_CLIENT_ID, clientSecret: OMADA_CLIENT_SECRET }),
  tls: { fingerprint256: OMADA_FINGERPRINT },
});
const [site] = await omada.paginate(omada.site.getSiteList).toArray({ max: 1 });
if (!site) throw new Error("The controller has no site that this application may see.");
const { siteId } = site;
const switchMac = normalizeMac(OMADA_SWITCH);
const portList = OMADA_PORTS.split(",").map(Number);

/** Ports without power, of those that were asked for. */
async function unpowered(): Promise<number[]> {
  const off: number[] = [];
  for await (const row of omada.paginate(omada.switch.getGridSwitchesPortsPoe, { siteId }))
    if (row.switchMac && sameMac(row.switchMac, switchMac) && row.port && row.poe === 0) off.push(row.port);
  return off.filter((port) => portList.includes(port));
}

// A port follows its LAN profile until it has settings of its own. The operations for several ports are used for one
// port, too, as those for a single port fail on many versions.
const target = { siteId, switchMac };
await omada.switch.batchSetProfileOverrideForGivenPorts({
  ...target,
  body: { portList, profileOverrideEnable: true },
});
try {
  await omada.switch.batchSetPoeModeForGivenPorts({ ...target, body: { portList, poeMode: 0 } });
  console.log(`without power: ${(await unpowered()).join(", ")}`);
  await sleep(Number(OMADA_OFF_MS));
} finally {
  // Also when something failed in between: the controller may have switched the ports off without an answer.
  await omada.switch.batchSetPoeModeForGivenPorts({ ...target, body: { portList, poeMode: 1 } });
}
const left = await unpowered();
console.log(left.length === 0 ? "power is back" : `still without power: ${left.join(", ")}`);
