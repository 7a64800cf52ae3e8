import { clientCredentials } from "@omada-sdk/auth";
import { describe, expect, it, vi } from "vitest";
import { createClient, fetchControllerInfo, type GroupDefinition } from "../src/index.js";
import { envelope, OMADAC_ID, startController } from "./support/controller.js";
import { connectTo, deviceGroup, templateGroup } from "./support/groups.js";

const auth = clientCredentials({ clientId: "c", clientSecret: "s" });
const nothing = () => undefined;

describe.concurrent("connecting", () => {
  it.each([
    ["", /missing/],
    ["192.168.0.2:8043", /needs its scheme/],
    ["localhost:8043", /needs its scheme/],
    ["https://", /not a valid address/],
    ["ftp://host", /ftp:/],
    ["https://user:pw@host", /credentials go into the auth option/],
    ["https://host:8043/abc/login", /write https:\/\/host:8043\./],
    ["https://host/?a=1", /ends after host and port/],
    ["http://host:8088", /unencrypted/],
  ])("refuses the base URL %s", async (baseUrl, message) => {
    await expect(createClient({ baseUrl, auth }, [])).rejects.toThrow(message);
  });

  it("discovers id and version, without asking for a token", async () => {
    const controller = await startController(nothing);
    const omada = await connectTo(controller, { baseUrl: `${controller.origin}/` });
    expect(omada).toMatchObject({ omadacId: OMADAC_ID, info: { controllerVer: "6.2.0.17", type: 1 } });
    expect(omada.snapshot?.id).toBe("6.2");
    expect(controller.minted).toEqual([]);
    expect(await fetchControllerInfo(controller.origin, { fetch: controller.fetch })).toEqual(omada.info);
  });

  it("uses plain HTTP only when asked to", async () => {
    const controller = await startController((_, response) => envelope(response, 7), { plain: true });
    await expect(connectTo(controller)).rejects.toThrow("allowHttp");
    const omada = await connectTo(controller, { allowHttp: true });
    await expect(omada.request("GET", "/openapi/v1/{omadacId}/x")).resolves.toBe(7);
  });

  it("needs the id on cloud hosts and does not ask them for info", async () => {
    const baseUrl = "https://use1-omada-northbound.tplinkcloud.com";
    await expect(createClient({ baseUrl, auth }, [])).rejects.toThrow(/omadacId is required/);
    const asked: string[] = [];
    const fetch = async (url: string) => {
      asked.push(url);
      const result = url.includes("/authorize/") ? { accessToken: "AT-1", expiresIn: 7200 } : [];
      return Response.json({ errorCode: 0, result });
    };
    const omada = await createClient({ baseUrl, auth, omadacId: OMADAC_ID, fetch }, []);
    expect(omada.info).toBeUndefined();
    await omada.request("GET", "/openapi/v1/{omadacId}/sites");
    expect(asked.at(-1)).toBe(`${baseUrl}/openapi/v1/${OMADAC_ID}/sites`);
    expect(asked).toHaveLength(2);
  });

  it("refuses ids that cannot be one, wrong grants and mixed groups", async () => {
    const baseUrl = "https://localhost:1";
    await expect(createClient({ baseUrl, auth, omadacId: "a/b" }, [])).rejects.toThrow(/32 hexadecimal/);
    await expect(createClient({ baseUrl, auth: undefined as never }, [])).rejects.toThrow(/auth is missing/);
    const other = { ...templateGroup, snapshot: { ...templateGroup.snapshot, id: "5.15" } };
    await expect(createClient({ baseUrl, auth }, [deviceGroup, other])).rejects.toThrow(
      /cannot be used in one client/,
    );
    const bad: GroupDefinition = { ...deviceGroup, tags: ["request"] };
    const controller = await startController(nothing);
    await expect(
      createClient({ baseUrl: controller.origin, auth, fetch: controller.fetch }, [bad]),
    ).rejects.toThrow(/may not be called/);
  });

  it("warns about an id that is not the controller's", async () => {
    const warn = vi.fn();
    const controller = await startController(nothing);
    await connectTo(controller, { omadacId: "f".repeat(32), logger: { warn } });
    expect(warn.mock.calls.flat().join()).toContain(OMADAC_ID);
  });

  it("does without /api/info where it is not served and the id is known", async () => {
    const fetch = async () => new Response(null, { status: 404 });
    const options = { baseUrl: "https://gateway.example", auth, fetch };
    const warn = vi.fn();
    const omada = await createClient({ ...options, omadacId: OMADAC_ID, logger: { warn } }, [deviceGroup]);
    expect(omada.info).toBeUndefined();
    // Nothing says what the gateway stands before.
    expect(warn).not.toHaveBeenCalled();
    await expect(createClient(options, [])).rejects.toMatchObject({ name: "OmadaHttpError", status: 404 });
  });

  it("refuses a host that answers without version and id", async () => {
    const fetch = async () => Response.json({ errorCode: 0, result: { hello: 1 } });
    await expect(createClient({ baseUrl: "https://other.example", auth, fetch }, [])).rejects.toThrow(
      /version and id/,
    );
  });

  it("adds a group to a connection made without", async () => {
    const controller = await startController((_, response) => envelope(response, []));
    const omada = await createClient({ baseUrl: controller.origin, auth, fetch: controller.fetch }, []);
    const { device } = omada.with(deviceGroup);
    await expect(device.getTags({ siteId: "s" })).resolves.toEqual([]);
  });

  it("passes raw calls through openapi-fetch, envelope included", async () => {
    const controller = await startController((request, response) => envelope(response, request.query));
    const omada = await connectTo(controller);
    const answer = await omada.raw.deviceTemplate.GET("/openapi/v1/{omadacId}/sites/{siteId}/x", {
      params: { path: { siteId: "s" }, query: { filters: { a: 1 } } },
    });
    expect(answer.data).toEqual({ errorCode: 0, msg: "Success.", result: "filters.a=1" });
    expect(answer.response.status).toBe(200);
    expect(controller.seen[0]?.path).toBe(`/openapi/v1/${OMADAC_ID}/sites/s/x`);
    await expect(omada.raw.device.GET("/openapi/v1/{omadacId}/sites/{siteId}", {})).rejects.toThrow(
      /"siteId" is missing/,
    );
  });
});

