import { describe, expect, it } from "vitest";
import { hintFor } from "../src/errors/hints.js";
import {
  createClient,
  type FetchLike,
  type GroupDefinition,
  isOmadaApiError,
  OmadaAuthError,
} from "../src/index.js";
import { envelope, OMADAC_ID, startController } from "./support/controller.js";
import { connectTo } from "./support/groups.js";

const OTHER = "f".repeat(32);
const quiet = { warn: () => undefined };
const thrown = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error) => error,
  );

interface Tags {
  device: { getOld: () => Promise<void>; getAll: () => Promise<void>; getLost: () => Promise<void> };
  client: { getGridActiveClients: () => Promise<void> };
}
const group: GroupDefinition<Tags> = {
  snapshot: {
    id: "6.2",
    line: "v6",
    flavour: "local",
    controllerVersion: "6.2",
    snapshots: ["5.12", "5.15", "6.2", "6.2-cloud"],
  },
  group: "device",
  tags: ["device", "client"],
  availability: "c",
  table:
    "#device\ngetOld G/v1/{}/old\ngetAll G/v1/{}/all ;^f\ngetLost G/v1/{}/lost ;^0\n" +
    "#client\ngetGridActiveClients G/v1/{}/sites/clients ;!client.getGridAllClients",
};

async function answering(code: number, controllerVer = "6.2.0.17") {
  const controller = await startController((_, response) => envelope(response, undefined, code), {
    controllerVer,
  });
  const { origin: baseUrl, fetch } = controller;
  const auth = {
    kind: "client-credentials",
    identity: "test",
    authorize: async () => ({}),
    invalidate() {},
  } as const;
  return createClient<Tags>({ baseUrl, auth, fetch, onVersionMismatch: "ignore" }, [group]);
}

describe.concurrent("-1600 says where the operation exists", () => {
  it("on another controller", async () => {
    const omada = await answering(-1600, "5.15.24.19");
    const { hint, category } = await thrown(omada.device.getOld());
    expect(hint).toBe("device.getOld exists in 6.2 and 6.2-cloud; this controller runs 5.15.24.19.");
    expect(category).toBe("unsupported");
  });

  it("on one that should have it, and on none", async () => {
    const omada = await answering(-1600);
    expect((await thrown(omada.device.getAll())).hint).toMatch(
      /5\.12, 5\.15, 6\.2 and 6\.2-cloud; this controller runs 6\.2\.0\.17, which should have it/,
    );
    expect((await thrown(omada.device.getLost())).hint).toMatch(/No known controller/);
  });

  it.each([
    [
      "https://use1-omada-northbound.tplinkcloud.com",
      /^device\.getOld exists in 6\.2 and 6\.2-cloud; this is the cloud, which should/,
    ],
    ["https://gateway.example", /; this controller runs an unknown version\.$/],
  ])("on %s, which serves no /api/info", async (baseUrl, hint) => {
    const fetch: FetchLike = async (url) =>
      url.endsWith("/api/info") ? new Response(null, { status: 404 }) : Response.json({ errorCode: -1600 });
    const auth = {
      kind: "web-session",
      identity: "x",
      authorize: async () => ({}),
      invalidate() {},
    } as const;
    const options = { baseUrl, omadacId: OMADAC_ID, auth, fetch, onVersionMismatch: "ignore" } as const;
    const omada = await createClient<Tags>(options, [group]);
    expect((await thrown(omada.device.getOld())).hint).toMatch(hint);
  });

  it("does without, for requests by path and older clients", async () => {
    const omada = await answering(-1600);
    expect((await thrown(omada.request("GET", "/openapi/v1/{omadacId}/x"))).hint).toMatch(/version or kind/);
  });

  it("also when the path is answered with 404", async () => {
    const controller = await startController((_, response) => {
      response.statusCode = 404;
      response.end();
    });
    const { origin: baseUrl, fetch } = controller;
    const auth = {
      kind: "client-credentials",
      identity: "test",
      authorize: async () => ({}),
      invalidate() {},
    } as const;
    const omada = await createClient<Tags>({ baseUrl, auth, fetch }, [group]);
    expect((await thrown(omada.device.getOld())).hint).toMatch(/exists in 6\.2 and 6\.2-cloud/);
  });
});

