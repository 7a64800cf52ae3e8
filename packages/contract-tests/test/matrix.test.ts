import { fileURLToPath } from "node:url";
import { readManifest } from "@omada-sdk/codegen";
import { isOmadaApiError } from "@omada-sdk/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAIRS } from "../src/matrix.js";
import { openSession, type Session } from "./support/session.js";

const SPECS = fileURLToPath(new URL("../../../specs", import.meta.url));
const DEVICES = 250;

it("has a client for every snapshot of the manifest", async () => {
  const { snapshots } = await readManifest(SPECS);
  expect(PAIRS.map(({ id }) => id)).toEqual(snapshots.map(({ id }) => id));
});

describe.each(PAIRS)("client of $id with a controller of $id", (pair) => {
  let session: Session;
  beforeAll(async () => {
    session = await openSession(pair, { sites: 2, devices: DEVICES });
  });
  afterAll(() => session.close());

  it("connects and recognises the controller", async () => {
    const omada = await session.connect();
    expect(omada.snapshot?.id).toBe(pair.id);
    expect(omada.omadacId).toBe(session.controller.credentials.omadacId);
    const line = pair.id.startsWith("5") ? /^5\./ : /^6\./;
    if (pair.cloud) expect(omada.info).toBeUndefined();
    else expect(omada.info?.controllerVer).toMatch(line);
  });

  it("lists the sites", async () => {
    const omada = await session.connect();
    const sites = await omada.paginate(omada.site.getSiteList, {}).toArray();
    expect(sites).toHaveLength(2);
    for (const site of sites) expect(site.siteId).toMatch(/^[0-9a-f]{24}$/);
  });

  it("walks 250 devices over several pages, each once", async () => {
    const omada = await session.connect();
    const [site] = await omada.paginate(omada.site.getSiteList, {}).toArray();
    const siteId = site?.siteId ?? "";
    const pages = [];
    for await (const page of omada
      .paginate(omada.device.getDeviceList, { siteId }, { pageSize: 100 })
      .pages()) {
      pages.push(page.data.length);
    }
    // Pages overlap a little, so that no row is lost while others come and go; what was seen is left out.
    expect(pages).toHaveLength(3);
    expect(pages.reduce((sum, rows) => sum + rows, 0)).toBe(DEVICES);
    const devices = await omada.paginate(omada.device.getDeviceList, { siteId }, { pageSize: 60 }).toArray();
    expect(new Set(devices.map(({ mac }) => mac)).size).toBe(DEVICES);
  });

  it("gets a typed error for a site that is not there", async () => {
    const omada = await session.connect();
    const call = omada.device.getDeviceList({ siteId: "0".repeat(24), page: 1, pageSize: 10 });
    const error = await call.catch((reason: unknown) => reason);
    expect(isOmadaApiError(error, -33000)).toBe(true);
    expect(error).toMatchObject({ operation: "device.getDeviceList", method: "GET" });
  });

  it("renews a token that the controller has let expire, once", async () => {
    const omada = await session.connect();
    await omada.site.getSiteList({ page: 1, pageSize: 10 });
    session.controller.expireTokens();
    const before = tokenRequests(session);
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => omada.site.getSiteList({ page: 1, pageSize: 10 })),
    );
    expect(answers.every(({ data }) => data.length === 2)).toBe(true);
    expect(tokenRequests(session) - before).toBe(1);
  });

  it("answers the old list of clients as its version does", async () => {
    const omada = await session.connect();
    const [site] = await omada.paginate(omada.site.getSiteList, {}).toArray();
    const call = omada.client.getGridActiveClients({ siteId: site?.siteId ?? "", page: 1, pageSize: 10 });
    if (pair.id === "6.2") {
      const hint = expect.stringContaining("Use client.getGridAllClients");
      await expect(call).rejects.toMatchObject({ code: -1, hint });
    } else expect((await call).data.length).toBeGreaterThan(0);
  });
});

function tokenRequests({ controller }: Session): number {
  return controller.requests.filter(({ path }) => path === "/openapi/authorize/token").length;
}
