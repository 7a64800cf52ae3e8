import type { Operation, Schema } from "@omada-sdk/codegen/model";
import { flag, object, open, operation, page, text, texts, whole } from "./describe.js";

const GROUP = {
  id: text,
  name: { ...text, "x-omada-length": [1, 128] } satisfies Schema,
  apNum: whole,
  remainingBinding: open,
};
const LIMITS = { maxSsids2G: whole, maxSsids5G: whole, maxSsids6G: whole, maxSsidsMlo: whole };
const LISTED_GROUP = object({ ...GROUP, primary: flag, ssidNameList: texts });
const CREATED = object({ id: text });

/** The operations of AP groups as the document of controller 6.3.0.45 describes them. */
export const GROUP_OPERATIONS: readonly Operation[] = [
  operation({
    ...{ name: "wirelessNetwork.getApGroupList", title: "List AP groups", method: "GET", path: "ap-groups" },
    ...{ paged: true, result: page(LISTED_GROUP, LIMITS) },
  }),
  operation({
    ...{ name: "wirelessNetwork.createApGroup", title: "Create AP group", method: "POST", path: "ap-groups" },
    ...{ body: object({ name: GROUP.name, apMacs: texts }, ["name"]), result: CREATED },
    errorCodes: [-33000, -33200, -33201, -33202],
  }),
  operation({
    ...{ name: "wirelessNetwork.getApGroupInfo", title: "AP group", method: "GET" },
    ...{ path: "ap-groups/{apGroupId}/info", result: LISTED_GROUP },
  }),
  operation({
    ...{ name: "wirelessNetwork.modifyApGroup", title: "Modify AP group", method: "PATCH" },
    path: "ap-groups/{apGroupId}",
    body: object({ name: GROUP.name, addApMacs: texts, removeApMacs: texts }, ["name"]),
    errorCodes: [-33000, -33200],
  }),
  operation({
    ...{ name: "wirelessNetwork.deleteApGroup", title: "Delete AP group", method: "DELETE" },
    ...{ path: "ap-groups/{apGroupId}", errorCodes: [-33203] },
  }),
  operation({
    ...{ name: "wirelessNetwork.getApsByApGroup", title: "List APs with their groups", method: "GET" },
    ...{ path: "ap-groups/aps", paged: true },
    result: page(
      object({
        ...{ mac: text, name: text, model: text, ip: text, apGroupName: text, apGroupId: text },
        ...{ clientNum: whole, deviceType: text, status: whole, statusCategory: whole, overrideNum: whole },
      }),
    ),
  }),
  operation({
    ...{ name: "wirelessNetwork.countApGroups", title: "Count AP groups", method: "GET" },
    ...{ path: "count-ap-groups", result: object({ exceeded: flag, apGroupNum: whole }) },
  }),
];

/** What the operations of SSIDs have in common with those of a snapshot that has WLAN groups. */
interface SsidSchemas {
  created: Schema;
  changed: Schema;
  detail: Schema;
}

const LISTED_SSID = object({
  ...{ ssidId: text, id: text, name: text, band: whole, security: whole, chooseDevices: whole },
  ...{ guestNetEnable: flag, broadcast: flag, vlanEnable: flag, vlanId: whole, vlanPoolIds: text },
});
const BINDING = {
  apGroupIds: texts,
  chooseDevices: { ...whole, enum: [0, 1] } satisfies Schema,
  ssidEnable: flag,
};
const SSIDS = "wireless-network/ssids";

/** The operations of a site's SSIDs as the same document describes them. */
export function ssidOperations({ created, changed, detail }: SsidSchemas): Operation[] {
  const also = (schema: Schema, more: Record<string, Schema>): Schema => ({
    ...schema,
    properties: { ...schema.properties, ...more },
  });
  return [
    operation({
      ...{
        name: "wirelessNetwork.getSiteSsidList",
        title: "List SSIDs of a site",
        method: "GET",
        path: SSIDS,
      },
      ...{ version: "v2", paged: true, result: page(LISTED_SSID), errorCodes: [-1300] },
    }),
    operation({
      ...{ name: "wirelessNetwork.createSiteSsid", title: "Create SSID", method: "POST", path: SSIDS },
      ...{ version: "v2", body: also(created, BINDING), result: CREATED },
      errorCodes: [-33000, -33217, -33219, -33220, -33231, -33240, -33788, -33807, -34017],
    }),
    operation({
      ...{
        name: "wirelessNetwork.getSiteSsidDetail",
        title: "SSID",
        method: "GET",
        path: `${SSIDS}/{ssidId}`,
      },
      result: also(detail, { id: text }),
    }),
    operation({
      ...{ name: "wirelessNetwork.deleteSiteSsid", title: "Delete SSID", method: "DELETE" },
      path: `${SSIDS}/{ssidId}`,
    }),
    operation({
      ...{ name: "wirelessNetwork.modifySiteSsidBasicConfig", title: "Modify SSID", method: "PATCH" },
      ...{
        path: `${SSIDS}/{ssidId}/basic-config`,
        body: changed,
        errorCodes: [-33000, -33217, -33219, -33240],
      },
    }),
    operation({
      ...{ name: "wirelessNetwork.enableSiteSsid", title: "Switch SSID on or off", method: "PATCH" },
      ...{ path: `${SSIDS}/{ssidId}/enable`, body: object({ ssidEnable: flag }, ["ssidEnable"]) },
    }),
    operation({
      ...{ name: "wirelessNetwork.getSsidApGroups", title: "AP groups of an SSID", method: "GET" },
      path: `${SSIDS}/{ssidId}/ap-groups`,
      result: object({ apGroups: { type: "array", items: object(GROUP) }, ...LIMITS }),
      errorCodes: [-1300],
    }),
    operation({
      ...{ name: "wirelessNetwork.modifySsidApGroups", title: "Bind SSID to AP groups", method: "PATCH" },
      ...{ path: `${SSIDS}/{ssidId}/ap-groups`, body: object({ apGroupIds: texts }, ["apGroupIds"]) },
    }),
    operation({
      ...{ name: "wirelessNetwork.getDuplicateSsidNames", title: "SSIDs of the same name", method: "GET" },
      path: `${SSIDS}/duplicate-name`,
      result: object({ ssidNameMap: open, duplicateSsidNames: texts, siteId: text }),
    }),
  ];
}
