// Prints all vouchers of a site that can still be used as CSV, for a spreadsheet or a label printer.
import { clientCredentials, createOmadaClient, findSiteByName } from "@omada-sdk/client-v6";
import { nameOf, SimpleVoucherOpenApiVOStatus as Status } from "@omada-sdk/client-v6/hotspot/values";

const {
  OMADA_URL = "",
  OMADA_CLIENT_ID = "",
  OMADA_CLIENT_SECRET = "",
  OMADA_FINGERPRINT = "",
} = process.env;
const { OMADA_SITE = "Default" } = process.env;
const omada = await createOmadaClient({
  baseUrl: OMADA_URL,
  auth: clientCredentials({ clientId: OMADA_CLIENT_ID, clientSecret: OMADA_CLIENT_SECRET }),
  tls: { fingerprint256: OMADA_FINGERPRINT },
});
const site = await findSiteByName(omada, OMADA_SITE);
if (!site) throw new Error(`There is no site "${OMADA_SITE}", or this application may not see it.`);
const { siteId } = site;

/** A cell in quotes. A spreadsheet would calculate what begins with one of these, so an apostrophe precedes it. */
function cell(value: string | number | undefined): string {
  const text = `${value ?? ""}`.replaceAll('"', '""');
  return /^[=+\-@\t\r]/.test(text) ? `"'${text}"` : `"${text}"`;
}

console.log("code,group,minutes,status");
for await (const { id: groupId, name, duration } of omada.paginate(omada.voucher.getGridVoucherGroups, {
  siteId,
})) {
  if (!groupId) continue;
  const vouchers = omada.paginate(omada.voucher.getVoucherGroupDetail, { siteId, groupId });
  for await (const { code, status } of vouchers) {
    if (status === Status.expired) continue;
    console.log([code, name, duration, nameOf(Status, status)].map(cell).join());
  }
}
