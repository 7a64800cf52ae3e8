import { describe, expect, it } from "vitest";
import { operationOf } from "../src/index.js";
import { envelope, OMADAC_ID, startController } from "./support/controller.js";
import { connectTo } from "./support/groups.js";

describe.concurrent("generated methods", () => {
  it("put id, path, query and token into one request and return the result", async () => {
    const controller = await startController((_, response) => envelope(response, { data: [{ id: 1 }] }));
    const omada = await connectTo(controller);
    const { getDeviceList } = omada.device;
    const page = await getDeviceList({ siteId: "a b/c", page: 1, pageSize: 10, filters: { tag: "x&y" } });
    expect(page).toEqual({ data: [{ id: 1 }] });
    const [request] = controller.seen;
    expect(request).toMatchObject({
      method: "GET",
      path: `/openapi/v1/${OMADAC_ID}/sites/a%20b%2Fc/devices`,
      query: "page=1&pageSize=10&filters.tag=x%26y",
      body: "",
    });
    expect(request?.headers.authorization).toBe("AccessToken=AT-1");
    expect(request?.headers["content-type"]).toBeUndefined();
  });

  it("rename query and path arguments, repeat arrays, skip what is undefined", async () => {
    const controller = await startController((_, response) => envelope(response, null));
    const omada = await connectTo(controller);
    await omada.device.getTunnels({
      siteId: "s",
      typeQuery: 2,
      macs: ["A", "B"],
      none: undefined,
      nil: null,
    });
    await omada.device.moveDevice({ idPath: "p", id: "q", body: { to: 1 } });
    expect(controller.seen[0]?.query).toBe("type=2&macs=A&macs=B");
    expect(controller.seen[1]).toMatchObject({
      path: `/openapi/v1/${OMADAC_ID}/sites/p/move`,
      query: "id=q",
      body: '{"to":1}',
    });
    expect(controller.seen[1]?.headers["content-type"]).toBe("application/json");
  });

  it("send the body of a DELETE", async () => {
    const controller = await startController((_, response) => envelope(response, undefined));
    const omada = await connectTo(controller);
    await expect(omada.device.deleteDevices({ siteId: "s", body: { macs: ["A"] } })).resolves.toBeUndefined();
    expect(controller.seen[0]).toMatchObject({ method: "DELETE", body: '{"macs":["A"]}' });
  });

  it("reach MSP paths and paths outside /openapi", async () => {
    const controller = await startController((_, response) => envelope(response, 1));
    const omada = await connectTo(controller);
    await omada.file.getMspThing({ mspId: "m" });
    await omada.file.elsewhere({});
    expect(controller.seen.map(({ path }) => path)).toEqual(["/openapi/v1/msp/m/thing", "/other/path"]);
  });

  it.each([
    [{}, /"siteId" is missing/],
    [{ siteId: "", deviceMac: "A" }, /"siteId" is empty/],
    [{ siteId: "s", deviceMac: ".." }, /may not be "\.\."/],
    [{ siteId: "s", deviceMac: "." }, /may not be "\."/],
    [{ siteId: {}, deviceMac: "A" }, /string or a number/],
    [{ siteId: "s", deviceMac: "A", at: new Date(0) }, /"at" has to be/],
    [{ siteId: "s", deviceMac: "A", n: Number.NaN }, /"n" has to be/],
    [{ siteId: "s", deviceMac: "A", body: {} }, /cannot have a body/],
  ])("refuse %j before anything is sent", async (args, message) => {
    const controller = await startController((_, response) => envelope(response, 1));
    const omada = await connectTo(controller);
    await expect(omada.device.getDevice(args)).rejects.toMatchObject({
      name: "OmadaError",
      message: expect.stringMatching(message),
    });
    expect(controller.seen).toEqual([]);
    expect(controller.minted).toEqual([]);
  });

  it("merge a tag that two groups define, and know their operations", async () => {
    const controller = await startController((_, response) => envelope(response, 1));
    const omada = await connectTo(controller);
    expect(Object.keys(omada.gateway)).toEqual(["getGateway", "getTemplateGateway"]);
    expect(omada.gateway).toBe(omada.gateway);
    expect(operationOf(omada.file.userList)).toMatchObject({
      name: "file.userList",
      method: "GET",
      path: "/openapi/v1/{omadacId}/users",
      paging: "query",
      authorizationCodeOnly: true,
    });
    expect(operationOf(() => 0)).toBeUndefined();
  });

  it("upload fields, files and arrays as multipart form data", async () => {
    const controller = await startController((_, response) => envelope(response, "stored"));
    const omada = await connectTo(controller);
    const file = new File(["a,b"], "list.csv", { type: "text/csv" });
    const body = { file, tags: ["x", "y"], meta: { a: 1 }, none: undefined };
    await expect(omada.file.upload({ body })).resolves.toBe("stored");
    const [request] = controller.seen;
    expect(request?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(request?.body).toContain(
      'name="file"; filename="list.csv"\r\nContent-Type: text/csv\r\n\r\na,b\r\n',
    );
    expect(request?.body.match(/name="tags"/g)).toHaveLength(2);
    expect(request?.body).toContain('name="meta"\r\n\r\n{"a":1}');
    expect(request?.body).not.toContain("none");
  });

  it("send further headers, but not another Authorization", async () => {
    const controller = await startController((_, response) => envelope(response, 1));
    const omada = await connectTo(controller);
    await omada.file.bare({}, { headers: { "X-Trace": "7", Authorization: "other" } });
    expect(controller.seen[0]?.headers).toMatchObject({ "x-trace": "7", authorization: "AccessToken=AT-1" });
  });
});
