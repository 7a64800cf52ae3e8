import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { clientCredentials, createOmadaClient } from "@omada-sdk/client-v5";
import { type RunningMockController, startMockController } from "@omada-sdk/mock-controller";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { change } from "../inventory/changes.js";
import { report } from "../inventory/report.js";
import { recipes } from "./recipes.js";
import { environmentOf, runExample } from "./run-example.js";

const EXAMPLES = join(import.meta.dirname, "..");
const size = { sites: 2, devices: 120, clients: 150 };
let v5: RunningMockController;
let v6: RunningMockController;
beforeAll(async () => {
  v5 = await startMockController({ profile: "5.15", ...size });
  v6 = await startMockController({ profile: "6.2", ...size });
});
afterAll(() => Promise.all([v5.close(), v6.close()]));

/** The first site of a controller, as the examples find it, with what is in it. */
function firstSite({ state }: RunningMockController) {
  const [site] = state.sites.values();
  if (!site) throw new Error("the controller has no site");
  const inSite = (each: { siteId: string }) => each.siteId === site.siteId;
  const devices = [...state.devices.values()].filter(inSite);
  return {
    ...site,
    devices,
    aps: devices.filter(({ type }) => type === "ap"),
    clients: [...state.clients.values()].filter(inSite),
  };
}

/** What a controller was asked, in order: operations by name, tokens by grant. */
function requestsFor({ requests }: RunningMockController): string[] {
  return [...requests].map(({ operation, path, query }) =>
    path === "/openapi/authorize/token" ? `token ${query.grant_type}` : (operation ?? path),
  );
}

/** What every example prints and does; recipes have controllers of their own. */
const runs: Record<string, () => Promise<void>> = {
  ...recipes,
  "connect.ts": async () => {
    v6.requests.clear();
    const lines = await runExample(() => import("../connect.js"), environmentOf(v6));
    const sites = [...v6.state.sites.values()].map(({ name, siteId }) => `site ${name} has the id ${siteId}`);
    expect(lines).toEqual(["connected to a controller 6.2.0.17", ...sites]);
    expect(requestsFor(v6)).toEqual(["/api/info", "token client_credentials", "site.getSiteList"]);
  },
  "controller-5.ts": async () => {
    const lines = await runExample(() => import("../controller-5.js"), environmentOf(v5));
    const { name, clients } = firstSite(v5);
    const wireless = clients.filter((client) => client.wireless).length;
    expect(lines).toHaveLength(1 + v5.state.sites.size);
    expect(lines[1]).toBe(`${name}: ${wireless} wireless clients, ${clients.length - wireless} wired ones`);
  },
  "list-devices.ts": async () => {
    const { name, devices } = firstSite(v6);
    v6.setDeviceOnline(`${devices[0]?.mac}`, false);
    const environment = { ...environmentOf(v6), OMADA_SITE: name };
    const lines = await runExample(() => import("../list-devices.js"), environment);
    const connected = devices.filter(({ status }) => status === 1).length;
    expect(lines).toContain(`${devices[0]?.name} is disconnected`);
    expect(lines.at(-1)).toBe(`${connected} of ${devices.length} devices are connected`);
  },
  "paginate.ts": async () => {
    const [models, clients, first] = await runExample(() => import("../paginate.js"), environmentOf(v6));
    const site = firstSite(v6);
    const counts = `${models}`.split(", ").map((each) => Number.parseInt(each, 10));
    expect(counts.reduce((sum, count) => sum + count)).toBe(site.devices.length);
    expect(clients).toBe(`${site.clients.filter(({ active }) => active).length} clients`);
    expect(`${first}`.match(/(?:[0-9A-F]{2}-){5}[0-9A-F]{2}/g)).toHaveLength(3);
  },
  "rename-access-point.ts": async () => {
    const lines = await runExample(() => import("../rename-access-point.js"), environmentOf(v6));
    const { mac, name } = firstSite(v6).aps.find((ap) => lines[0]?.startsWith(ap.mac)) ?? {};
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^${mac}: ".+" is now "Lobby"$`))]);
    expect(name).toBe("Lobby");
  },
  "create-vouchers.ts": async () => {
    const lines = await runExample(() => import("../create-vouchers.js"), environmentOf(v6));
    expect(new Set(lines).size).toBe(10);
    for (const line of lines) expect(line).toMatch(/^voucher \d{8}$/);
  },
  "handle-errors.ts": async () => {
    const lines = await runExample(() => import("../handle-errors.js"), environmentOf(v6));
    expect(lines).toEqual(["there is no site 000000000000000000000000"]);
  },
  "batch.ts": async () => {
    v6.requests.clear();
    const lines = await runExample(() => import("../batch.js"), environmentOf(v6));
    const { aps } = firstSite(v6);
    expect(lines).toEqual([`${aps.length} of ${aps.length} access points have a new name`]);
    for (const { name } of aps) expect(name).toMatch(/^Hall \d+$/);
    expect(v6.requests.of("batch.batchController")).toHaveLength(Math.ceil(aps.length / 20));
  },
  "msp.ts": async () => {
    v6.requests.clear();
    const lines = await runExample(() => import("../msp.js"), environmentOf(v6));
    expect(lines).toHaveLength(3);
    // One for the MSP, and one for each customer.
    expect(requestsFor(v6).filter((each) => each === "token client_credentials")).toHaveLength(4);
    for (const line of lines) expect(line).toMatch(/: 3 devices$/);
  },
  inventory: async () => {
    const omada = await createOmadaClient({
      baseUrl: v5.url,
      auth: clientCredentials(v5.credentials),
      tls: { fingerprint256: v5.fingerprint256 },
    });
    const { siteId, aps, clients } = firstSite(v5);
    const apMac = `${aps[0]?.mac}`;
    const client = clients.find(({ active }) => active);
    if (!client) throw new Error("the site has no client");
    expect(await report(omada, siteId, apMac)).toContain(client.mac);
    expect(await change(omada, siteId, apMac, client.mac)).toEqual({ enable: true, aps: [apMac] });
    expect(v5.requests.of("batch.batchController")).toHaveLength(2);
    expect(v5.state.clients.get(client.mac)).toMatchObject({ rateLimit: { downLimit: 1024 } });
  },
};

describe("every example runs against the simulated controller", () => {
  test.each(Object.entries(runs))("%s", (_, run) => run());
});

test("every example is run and has a line in the README", () => {
  const examples = readdirSync(EXAMPLES, { withFileTypes: true })
    .filter((entry) => (entry.isDirectory() ? entry.name !== "test" : entry.name.endsWith(".ts")))
    .map(({ name }) => name)
    .sort();
  const tests = examples.filter((name) => name.endsWith(".test.ts"));
  expect([...Object.keys(runs), ...tests].sort()).toEqual(examples);
  const rows = [
    ...readFileSync(join(EXAMPLES, "README.md"), "utf8").matchAll(/^\| \[`([^`]+)`\]\(([^)]+)\)/gm),
  ];
  expect(rows.map(([, name, target]) => (name === target ? name : target)).sort()).toEqual(examples);
});
