import { createOmadaClient, snapshot } from "@omada-sdk/client-v5";
import * as v512 from "@omada-sdk/client-v5/5.12";
import { createOmadaClient as createDevice512 } from "@omada-sdk/client-v5/5.12/device";
import { DeviceInfoStatus } from "@omada-sdk/client-v5/device/values";
import { logGroup } from "@omada-sdk/client-v5/log";
import { createOmadaClient as createMspClient } from "@omada-sdk/client-v5/msp";
import { siteSecurityRaw, siteSettingRaw } from "@omada-sdk/client-v5/site-setting/raw";
import { expect, test } from "vitest";
import { fakeController, OMADAC_ID } from "../support/fake-controller.js";

const siteId = "site 1";
const EVENTS = { selectType: "include", logs: ["1"], startTime: 0, endTime: 1 };
const SITE = `/openapi/v1/${OMADAC_ID}/sites/site%201`;

async function connect() {
  const controller = fakeController("5.15.24.19");
  return { controller, omada: await createOmadaClient(controller.options) };
}

test("path parameters are encoded, nested query arguments become dotted names", async () => {
  const { controller, omada } = await connect();
  controller.result = { data: [] };
  const answer = await omada.device.getDeviceList({ siteId, page: 1, pageSize: 10, filters: { tag: "a&b" } });
  expect(answer).toEqual({ data: [] });
  expect(controller.seen[0]?.path).toBe(`${SITE}/devices`);
  expect(controller.seen[0]?.query.get("filters.tag")).toBe("a&b");
});

test("a query parameter called like a path parameter has an argument of its own", async () => {
  const { controller, omada } = await connect();
  await omada.oltGemPort.getGemPortList({
    siteId,
    deviceMac: "AA",
    lineProfileId: "1",
    lineProfileIdQuery: 2,
  });
  expect(controller.seen[0]?.path).toBe(`${SITE}/olts/AA/pon/profile/line/1/gem-ports/list`);
  expect(Object.fromEntries(controller.seen[0]?.query ?? [])).toEqual({ lineProfileId: "2" });
});

test("a DELETE may have a body", async () => {
  const { controller, omada } = await connect();
  await omada.log.deleteEventLogsForGlobal({ body: EVENTS });
  expect(await controller.seen[0]?.request.json()).toEqual(EVENTS);
});

test("raw clients keep the envelope", async () => {
  const { controller, omada } = await connect();
  controller.result = [];
  const path = "/openapi/v1/{omadacId}/sites/{siteId}/wireless-network/wlans";
  const { data } = await siteSettingRaw(omada).GET(path, { params: { path: { siteId } } });
  expect(data).toEqual({ errorCode: 0, msg: "Success.", result: [] });
  expect(siteSecurityRaw(omada).GET).toBeTypeOf("function");
});

test("the older snapshot is pinned by its subpath, whole or by group", async () => {
  const controller = fakeController("5.12.9");
  const whole = await v512.createOmadaClient(controller.options);
  const device = await createDevice512(controller.options);
  await whole.device.getDeviceList({ siteId, page: 1, pageSize: 10 });
  await device.device.getDeviceList({ siteId, page: 1, pageSize: 10 });
  expect(controller.seen.map(({ path }) => path)).toEqual([`${SITE}/devices`, `${SITE}/devices`]);
  expect([snapshot.id, v512.snapshot.id]).toEqual(["5.15", "5.12"]);
  expect(whole).not.toHaveProperty("mspSite");
});

test("a client of one group takes others of its snapshot", async () => {
  const controller = fakeController("5.15.24.19");
  const omada = await createMspClient(controller.options);
  await omada.with(logGroup).log.deleteEventLogsForGlobal({ body: EVENTS });
  expect(controller.seen).toHaveLength(1);
});

test("a controller of another major version is refused", async () => {
  await expect(createOmadaClient(fakeController("6.2.0.17").options)).rejects.toThrow("@omada-sdk/client-v6");
});

test("values have names", () => {
  expect(DeviceInfoStatus.connected).toBe(1);
});
