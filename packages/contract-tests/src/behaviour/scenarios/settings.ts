import { createBatch } from "@omada-sdk/core";
import type { Driver } from "../../matrix.js";
import { firstSite, type Scenario } from "../scenario.js";
import type { World } from "../world.js";

type Row = Record<string, unknown>;

const PAGE = { page: 1, pageSize: 100 };
const SSID = {
  name: "Lagoon",
  deviceType: 1,
  band: 3,
  guestNetEnable: false,
  security: 0,
  broadcast: true,
  vlanEnable: false,
  mloEnable: false,
  pmfMode: 2,
  enable11r: false,
  hidePwd: false,
  greEnable: false,
};
const LAN = { name: "Cove", purpose: 0, vlan: 77, igmpSnoopEnable: false };
const VOUCHERS = {
  name: "Tide",
  amount: 3,
  codeLength: 8,
  codeForm: [0],
  limitType: 0,
  limitNum: 1,
  durationType: 0,
  duration: 60,
  timingType: 0,
  rateLimit: { mode: 0, customRateLimit: { downLimitEnable: false, upLimitEnable: false } },
  trafficLimitEnable: false,
  applyToAllPortals: true,
};
const WEBHOOK = { name: "Foghorn", urlList: ["https://hooks.test/omada"], retryPolicy: 0, template: 0 };

const RENAMED = "Atoll";

/** A thing that is created, found, renamed and deleted. */
interface Thing {
  title: string;
  create: string;
  list: string;
  /** Gives it another name; all that it was created with is sent again. */
  change?: string;
  remove: string;
  body: { name: string };
  /** Name of its id in rows and in the path. */
  id: string;
  /** Other ids that its calls need. */
  around(world: World, omada: Driver): Promise<Row>;
  paged: boolean;
}

const inSite = async (world: World): Promise<Row> => ({ siteId: firstSite(world) });

const THINGS: Thing[] = [
  {
    title: "an SSID",
    create: "wirelessNetwork.createSsid",
    list: "wirelessNetwork.getSsidList",
    change: "wirelessNetwork.updateSsidBasicConfig",
    remove: "wirelessNetwork.deleteSsid",
    body: SSID,
    id: "ssidId",
    around: async (world, omada) => {
      const siteId = firstSite(world);
      const groups = await world.call<Row[]>(omada, "wirelessNetwork.getWlanGroupList", { siteId });
      return { siteId, wlanId: groups[0]?.wlanId };
    },
    paged: true,
  },
  {
    title: "a LAN",
    create: "wiredNetwork.createLanNetwork",
    list: "wiredNetwork.getLanNetworkList",
    change: "wiredNetwork.modifyLanNetwork",
    remove: "wiredNetwork.deleteLanNetwork",
    body: LAN,
    id: "id",
    around: inSite,
    paged: true,
  },
  {
    title: "vouchers",
    create: "voucher.createVoucherGroup",
    list: "voucher.getGridVoucherGroups",
    remove: "voucher.deleteVoucherGroup",
    body: VOUCHERS,
    id: "id",
    around: inSite,
    paged: true,
  },
  {
    title: "a webhook",
    create: "webhookSetting.createWebhookForGlobal",
    list: "webhookSetting.getWebhookForGlobal",
    change: "webhookSetting.modifyWebhookForGlobal",
    remove: "webhookSetting.deleteWebhookForGlobal",
    body: WEBHOOK,
    id: "webhookId",
    around: async () => ({}),
    paged: false,
  },
];

/** Where its id goes in the path, when that is called otherwise. */
const PATH_IDS: Readonly<Record<string, string>> = {
  "wiredNetwork.modifyLanNetwork": "networkId",
  "wiredNetwork.deleteLanNetwork": "networkId",
  "voucher.deleteVoucherGroup": "groupId",
};

