// Twenty different operations through client-v6. peers/*/program.txt are the same program on other generators.
import { clientCredentials, createOmadaClient } from "@omada-sdk/client-v6";

const auth = clientCredentials({ clientId: "id", clientSecret: "secret" });
const omada = await createOmadaClient({ baseUrl: "https://192.168.0.2:8043", auth });

const siteId = "site";
const apMac = "AA-BB-CC-DD-EE-FF";
const names: (string | undefined)[] = [];

const sites = await omada.site.getSiteList({ page: 1, pageSize: 10 });
for (const site of sites.data) names.push(site.name);
const site = await omada.site.getSiteEntity({ siteId });
names.push(site.name);
for await (const device of omada.paginate(omada.device.getDeviceList, { siteId })) names.push(device.name);
for await (const client of omada.paginate(omada.client.getGridAllClients, { siteId, body: {} }))
  names.push(client.mac);
const client = await omada.client.getClientDetail({ siteId, clientMac: apMac });
names.push(client.hostName ?? undefined);
const ap = await omada.ap.getOverviewDetail({ siteId, apMac });
names.push(ap.name);
const general = await omada.ap.getGeneralConfig({ siteId, apMac });
names.push(general.name);
await omada.ap.modifyGeneralConfig({ siteId, apMac, body: { name: "Lobby" } });
const radios = await omada.ap.getRadiosConfig({ siteId, apMac });
names.push(radios.radioSetting2g?.channel);
await omada.device.rebootDevice({ siteId, deviceMac: apMac });
await omada.client.blockClient({ siteId, clientMac: apMac });
await omada.client.unblockClient({ siteId, clientMac: apMac });
const wlans = await omada.wirelessNetwork.getWlanGroupList({ siteId });
const wlanId = wlans[0]?.wlanId ?? "";
const ssids = await omada.wirelessNetwork.getSsidList({ siteId, wlanId, page: 1, pageSize: 10 });
names.push(ssids.data[0]?.name);
const lans = await omada.wiredNetwork.getLanNetworkList({ siteId, page: 1, pageSize: 10 });
names.push(lans.data[0]?.name);
const vouchers = await omada.voucher.getGridVoucherGroups({ siteId, page: 1, pageSize: 10 });
names.push(vouchers.data[0]?.name);
const filters = { timeStart: 0, timeEnd: 1 };
const events = await omada.log.getEventLogsForSite({ siteId, page: 1, pageSize: 10, filters });
names.push(events.data[0]?.content);
const roles = await omada.userAndRole.getAllRoles();
names.push(roles[0]?.name);
const overview = await omada.dashboard.getOverview({ siteId });
names.push(String(overview.totalApNum));
const switches = await omada.switch.getSwitchInfo({ siteId, switchMac: apMac });
names.push(switches.model);
console.log(names);
