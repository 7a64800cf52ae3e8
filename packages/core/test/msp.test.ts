import { clientCredentials } from "@omada-sdk/auth";
import { expect, it } from "vitest";
import { createClient, createMspClient } from "../src/index.js";
import { envelope, startController } from "./support/controller.js";
import { deviceGroup, type TestTags } from "./support/groups.js";

const MSP = "a".repeat(32);
const customerIds = ["b".repeat(32), "c".repeat(32)];

async function msp(fail: () => boolean = () => false) {
  const controller = await startController(
    (request, response) => {
      if (request.path.endsWith("/customers"))
        return envelope(response, {
          totalRows: 2,
          currentPage: 1,
          data: customerIds.map((customerId, index) => ({ customerId, customerName: `Customer ${index}` })),
        });
      envelope(response, [{ id: 1 }]);
    },
    { omadacId: MSP },
  );
  const ids: string[] = [];
  const options = {
    baseUrl: controller.origin,
    fetch: controller.fetch,
    mspId: MSP,
    logger: { warn: () => undefined },
    auth: (omadacId: string) => {
      ids.push(omadacId);
      return clientCredentials({ clientId: "client", clientSecret: "secret" });
    },
  };
  const connection = await createMspClient(options, (one) => {
    if (fail()) throw new Error("no");
    return createClient<Pick<TestTags, "device">>(one, [deviceGroup]);
  });
  return { controller, connection, ids };
}

it("lists customers and connects to each with a grant of its own", async () => {
  const { controller, connection, ids } = await msp();
  expect(connection.client.omadacId).toBe(MSP);
  const customers = await connection.customers({ searchKey: "Cust" }).toArray();
  expect(customers.map(({ customerId }) => customerId)).toEqual(customerIds);
  expect(controller.seen[0]).toMatchObject({ path: `/openapi/v1/msp/${MSP}/customers` });
  expect(controller.seen[0]?.query).toContain("searchKey=Cust");

  for (const { customerId } of customers) {
    const client = await connection.forCustomer(customerId);
    await client.device.getTags({ siteId: "s" });
    expect(await connection.forCustomer(customerId)).toBe(client);
  }
  expect(ids).toEqual([MSP, ...customerIds]);
  expect(controller.seen.slice(1).map(({ path }) => path.split("/")[3])).toEqual(customerIds);
  // A token for the MSP and one for each customer.
  expect(controller.minted.map(({ body }) => JSON.parse(body).omadacId)).toEqual([MSP, ...customerIds]);
});

it("tries again after a customer could not be reached", async () => {
  let failing = false;
  const { connection } = await msp(() => failing);
  failing = true;
  await expect((async () => connection.forCustomer("b".repeat(32)))()).rejects.toThrow("no");
  failing = false;
  expect((await connection.forCustomer("b".repeat(32))).omadacId).toBe("b".repeat(32));
});

it("wants an id and a function that makes grants", async () => {
  const connect = async () => ({}) as never;
  await expect(createMspClient({ mspId: "" } as never, connect)).rejects.toThrow(/mspId is missing/);
  await expect(createMspClient({ mspId: "m", auth: {} } as never, connect)).rejects.toThrow(
    /makes the grant/,
  );
});
