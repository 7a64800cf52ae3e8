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

/** Every place of an SSID of this name, with what else must stay as it is. */
async function find(name: string) {
  const places = [];
  for await (const { name: site, siteId } of omada.paginate(omada.site.getSiteList)) {
    for (const { wlanId, name: group } of await omada.wirelessNetwork.getWlanGroupList({ siteId })) {
      for await (const ssid of omada.paginate(omada.wirelessNetwork.getSsidList, { siteId, wlanId })) {
        const { ssidId, band, security, vlanId } = ssid;
        if (ssid.name !== name) continue;
        places.push({
          site,
          group,
          siteId,
          wlanId,
          ssidId,
          kept: JSON.stringify({ band, security, vlanId }),
        });
      }
    }
  }
  return places;
}

type Complete<T> = { [Name in keyof T]: NonNullable<T[Name]> };

/** Writing a guess for what the controller left out could open the network, so nothing is written then. */
function isComplete<T extends object>(members: T): members is T & Complete<T> {
  return Object.values(members).every((value) => value !== undefined && value !== null);
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
    const { band, broadcast, guestNetEnable, enable11r, mloEnable, pmfMode, security, vlanEnable } = now;
    const { autoWanAccess, hidePwd, oweEnable, prohibitWifiShare } = now;
    const { entSetting, ppskSetting, pskSetting, vlanId, vlanSetting } = now;
    const needed = { band, broadcast, guestNetEnable, enable11r, mloEnable, pmfMode, security, vlanEnable };
    if (!isComplete(needed)) continue;
    const body = {
      ...needed,
      ...{ autoWanAccess, hidePwd, oweEnable, prohibitWifiShare },
      ...{ entSetting, ppskSetting, pskSetting, vlanId, vlanSetting },
      name: OMADA_NEW_SSID,
    };
    await omada.wirelessNetwork.updateSsidBasicConfig({ siteId, wlanId, ssidId, body });
  }
  const renamed = new Map((await find(OMADA_NEW_SSID)).map(({ ssidId, kept }) => [ssidId, kept]));
  const missed = places.filter(({ ssidId, kept }) => renamed.get(ssidId) !== kept);
  for (const { site, group } of missed) console.log(`${site}, ${group}: not changed as it should be`);
  console.log(`${places.length - missed.length} of ${places.length} places changed`);
}
