import { firstSite, type Scenario } from "../scenario.js";

const NOWHERE = "0".repeat(24);
const NO_MAC = "00-00-00-00-00-00";

/** What goes wrong, and long lists. */
export const answers: Scenario[] = [
  {
    title: "errors",
    run: async (world) => {
      const { step, connect, call } = world;
      const omada = await connect();
      const siteId = firstSite(world);
      const page = { page: 1, pageSize: 10 };
      await step("unknown site", () => omada.device.getDeviceList({ siteId: NOWHERE, ...page }));
      await step("unknown access point", () =>
        call(omada, "ap.getOverviewDetail", { siteId, apMac: NO_MAC }),
      );
      await step("unknown station", () => {
        return call(omada, "client.getClientDetail", { siteId, clientMac: NO_MAC });
      });
      await step("page size beyond the limit", () => {
        return omada.device.getDeviceList({ siteId, page: 1, pageSize: 5000 });
      });
      await step("page left out", () => omada.request("GET", "/openapi/v1/{omadacId}/sites"));
      await step("body that lacks members", () => call(omada, "site.createNewSite", { body: { name: "X" } }));
      await step("path argument left out", () => call(omada, "site.getSiteEntity", {}));
    },
  },
  {
    title: "unsupported operations",
    run: async (world) => {
      const { step, connect } = world;
      const omada = await connect();
      const siteId = firstSite(world);
      const path = "/openapi/v1/{omadacId}/sites/{siteId}/aps/{apMac}/ports";
      await step("a path that no version has", () => omada.request("GET", "/openapi/v1/{omadacId}/lamps"));
      await step("an operation that 6.2 has lost", () => {
        return omada.request("PATCH", path, { path: { siteId, apMac: NO_MAC }, body: {} });
      });
      await step("an operation that came with 6.2", () => {
        const options = { path: { siteId }, query: { page: 1, pageSize: 10 } };
        const profiles = "/openapi/v2/{omadacId}/sites/{siteId}/lan-profiles";
        return omada.request("GET", profiles, options).then(() => undefined);
      });
      await step("an operation of local controllers only", () => {
        return omada.request("GET", "/openapi/v1/{omadacId}/system/setting/logging").then(() => undefined);
      });
      await step("an operation of the cloud only", () => {
        return omada.request("GET", "/openapi/v1/{omadacId}/license/auto-renew").then(() => undefined);
      });
      await step("an operation that came with 5.15", () => {
        return omada.request("GET", "/openapi/v1/{omadacId}/webhook/settings").then(() => undefined);
      });
    },
  },
  {
    title: "paging",
    run: async (world) => {
      const omada = await world.connect();
      const siteId = firstSite(world);
      await world.step("25 devices in pages of 10", async () => {
        const pages: number[] = [];
        const paginator = omada.paginate(omada.device.getDeviceList, { siteId }, { pageSize: 10 });
        for await (const page of paginator.pages()) pages.push(page.data.length);
        return pages;
      });
      await world.step("a page after the last", async () => {
        const { data } = await omada.device.getDeviceList({ siteId, page: 9, pageSize: 10 });
        return { rows: data.length };
      });
      await world.step("all sites", async () => {
        return (await omada.paginate(omada.site.getSiteList, {}).toArray()).length;
      });
    },
  },
];
