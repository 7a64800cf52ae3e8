import type { Driver } from "../../driver.js";
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

/** A thing that is created, found, and deleted. */
interface Thing {
  title: string;
  create: string;
  list: string;
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
    remove: "webhookSetting.deleteWebhookForGlobal",
    body: WEBHOOK,
    id: "webhookId",
    around: async () => ({}),
    paged: false,
  },
];

/** Where its id goes in the path, when that is called otherwise. */
const PATH_IDS: Readonly<Record<string, string>> = {
  "wiredNetwork.deleteLanNetwork": "networkId",
  "voucher.deleteVoucherGroup": "groupId",
};

function lifeCycle({ title, create, list, remove, body, id, around, paged }: Thing): Scenario {
  return {
    title,
    run: async (world) => {
      const { step, connect, call } = world;
      const omada = await connect();
      const where = (await step("where it belongs", () => around(world, omada))) ?? {};
      const find = async (): Promise<Row | undefined> => {
        const answer = await call<Row[] | { data: Row[] }>(omada, list, { ...where, ...(paged ? PAGE : {}) });
        return (Array.isArray(answer) ? answer : answer.data).find(({ name }) => name === body.name);
      };
      await step("create", async () => {
        const members = Object.keys(Object(await call(omada, create, { ...where, body })));
        return members.length > 0 ? { answers: members } : undefined;
      });
      const row = await step("find it in the list", async () => {
        const found = await find();
        return { listed: found !== undefined, id: found?.[id] };
      });
      const target = { ...where, [PATH_IDS[remove] ?? id]: row?.id ?? "0".repeat(24) };
      await step("delete", () => call(omada, remove, target));
      await step("look again", async () => ({ listed: (await find()) !== undefined }));
    },
  };
}

/** Life cycles of settings, and several changes in one request. */
export const settings: Scenario[] = [
  ...THINGS.map(lifeCycle),
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
      const good = { method: "PUT", path: base, body: JSON.stringify(site) };
      const bad = { method: "PATCH", path: `${base}/lamps`, body: "{}" };
      await step("two changes", () => send([good, good], true));
      await step("stop at the first failure", () => send([bad, good], true));
      await step("go on after a failure", () => send([bad, good], false));
      await step("more changes than allowed", () =>
        send(
          Array.from({ length: 21 }, () => good),
          true,
        ),
      );
    },
  },
];
