import { clientCredentials } from "@omada-sdk/auth";
import { createOmadaClient } from "@omada-sdk/client-v6";
import { createMspClient } from "@omada-sdk/core";
import { createMockController } from "@omada-sdk/mock-controller";
import { expect, test } from "vitest";

test("everything of all customers of an MSP, each with a grant of its own", async () => {
  const mock = await createMockController({ profile: "6.2" });
  const { omadacId: mspId, clientId, clientSecret } = mock.credentials;
  const options = {
    baseUrl: "https://mock.invalid",
    fetch: mock.fetch,
    logger: { warn: () => undefined },
    mspId,
    auth: () => clientCredentials({ clientId, clientSecret }),
  };
  const msp = await createMspClient(options, createOmadaClient);
  const found = new Map<string, string[]>();
  for await (const { customerId } of msp.customers()) {
    const customer = await msp.forCustomer(customerId);
    const sites = await customer.paginate(customer.site.getSiteList, {}).toArray();
    for (const { siteId } of sites) {
      const devices = await customer
        .paginate(customer.device.getDeviceList, { siteId: `${siteId}` })
        .toArray();
      found.set(
        customerId,
        devices.map(({ mac }) => `${mac}`),
      );
    }
  }
  expect(found.size).toBe(3);
  for (const [customerId, macs] of found)
    expect(macs.sort()).toEqual([...mock.customerState(customerId).devices.keys()].sort());
  const minted = mock.requests.filter(({ path }) => path === "/openapi/authorize/token");
  expect(minted.map(({ body }) => (body as { omadacId: string }).omadacId)).toEqual([mspId, ...found.keys()]);
});
