import { createOmadaClient, snapshot } from "@omada-sdk/client-v6";
import * as cloud from "@omada-sdk/client-v6/cloud";
import { createOmadaClient as createDeviceClient } from "@omada-sdk/client-v6/device";
import { DeviceInfoStatus } from "@omada-sdk/client-v6/device/values";
import { logGroup } from "@omada-sdk/client-v6/log";
import { siteSecurityGroup, siteSettingGroup } from "@omada-sdk/client-v6/site-setting";
import { siteSecurityRaw, siteSettingRaw } from "@omada-sdk/client-v6/site-setting/raw";
import { expect, test } from "vitest";
import { fakeController, OMADAC_ID } from "../support/fake-controller.js";

const siteId = "site 1";
const EVENTS = { selectType: "include", logs: ["1"], startTime: 0, endTime: 1 };
const SITE = `/openapi/v1/${OMADAC_ID}/sites/site%201`;

async function connect() {
  const controller = fakeController("6.2.0.17");
  return { controller, omada: await createOmadaClient(controller.options) };
}

test("path parameters are encoded, omadacId is filled in, results are unwrapped", async () => {
  const { controller, omada } = await connect();
  controller.result = { mac: "AA" };
  await expect(omada.device.rebootDevice({ siteId, deviceMac: "AA/BB" })).resolves.toEqual({ mac: "AA" });
  expect(controller.seen).toMatchObject([{ method: "POST", path: `${SITE}/devices/AA%2FBB/reboot` }]);
});

test("nested query arguments become dotted names", async () => {
  const { controller, omada } = await connect();
  const sorts = { name: "asc" } as const;
  await omada.device.getDeviceList({ siteId, page: 1, pageSize: 10, filters: { tag: "a&b" }, sorts });
  expect(controller.seen[0]?.path).toBe(`${SITE}/devices`);
  expect(Object.fromEntries(controller.seen[0]?.query ?? [])).toEqual({
    page: "1",
    pageSize: "10",
    "filters.tag": "a&b",
    "sorts.name": "asc",
  });
});

test("a query parameter called like a path parameter has an argument of its own", async () => {
  const controller = fakeController();
  const omada = await cloud.createOmadaClient(controller.options);
  await omada.oltGemPort.getGemPortList({
    siteId,
    deviceMac: "AA",
    lineProfileId: "1",
    lineProfileIdQuery: 2,
  });
  expect(controller.seen[0]?.path).toBe(`${SITE}/olts/AA/pon/profile/line/1/gem-ports/list`);
  expect(Object.fromEntries(controller.seen[0]?.query ?? [])).toEqual({ lineProfileId: "2" });
});

test("uploads are sent as form data", async () => {
  const { controller, omada } = await connect();
  const file = new File(["<p>"], "page.html", { type: "text/html" });
  await omada.vpn.uploadVpnCertificateFile({ siteId, body: { file } });
  const form = await controller.seen[0]?.request.formData();
  const sent = form?.get("file");
  expect(sent).toBeInstanceOf(File);
  expect(await (sent as File).text()).toBe("<p>");
});

test("a DELETE may have a body", async () => {
  const { controller, omada } = await connect();
  await omada.log.deleteEventLogsForGlobal({ body: EVENTS });
  expect(controller.seen[0]).toMatchObject({
    method: "DELETE",
    path: `/openapi/v1/${OMADAC_ID}/logs/events/delete`,
  });
  expect(await controller.seen[0]?.request.json()).toEqual(EVENTS);
});

test("pages are read one after the other", async () => {
  const { controller, omada } = await connect();
  controller.result = { totalRows: 1, currentPage: 1, currentSize: 1000, data: [{ mac: "AA" }] };
  const rows = await omada.paginate(omada.client.getGridAllClients, { siteId, body: {} }).toArray();
  expect(rows).toEqual([{ mac: "AA" }]);
  expect(await controller.seen[0]?.request.json()).toEqual({ page: 1, pageSize: 1000 });
});

test("raw clients are one per group, two for the large one, and keep the envelope", async () => {
  const { controller, omada } = await connect();
  controller.result = [];
  const params = { path: { siteId } };
  const path = "/openapi/v1/{omadacId}/sites/{siteId}/wireless-network/wlans";
  const { data } = await siteSettingRaw(omada).GET(path, { params });
  expect(data).toEqual({ errorCode: 0, msg: "Success.", result: [] });
  expect(controller.seen[0]?.path).toBe(`${SITE}/wireless-network/wlans`);
  expect(siteSecurityRaw(omada).GET).toBeTypeOf("function");
});

test("a client of one group takes others later", async () => {
  const controller = fakeController("6.2.0.17");
  const omada = await createDeviceClient(controller.options);
  expect(omada).not.toHaveProperty("log");
  const { log } = omada.with(logGroup);
  await log.deleteEventLogsForGlobal({ body: EVENTS });
  const setting = omada.with(siteSettingGroup);
  const security = omada.with(siteSecurityGroup);
  expect(setting.wirelessNetwork.getWlanGroupList).toBeTypeOf("function");
  expect(Object.keys(setting).filter((tag) => Object.hasOwn(security, tag))).toEqual([]);
  expect(controller.seen.map(({ method }) => method)).toEqual(["DELETE"]);
});

test("the cloud client is a snapshot of its own", async () => {
  const controller = fakeController();
  const omada = await cloud.createOmadaClient(controller.options);
  controller.result = [];
  await omada.userAndRole.getAllRoles();
  expect(controller.seen).toMatchObject([{ path: `/openapi/v1/${OMADAC_ID}/roles` }]);
  expect([snapshot, cloud.snapshot, omada.snapshot]).toMatchObject([
    { id: "6.2", flavour: "local" },
    { id: "6.2-cloud", flavour: "cloud" },
    { id: "6.2-cloud" },
  ]);
});

test("a controller of another major version is refused", async () => {
  await expect(createOmadaClient(fakeController("5.15.24.19").options)).rejects.toThrow(
    "@omada-sdk/client-v5",
  );
});

test("values have names", () => {
  expect(DeviceInfoStatus.connected).toBe(1);
  expect(Object.isFrozen(DeviceInfoStatus)).toBe(true);
});
