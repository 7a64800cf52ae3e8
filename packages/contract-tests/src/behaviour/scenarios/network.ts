import { firstSite, type Scenario } from "../scenario.js";

interface Rows {
  data: Record<string, unknown>[];
}

const PAGE = { page: 1, pageSize: 100 };
/** Status of a device that waits for adoption. */
const PENDING = 2;
/** Milliseconds in which a simulated device is adopted for certain. */
const ADOPTING = 60_000;
const SITE = {
  name: "Harbour",
  region: "United States",
  timeZone: "UTC",
  scenario: "Hotel",
  deviceAccountSetting: { username: "operator", password: "Harbour-2026!" },
};

/** Life cycles of what is in a network: sites, devices, stations. */
export const network: Scenario[] = [
  {
    title: "a site",
    run: async ({ step, connect, call }) => {
      const omada = await connect();
      const named = async (name: string) => {
        const { data } = (await call<Rows>(omada, "site.getSiteList", PAGE)) as Rows;
        return data.find((row) => row.name === name);
      };
      await step("create", async () => {
        const result = await call(omada, "site.createNewSite", { body: SITE });
        return Object.keys(Object(result)).length > 0 ? { answers: Object.keys(Object(result)) } : undefined;
      });
      const row = await step("find it in the list", async () => {
        const found = await named(SITE.name);
        return { listed: found !== undefined, siteId: found?.siteId };
      });
      const siteId = row?.siteId;
      await step("read", async () => pick(await call(omada, "site.getSiteEntity", { siteId }), ["name"]));
      await step("rename", () => {
        const { deviceAccountSetting: _, ...body } = { ...SITE, name: "Pier" };
        return call(omada, "site.updateSiteEntity", { siteId, body });
      });
      await step("find the new name", async () => ({ listed: (await named("Pier")) !== undefined }));
      await step("delete", () => call(omada, "site.deleteSite", { siteId }));
      await step("read after it was deleted", () => call(omada, "site.getSiteEntity", { siteId }));
    },
  },
  {
    title: "a device",
    run: async (world) => {
      const { step, connect, call } = world;
      const omada = await connect();
      const siteId = firstSite(world);
      const list = async () => (await call<Rows>(omada, "device.getDeviceList", { siteId, ...PAGE })).data;
      const ap = await step("first access point of the list", async () => {
        const found = (await list()).find(({ type }) => type === "ap");
        return { mac: found?.mac, status: found?.status };
      });
      const target = { siteId, apMac: ap?.mac };
      await step("read", async () =>
        pick(await call(omada, "ap.getOverviewDetail", target), ["mac", "type"]),
      );
      await step("rename", () =>
        call(omada, "ap.modifyGeneralConfig", { ...target, body: { name: "Quay" } }),
      );
      await step("read the new name", async () => {
        return pick(await call(omada, "ap.getGeneralConfig", target), ["name"]);
      });
      await step("find the new name in the list", async () => {
        return { listed: (await list()).some(({ name }) => name === "Quay") };
      });
      await step("restart", () => {
        const path = "/openapi/v1/{omadacId}/sites/{siteId}/devices/{deviceMac}/reboot";
        return omada.request("POST", path, { path: { siteId, deviceMac: String(ap?.mac) } });
      });
    },
  },
  {
    title: "adopting a device",
    size: { pendingDevices: 1 },
    run: async (world) => {
      const { step, connect, call, controller } = world;
      const omada = await connect();
      const siteId = firstSite(world);
      const found = [...controller.state.devices.values()].find(({ status }) => status === PENDING);
      const target = { siteId, deviceMac: found?.mac };
      const state = async () => {
        const { data } = await call<Rows>(omada, "device.getDeviceList", { siteId, ...PAGE });
        const row = data.find(({ mac }) => mac === found?.mac);
        return { listed: row !== undefined, status: row?.status };
      };
      const result = async () =>
        pick(await call(omada, "device.getDeviceAdoptResult", target), ["adoptErrorCode"]);
      await step("before", state);
      await step("adopt", () =>
        call(omada, "device.adoptDevice", {
          ...target,
          body: { username: "operator", password: "Quay-2026" },
        }),
      );
      await step("while it is adopted", result);
      await controller.clock.advance(ADOPTING);
      await step("after it was adopted", result);
      await step("in the list", state);
      await step("forget", () => call(omada, "device.forgetDevice", target));
      await step("after it was forgotten", state);
    },
  },
  {
    title: "a station",
    run: async (world) => {
      const { step, connect, call } = world;
      const omada = await connect();
      const siteId = firstSite(world);
      const clientMac = [...world.controller.state.clients.values()].find(
        (each) => each.siteId === siteId,
      )?.mac;
      const target = { siteId, clientMac };
      await step("the old list", async () => {
        const { data } = await omada.client.getGridActiveClients({ siteId, ...PAGE });
        return { rows: data.length };
      });
      await step("the new list", async () => {
        const path = "/openapi/v2/{omadacId}/sites/{siteId}/clients";
        const body = { ...PAGE, scope: 1, filters: {} };
        const { data } = await omada.request<Rows>("POST", path, { path: { siteId }, body });
        return { rows: data.length };
      });
      await step("read", async () =>
        pick(await call(omada, "client.getClientDetail", target), ["mac", "active"]),
      );
      await step("rename", () =>
        call(omada, "client.updateClientName", { ...target, body: { name: "Buoy" } }),
      );
      await step("read the new name", async () => {
        return pick(await call(omada, "client.getClientDetail", target), ["name"]);
      });
      await step("block", () => call(omada, "client.blockClient", target));
      await step("unblock", () => call(omada, "client.unblockClient", target));
    },
  },
];

function pick(value: unknown, names: readonly string[]): Record<string, unknown> {
  const members = Object(value) as Record<string, unknown>;
  return Object.fromEntries(names.map((name) => [name, members[name]]));
}