describe.concurrent("-1 names the successor", () => {
  it("that the table gives, of no other operation", async () => {
    const omada = await answering(-1);
    expect((await thrown(omada.client.getGridActiveClients())).hint).toBe(
      "Some controllers always fail like that at client.getGridActiveClients; this one runs 6.2.0.17. Use client.getGridAllClients, which works on them.",
    );
    expect((await thrown(omada.device.getOld())).hint).toBe(
      "The controller failed while handling the request.",
    );
  });

  it("and no other code does", async () => {
    const omada = await answering(-33000);
    expect((await thrown(omada.client.getGridActiveClients())).hint ?? "").not.toContain("getGridAllClients");
  });

  it("also where the version is unknown; other operations keep hints of their own", () => {
    const host = { origin: "https://x", omadacId: OMADAC_ID };
    expect(hintFor(-1, { ...host, operation: "a.b", successor: "a.c" })).toBe(
      "Some controllers always fail like that at a.b. Use a.c, which works on them.",
    );
    expect(hintFor(-1, { ...host, operation: "switch.modifySwitchPort" })).toMatch(/whole settings/);
  });
});

describe.concurrent("-7131 looks at /api/info", () => {
  const unknownId = (info: object = {}) => {
    const state = { omadacId: OMADAC_ID, ...info };
    return startController((_, response) => envelope(response, undefined, -7131), state).then(
      (controller) => ({ controller, state }),
    );
  };

  it("and sees an id that is missing in the path", async () => {
    const { controller } = await unknownId();
    const omada = await connectTo(controller);
    const error = await thrown(omada.request("GET", "/openapi/v1/sites"));
    expect(error.hint).toMatch(/named the controller "sites": the omadacId is missing in the path/);
  });

  it("and sees an id of elsewhere", async () => {
    const { controller } = await unknownId();
    const omada = await connectTo(controller, { omadacId: OTHER, logger: quiet });
    expect((await thrown(omada.device.getTags({ siteId: "s" }))).hint).toMatch(
      new RegExp(`"${OTHER}", but .* reports "${OMADAC_ID}"`),
    );
  });

  it("and sees that the controller has become another one", async () => {
    let id = OMADAC_ID;
    const controller = await startController((_, response) => envelope(response, undefined, -7131));
    const fetch: FetchLike = async (url, init) =>
      url.endsWith("/api/info")
        ? Response.json({ errorCode: 0, result: { controllerVer: "6.2.0.17", omadacId: id } })
        : controller.fetch(url, init);
    const omada = await connectTo(controller, { fetch });
    id = OTHER;
    const errors = await Promise.all([1, 2, 3].map(() => thrown(omada.device.getTags({ siteId: "s" }))));
    for (const { hint } of errors) expect(hint).toMatch(/since the client connected, as after a restore/);
  });

  it("and does without when it is gone", async () => {
    let asked = 0;
    const controller = await startController((_, response) => envelope(response, undefined, -7131));
    const fetch: FetchLike = async (url, init) => {
      if (url.endsWith("/api/info") && asked++ > 0) throw new TypeError("gone");
      return controller.fetch(url, init);
    };
    const omada = await connectTo(controller, { fetch });
    expect(await thrown(omada.device.getTags({ siteId: "s" }))).toMatchObject({ code: -7131 });
  });
});

describe.concurrent("errors", () => {
  it("have the name of a rare code, too", async () => {
    const omada = await answering(-43916);
    expect(await thrown(omada.device.getOld())).toMatchObject({
      codeName: "ospfUnsupported",
      category: "unsupported",
    });
    expect(await thrown((await answering(-98765)).device.getOld())).toMatchObject({
      codeName: undefined,
      category: undefined,
    });
  });

  it("belong to the method that threw them", async () => {
    const omada = await answering(-33000);
    const error = await thrown(omada.device.getOld());
    expect(isOmadaApiError(error, omada.device, "getOld")).toBe(true);
    expect(isOmadaApiError(error, omada.device, "getAll")).toBe(false);
    expect(isOmadaApiError(new Error("x"), omada.device, "getOld")).toBe(false);
    expect(isOmadaApiError(error, -33000)).toBe(true);
  });
});

describe.concurrent("operations for users", () => {
  it("are not sent with client credentials", async () => {
    const controller = await startController((_, response) => envelope(response, { data: [] }));
    const omada = await connectTo(controller);
    const error = await thrown(omada.file.userList({}));
    expect(error).toBeInstanceOf(OmadaAuthError);
    expect(error).toMatchObject({ code: -44118, codeName: "authorizationCodeModeOnly" });
    expect(error.message).toMatch(/file\.userList was not sent.*authorization-code grant/);
    expect(controller.seen).toEqual([]);
    expect(controller.minted).toEqual([]);
  });

  it("are sent with other grants", async () => {
    const controller = await startController((_, response) => envelope(response, { data: [] }));
    const auth = {
      kind: "web-session",
      identity: "test",
      authorize: async () => ({}),
      invalidate() {},
    } as const;
    const omada = await connectTo(controller, { auth });
    expect(await omada.file.userList({ page: 1, pageSize: 10 })).toEqual({ data: [] });
  });
});
