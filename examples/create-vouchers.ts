// Creates ten hotspot vouchers of one day each and prints their codes.
import { clientCredentials, createOmadaClient } from "@omada-sdk/client-v6";
import {
  CreateVoucherGroupOpenApiVOCodeForm as CodeForm,
  CreateVoucherGroupOpenApiVODurationType as DurationType,
  CreateVoucherGroupOpenApiVOLimitType as LimitType,
  CreateVoucherGroupOpenApiVOTimingType as TimingType,
} from "@omada-sdk/client-v6/hotspot/values";

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
const [site] = await omada.paginate(omada.site.getSiteList).toArray({ max: 1 });
if (!site) throw new Error("The controller has no site that this application may see.");
const { siteId } = site;

const { id: groupId } = await omada.voucher.createVoucherGroup({
  siteId,
  body: {
    name: "Open day",
    amount: 10,
    codeLength: 8,
    codeForm: [CodeForm.number],
    limitType: LimitType.limitedUsageCounts,
    limitNum: 1,
    durationType: DurationType.perClient,
    duration: 24 * 60, // minutes
    timingType: TimingType.byTime,
    rateLimit: { mode: 0, customRateLimit: { downLimitEnable: false, upLimitEnable: false } },
    trafficLimitEnable: false,
    applyToAllPortals: true,
  },
});
if (!groupId) throw new Error("The controller did not say which group it created.");

const vouchers = omada.paginate(omada.voucher.getVoucherGroupDetail, { siteId, groupId });
for await (const { code } of vouchers) console.log(`voucher ${code}`);