function lifeCycle({ title, create, list, change, remove, body, id, around, paged }: Thing): Scenario {
  return {
    title,
    run: async (world) => {
      const { step, connect, call } = world;
      const omada = await connect();
      const where = (await step("where it belongs", () => around(world, omada))) ?? {};
      const find = async (name = body.name): Promise<Row | undefined> => {
        const answer = await call<Row[] | { data: Row[] }>(omada, list, { ...where, ...(paged ? PAGE : {}) });
        return (Array.isArray(answer) ? answer : answer.data).find((each) => each.name === name);
      };
      await step("create", async () => {
        const members = Object.keys(Object(await call(omada, create, { ...where, body })));
        return members.length > 0 ? { answers: members } : undefined;
      });
      const row = await step("find it in the list", async () => {
        const found = await find();
        return { listed: found !== undefined, id: found?.[id] };
      });
      const at = (method: string): Row => ({ ...where, [PATH_IDS[method] ?? id]: row?.id ?? "0".repeat(24) });
      if (change) {
        await step("rename", () => call(omada, change, { ...at(change), body: { ...body, name: RENAMED } }));
        await step("find the new name", async () => ({ listed: (await find(RENAMED)) !== undefined }));
      }
      await step("delete", () => call(omada, remove, at(remove)));
      await step("look again", async () => ({
        listed: ((await find()) ?? (change && (await find(RENAMED)))) !== undefined,
      }));
    },
  };
}

/** Life cycles of settings, and several changes in one request. */
export const settings: Scenario[] = [
  ...THINGS.map(lifeCycle),
  {
    title: "codes of vouchers",
    run: async (world) => {
      const { step, connect, call } = world;
      const omada = await connect();
      const siteId = firstSite(world);
      const group = await step("create", () => {
        return call<{ id: string }>(omada, "voucher.createVoucherGroup", { siteId, body: VOUCHERS });
      });
      const where = { siteId, groupId: group?.id ?? "0".repeat(24), ...PAGE };
      const codes = async () =>
        (await call<{ data: { id: string; code: string }[] }>(omada, "voucher.getVoucherGroupDetail", where))
          .data;
      const read = await step("read", async () => {
        const rows = await codes();
        return { rows: rows.length, length: rows[0]?.code.length, id: rows[0]?.id };
      });
      await step("delete one", () => call(omada, "voucher.deleteVoucher", { siteId, id: read?.id ?? "" }));
      await step("count again", async () => ({ rows: (await codes()).length }));
    },
  },
  {
    title: "a batch",
    run: async (world) => {
      const { step, connect, call, controller } = world;
      const omada = await connect();
      const base = `/openapi/v1/${controller.credentials.omadacId}/sites/${firstSite(world)}`;
      const site = { name: "Wharf", region: "United States", timeZone: "UTC", scenario: "Hotel" };
      const send = async (actions: Row[], interrupt: boolean) => {
        const answer = await call<{ response?: Row[] }>(omada, "batch.batchController", {
          body: { actions, interrupt },
        });
        return (answer.response ?? []).map(({ errorCode }) => errorCode);
      };
      const good = { method: "PUT", path: base, body: site };
      const bad = { method: "PATCH", path: `${base}/lamps`, body: {} };
      await step("two changes", () => send([good, good], true));
      await step("stop at the first failure", () => send([bad, good], true));
      await step("go on after a failure", () => send([bad, good], false));
      await step("two changes, collected by createBatch", async () => {
        const batch = createBatch(omada);
        const methods = omada as unknown as Record<string, Record<string, CallableFunction>>;
        const rename = methods.site?.updateSiteEntity as Parameters<typeof batch.add>[0];
        for (const name of ["Mole", "Jetty"])
          batch.add(rename, { siteId: firstSite(world), body: { ...site, name } } as never);
        return (await batch.send()).all.map(({ status }) => status);
      });
      await step("more changes than allowed", () =>
        send(
          Array.from({ length: 21 }, () => good),
          true,
        ),
      );
    },
  },
];
