// Gives an SSID another name in all sites: shows what would change, changes it on request, and reads it again.
// Clients lose their connection when an SSID is renamed.
import { clientCredentials, createOmadaClient } from "@omada-sdk/client-v6";

const {
  OMADA_URL = "",
  OMADA_CLIENT_ID = "",
  OMADA_CLIENT_SECRET = "",
  OMADA_FINGERPRINT = "",
} = process.env;
const { OMADA_SSID = "", OMADA_NEW_SSID = "", OMADA_APPLY } = process.env;
const omada = await createOmadaClient({
  baseUrl: OMADA_URL,
  auth: clientCredentials({ clientId: OMADA_CLIENT_ID, clientSecret: OMADA_CLIENT_SECRET }),
  tls: { fingerprint256: OMADA_FINGERPRINT },
});

/** Every place of an SSID of this name. */
async function find(name: string) {
  const places = [];
  for await (const { name: site, siteId } of omada.paginate(omada.site.getSiteList)) {
    for (const { wlanId, name: group } of await omada.wirelessNetwork.getWlanGroupList({ siteId })) {
      for await (const ssid of omada.paginate(omada.wirelessNetwork.getSsidList, { siteId, wlanId }))
        if (ssid.name === name) places.push({ site, group, siteId, wlanId, ssidId: ssid.ssidId });
    }
  }
  return places;
}

const places = await find(OMADA_SSID);
for (const { site, group } of places)
  console.log(`${site}, ${group}: "${OMADA_SSID}" -> "${OMADA_NEW_SSID}"`);
if (OMADA_APPLY !== "yes") {
  console.log(`${places.length} places; set OMADA_APPLY=yes to change them`);
} else {
  for (const { siteId, wlanId, ssidId } of places) {
    // Controllers may reset members that are left out, so send all of the basic configuration, as it was read.
    const now = await omada.wirelessNetwork.getSsidDetail({ siteId, wlanId, ssidId });
    const {
      band = 3,
      broadcast = true,
      guestNetEnable = false,
      enable11r = false,
      mloEnable = false,
      pmfMode = 2,
      security = 0,
      vlanEnable = false,
    } = now;
    const { greEnable, autoWanAccess, hidePwd, oweEnable, prohibitWifiShare } = { greEnable: false, ...now };
    const { entSetting, ppskSetting, pskSetting, vlanId, vlanSetting } = now;
    await omada.wirelessNetwork.updateSsidBasicConfig({
      siteId,
      wlanId,
      ssidId,
      body: {
        ...{ band, broadcast, guestNetEnable, enable11r, mloEnable, pmfMode, security, vlanEnable },
        ...{ greEnable, autoWanAccess, hidePwd, oweEnable, prohibitWifiShare },
        ...{ entSetting, ppskSetting, pskSetting, vlanId, vlanSetting },
        name: OMADA_NEW_SSID,
      },
    });
  }
  const renamed = new Set((await find(OMADA_NEW_SSID)).map(({ ssidId }) => ssidId));
  const missed = places.filter(({ ssidId }) => !renamed.has(ssidId));
  for (const { site, group } of missed) console.log(`${site}, ${group}: still "${OMADA_SSID}"`);
  console.log(`${places.length - missed.length} of ${places.length} places changed`);
}