describe.concurrent("versions", () => {
  const connectWith = async (controllerVer: string, onVersionMismatch?: "throw" | "warn" | "ignore") => {
    const warn = vi.fn();
    const controller = await startController(nothing, { controllerVer });
    await connectTo(controller, { logger: { warn }, onVersionMismatch });
    return warn.mock.calls.flat().join();
  };

  const refusalOf = async (connected: Promise<unknown>) => String(await connected.catch((error) => error));

  it("of the same minor line are fine", async () => {
    expect(await connectWith("6.2.14.11")).toBe("");
  });

  it("of another minor line warn, or throw on request", async () => {
    expect(await connectWith("6.3.0.45")).toMatch(/generated for local controllers 6\.2 .* runs 6\.3\.0\.45/);
    expect(await connectWith("6.3.0.45", "ignore")).toBe("");
    await expect(connectWith("6.3.0.45", "throw")).rejects.toMatchObject({ name: "OmadaVersionError" });
  });

  it.each([
    ["5.15.24.19", /Use @omada-sdk\/client-v5 instead/],
    ["5.12.9", /Use @omada-sdk\/client-v5\/5\.12 instead/],
    ["4.4.6", /no client for its line/],
  ])("%s throws and says what to use", async (version, message) => {
    await expect(connectWith(version)).rejects.toThrow(message);
    expect(await connectWith(version, "warn")).toMatch(message);
  });

  it.each(["5.15.24.19", "6.3.0.45"])(
    "%s say to a client that omada generate made how to make it again, and no package",
    async (controllerVer) => {
      const { origin: baseUrl, fetch } = await startController(nothing, { controllerVer });
      const own = { ...deviceGroup, snapshot: { ...deviceGroup.snapshot, inProject: true } };
      const options = { baseUrl, auth, fetch, onVersionMismatch: "throw" } as const;
      const message = await refusalOf(createClient(options, [own]));
      expect(message).toMatch(/Generate it again .*: omada generate --out .* --from/);
      expect(message).not.toContain("@omada-sdk/");
    },
  );

  const missing = [
    {
      id: "6.2-cloud",
      flavour: "cloud",
      controllerVersion: "6.2",
      operations: 40,
      fields: 7,
      first: ["a.b"],
    },
    { id: "5.12", flavour: "local", controllerVersion: "5.12", operations: 9, fields: 0, first: [] },
    {
      id: "5.15",
      flavour: "local",
      controllerVersion: "5.15.24",
      operations: 3,
      fields: 5,
      first: ["c.d", "e.f"],
    },
  ];
  const compared: GroupDefinition = {
    ...deviceGroup,
    snapshot: { ...deviceGroup.snapshot, missing } as GroupDefinition["snapshot"],
  };
  it.each([
    [
      "5.15.24.19",
      /Controllers like 5\.15 do not have 3 of its operations \(c\.d, e\.f, \.\.\.\) and 5 fields\. Use/,
    ],
    ["5.13.1", /Controllers like 5\.12 do not have 9 of its operations and 0 fields/],
    ["5.9.1", /runs 5\.9\.1\. Use/],
    ["4.4.6", /runs 4\.4\.6\. There is no client/],
  ])("%s hears what controllers like the nearest known lack", async (controllerVer, message) => {
    const { origin: baseUrl, fetch } = await startController(nothing, { controllerVer });
    expect(await refusalOf(createClient({ baseUrl, auth, fetch }, [compared]))).toMatch(message);
  });

  it("newer than the client's own do not hear what older ones lack", async () => {
    const { origin: baseUrl, fetch } = await startController(nothing, { controllerVer: "6.3.0.45" });
    const onVersionMismatch = "throw";
    const message = await refusalOf(createClient({ baseUrl, auth, fetch, onVersionMismatch }, [compared]));
    expect(message).toMatch(/runs 6\.3\.0\.45\. Operations that differ/);
  });

  const cloud = {
    baseUrl: "https://use1-omada-northbound.tplinkcloud.com",
    auth,
    omadacId: OMADAC_ID,
    fetch: () => Promise.reject(new Error("nothing may be sent")),
  };

  it("of a cloud host is unknown, but a client for local controllers is refused before anything is sent", async () => {
    const connected = createClient(cloud, [compared]);
    await expect(connected).rejects.toMatchObject({
      name: "OmadaVersionError",
      controllerVersion: "the cloud",
      message: expect.stringMatching(
        /like 6\.2-cloud do not have 40 .*Use @omada-sdk\/client-v6\/cloud instead/,
      ),
    });
    const warn = vi.fn();
    await createClient({ ...cloud, logger: { warn }, onVersionMismatch: "warn" }, [deviceGroup]);
    expect(warn.mock.calls.flat().join()).toMatch(/for local controllers 6\.2 .*client-v6\/cloud/);
    await createClient({ ...cloud, onVersionMismatch: "ignore" }, [deviceGroup]);
  });

  it("fit a client for the cloud at a cloud host, and are refused by it elsewhere", async () => {
    const snapshot = { ...deviceGroup.snapshot, id: "6.2-cloud", flavour: "cloud" as const };
    const omada = await createClient(cloud, [{ ...deviceGroup, snapshot }]);
    expect(omada.snapshot?.id).toBe("6.2-cloud");
    const { origin: baseUrl, fetch } = await startController(nothing);
    const local = createClient({ baseUrl, auth, fetch }, [{ ...deviceGroup, snapshot }]);
    await expect(local).rejects.toThrow(/for cloud controllers .* Use @omada-sdk\/client-v6 instead/);
  });
});
