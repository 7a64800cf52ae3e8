// Tests of a program that uses a client: each test gets a simulated controller of its own, without a network.
import { clientCredentials, createOmadaClient, type Omada } from "@omada-sdk/client-v6";
import type { RunningMockController } from "@omada-sdk/mock-controller";
import { mockControllerTest } from "@omada-sdk/mock-controller/vitest";

/** The code under test; in a program of yours it stands in a file of its own. */
async function countDevices(omada: Omada, siteId: string): Promise<number> {
  return (await omada.paginate(omada.device.getDeviceList, { siteId }).toArray()).length;
}

function connect(controller: RunningMockController): Promise<Omada> {
  return createOmadaClient({
    baseUrl: controller.url,
    auth: clientCredentials(controller.credentials),
    tls: { ca: controller.ca },
  });
}

const test = mockControllerTest({ profile: "6.2", devices: 250 });

test("counts the devices of a site", async ({ controller, expect }) => {
  const omada = await connect(controller);
  const [site] = await omada.paginate(omada.site.getSiteList).toArray();
  expect(await countDevices(omada, `${site?.siteId}`)).toBe(250);
});

test("survives a token that ends in the middle", async ({ controller, expect }) => {
  const omada = await connect(controller);
  const [site] = await omada.paginate(omada.site.getSiteList).toArray();
  controller.faults.add({ operation: "device.getDeviceList", nth: 1, fault: { kind: "token-death" } });
  expect(await countDevices(omada, `${site?.siteId}`)).toBe(250);
  expect(controller.requests.filter(({ path }) => path === "/openapi/authorize/token")).toHaveLength(2);
});
