import { createNewUser } from "@omada-sdk/client-v6/account/operations";
import * as cloudDevice from "@omada-sdk/client-v6/cloud/device/operations";
import { bindOperation, connect, isOmadaApiError, operationOf, paginate } from "@omada-sdk/client-v6/connect";
import { createOmadaClient } from "@omada-sdk/client-v6/device";
import * as deviceOperations from "@omada-sdk/client-v6/device/operations";
import { deviceRaw } from "@omada-sdk/client-v6/device/raw";
import { expect, test } from "vitest";
import { fakeController, OMADAC_ID } from "../support/fake-controller.js";

const siteId = "site 1";
const SITE = `/openapi/v1/${OMADAC_ID}/sites/site%201`;
const { getDeviceList, rebootDevice } = deviceOperations;

async function open() {
  const controller = fakeController("6.2.0.17");
  return { controller, omada: await connect(controller.options) };
}

test("an operation is a function of a connection", async () => {
  const { controller, omada } = await open();
  controller.result = { mac: "AA" };
  await expect(rebootDevice(omada, { siteId, deviceMac: "AA/BB" })).resolves.toEqual({ mac: "AA" });
  expect(controller.seen).toMatchObject([{ method: "POST", path: `${SITE}/devices/AA%2FBB/reboot` }]);
});

test("of a client, too, and raw clients take a connection", async () => {
  const controller = fakeController("6.2.0.17");
  const omada = await createOmadaClient(controller.options);
  controller.result = { data: [] };
  await getDeviceList(omada, { siteId, page: 1, pageSize: 10 });
  const connection = await connect(controller.options);
  await deviceRaw(connection).GET("/openapi/v1/{omadacId}/sites/{siteId}/devices", {
    params: { path: { siteId }, query: { page: 1, pageSize: 10 } },
  });
  expect(controller.seen.map(({ path }) => path)).toEqual([`${SITE}/devices`, `${SITE}/devices`]);
});

test("bound to a connection it is a method, for paginate and all that takes methods", async () => {
  const { controller, omada } = await open();
  controller.result = { totalRows: 1, data: [{ mac: "AA" }] };
  const rows = await paginate(bindOperation(omada, getDeviceList), { siteId }).toArray();
  expect(rows).toEqual([{ mac: "AA" }]);
});

test("every operation of a group is there and says which one it is", async () => {
  const controller = fakeController("6.2.0.17");
  const omada = await createOmadaClient(controller.options);
  const known = Object.values(deviceOperations).map((one) => operationOf(one));
  const tags = [
    omada.ap,
    omada.device,
    omada.firmware,
    omada.gateway,
    omada.mlag,
    omada.olt,
    omada.stack,
    omada.switch,
  ];
  const methods = tags.flatMap((tag) => Object.values(tag)).map((method) => operationOf(method));
  const byName = new Map(known.map((operation) => [operation?.name, operation]));
  expect(methods.length).toBeGreaterThan(300);
  for (const method of methods) expect(byName.get(method?.name)).toEqual(method);
});

test("a version that does not fit is refused when the first operation of it is called", async () => {
  const { omada } = await open();
  const called = cloudDevice.getDeviceList(omada, { siteId, page: 1, pageSize: 10 });
  await expect(called).rejects.toMatchObject({ name: "OmadaVersionError" });
  await expect(connect(fakeController("5.15.24").options)).rejects.toMatchObject({
    name: "OmadaVersionError",
  });
});

test("what only a user may do is not sent", async () => {
  const { controller, omada } = await open();
  const body = { name: "a" } as Parameters<typeof createNewUser>[1]["body"];
  await expect(createNewUser(omada, { body })).rejects.toThrow("was not sent");
  expect(controller.seen).toEqual([]);
});

test("what is no connection is refused", async () => {
  const { omada } = await open();
  const copy = { ...omada };
  await expect(getDeviceList(copy, { siteId, page: 1, pageSize: 10 })).rejects.toThrow(/returned\.$/);
});

test("errors have the names of the operation and of the code", async () => {
  const { controller, omada } = await open();
  controller.errorCode = -33000;
  const failure = await getDeviceList(omada, { siteId, page: 1, pageSize: 10 }).catch((error) => error);
  expect(isOmadaApiError(failure, -33000) && [failure.codeName, failure.operation]).toEqual([
    "siteNotFound",
    "device.getDeviceList",
  ]);
});
