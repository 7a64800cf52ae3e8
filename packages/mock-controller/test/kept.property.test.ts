import fc from "fast-check";
import { expect, it } from "vitest";
import type { MockController } from "../src/index.js";
import { createController, mockOf } from "../src/server/create.js";
import { answerRequest } from "../src/server/fetch.js";
import type { Controller } from "../src/state/controller.js";
import { requestFor, snapshot } from "./support.js";

const model = snapshot("6.2-cloud");
const NOW = 1_760_000_000_000;
const TOKEN = "all-may";

function newController(): Promise<Controller> {
  const sizes = { sites: 3, devices: 9, pendingDevices: 2, clients: 9 };
  return createController({
    profile: "6.2-cloud",
    model,
    ...sizes,
    quirks: { dailyLimit: 0 },
    now: () => NOW,
  });
}

/** Status and body of an answer. */
function answered(controller: Controller, method: string, target: string, body?: unknown): string {
  controller.state.accessTokens.set(TOKEN, { mode: "user", expiresAt: Number.POSITIVE_INFINITY });
  const header = (name: string): string | undefined =>
    name === "authorization" ? `AccessToken=${TOKEN}` : undefined;
  const bytes = new TextEncoder().encode(body === undefined ? "" : JSON.stringify(body));
  const answer = answerRequest(controller, { method, target, header, body: bytes });
  return `${answer.status} ${answer.body}`;
}

const LISTS = [
  ...["device.getDeviceList", "device.getAllDeviceBySite", "device.getGridPendingDevicesBySite"],
  ...["device.getGlobalKnownDeviceList", "device.getGlobalUnknownDeviceList"],
  ...["device.getAdoptAbleDevicesForGlobalBatchAdopt", "client.getGridActiveClients"],
  ...["client.getGridAllClients", "clientInsight.getGridKnownClients", "site.getSiteList"],
];
const operations = model.operations.filter(({ name }) => LISTS.includes(name));

/** Own members, those that follow from others, sampled ones, and one that there is not. */
const member = fc.constantFrom(
  ...["name", "mac", "ip", "status", "siteName", "uplinkDeviceName", "apName", "gatewayMac", "radioId"],
  ...["lastSeen", "tag", "tagIds", "uptime", "block", "scenario", "noSuchMember"],
);
const value = fc.constantFrom("AP 1", "Switch 1", "1", "0", "true", "02", "Lobby", "Client 2", "");
const place = fc.nat({ max: 12 });

/** What is listed in a run is little, so that it is listed again after a change. */
const lists = fc.record({
  operation: fc.constantFrom(...operations),
  orders: fc.array(
    fc.record({
      sorts: fc.dictionary(member, fc.constantFrom("asc", "desc"), { maxKeys: 2 }),
      filters: fc.dictionary(member, value, { maxKeys: 1 }),
      searchKey: fc.oneof({ weight: 3, arbitrary: fc.constant("") }, value),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});
type Lists = typeof lists extends fc.Arbitrary<infer L> ? L : never;

const read = fc.record({
  kind: fc.constant("list" as const),
  order: fc.nat({ max: 2 }),
  site: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.constant(1)),
  page: fc.integer({ min: 1, max: 2 }),
});
const write = fc.record({
  kind: fc.constant("call" as const),
  what: fc.constantFrom(
    ...(["rename", "forget", "adopt", "reboot", "move", "block", "unblock", "reconnect"] as const),
    ...(["renameClient", "deleteClient", "createSite", "renameSite", "deleteSite", "batch"] as const),
  ),
  place,
  text: value,
});
const power = fc.record({ kind: fc.constant("power" as const), place, online: fc.boolean() });
const pass = fc.record({ kind: fc.constant("pass" as const), ms: fc.nat({ max: 130_000 }) });
const change = fc.record({
  kind: fc.constant("change" as const),
  what: fc.constantFrom(
    ...(["hold", "changeHeld", "addMember", "dropMember", "add", "remove"] as const),
    ...(["changeClient", "changeTags", "swap"] as const),
  ),
  place,
  text: value,
});
const reads = { weight: 3, arbitrary: read };
const replace = fc.record({ kind: fc.constant("replace" as const), place });
const ownChanges = [write, pass, power, replace];
const step = fc.oneof(reads, ...ownChanges, change);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
type Of<Kind> = Extract<Step, { kind: Kind }>;

function list(
  controller: Controller,
  { operation, orders }: Lists,
  { order, site, page }: Of<"list">,
): string {
  const { sorts, filters, searchKey } = orders[order % orders.length] as Lists["orders"][number];
  const { omadacId } = controller.credentials;
  const siteId = [...controller.state.sites.keys()][site] ?? "none";
  const path = operation.path.replace("{omadacId}", omadacId).replace("{siteId}", siteId);
  const asked = { page, pageSize: 6, searchKey };
  if (operation.paging === "body")
    return answered(controller, "POST", path, {
      ...asked,
      sorts,
      filters: Object.fromEntries(Object.entries(filters).map(([name, text]) => [name, [text]])),
      scope: order,
    });
  const query = new URLSearchParams({ page: `${page}`, pageSize: "6", searchKey });
  for (const [name, order] of Object.entries(sorts)) query.set(`sorts.${name}`, order);
  for (const [name, text] of Object.entries(filters)) query.set(`filters.${name}`, text);
  return answered(controller, "GET", `${path}?${query}`);
}

/** A write by a call. */
function call(controller: Controller, { what, place, text }: Of<"call">): void {
  const { sites, devices, clients } = controller.state;
  const base = `/openapi/v1/${controller.credentials.omadacId}`;
  const device = [...devices.values()][place % Math.max(devices.size, 1)];
  const client = [...clients.values()][place % Math.max(clients.size, 1)];
  const site = [...sites.keys()][place % Math.max(sites.size, 1)];
  const other = [...sites.keys()].at(-1);
  const kind = { ap: "aps", switch: "switches", gateway: "gateways" }[device?.type ?? "ap"];
  const ofDevice = `${base}/sites/${device?.siteId}/devices/${device?.mac}`;
  const config = `${base}/sites/${device?.siteId}/${kind}/${device?.mac}/general-config`;
  const ofClient = `${base}/sites/${client?.siteId}/clients/${client?.mac}`;
  const newSite = { name: `Site ${text}`, region: "Germany", timeZone: "UTC", scenario: "Office" };
  const deviceAccountSetting = { username: "device", password: "Mock-Passw0rd-1" };
  const actions = [
    { method: "PATCH", path: config, body: { name: text } },
    { method: "POST", path: `${ofClient}/block`, body: {} },
  ];
  const CALLS = {
    rename: ["PATCH", config, { name: text }],
    forget: ["POST", `${ofDevice}/forget`],
    adopt: ["POST", `${ofDevice}/start-adopt`, {}],
    reboot: ["POST", `${ofDevice}/reboot`],
    move: ["POST", `${ofDevice}/site-move`, { targetSite: other }],
    block: ["POST", `${ofClient}/block`],
    unblock: ["POST", `${ofClient}/unblock`],
    reconnect: ["POST", `${ofClient}/reconnect`],
    renameClient: ["PATCH", `${ofClient}/name`, { name: text }],
    deleteClient: ["DELETE", ofClient],
    createSite: ["POST", `${base}/sites`, { ...newSite, deviceAccountSetting }],
    renameSite: ["PUT", `${base}/sites/${site}`, newSite],
    deleteSite: ["DELETE", `${base}/sites/${site}`],
    batch: ["POST", `${base}/batch`, { actions }],
  } as const;
  const [method, path, body] = CALLS[what];
  answered(controller, method, path, body);
}

/** Without asking for the state that the mock lends. */
async function switchDevice(
  controller: Controller,
  mock: MockController,
  { place, online }: Of<"power">,
): Promise<void> {
  const macs = [...controller.state.devices.keys()];
  const mac = macs[place % Math.max(macs.length, 1)];
  if (mac !== undefined) await mock.setDeviceOnline(mac, online);
}

/** What a test does with the state of the mock. */
function changeState(
  { state }: MockController,
  held: { name: string }[],
  { what, place, text }: Of<"change">,
): unknown {
  const deviceAt = () => [...state.devices.values()][place % Math.max(state.devices.size, 1)];
  const clientAt = () => [...state.clients.values()][place % Math.max(state.clients.size, 1)];
  const device = what === "changeHeld" ? undefined : deviceAt();
  switch (what) {
    case "hold":
      return device && held.push(device);
    case "changeHeld":
      for (const one of held) one.name = text;
      return;
    case "addMember":
      return device && Object.assign(device, { uplinkDeviceName: text, wlanId: text });
    case "dropMember":
      return device && delete (device as Partial<typeof device>).ip;
    case "add":
      return device && state.devices.set("02-00-00-00-00-01", { ...device, mac: "02-00-00-00-00-01" });
    case "remove":
      return device && state.devices.delete(device.mac);
    case "changeClient":
      return Object.assign(clientAt() ?? {}, { active: text === "", name: text });
    case "changeTags":
      return [...state.sites.values()][0]?.tagIds.push(text);
    case "swap": {
      const clients = [...state.clients];
      state.clients.clear();
      for (const [mac, client] of clients.reverse()) state.clients.set(mac, client);
    }
  }
}

it.each([
  ["written, listed or happened", fc.oneof(reads, ...ownChanges)],
  ["written, listed, happened or changed by a test", step],
])("lists are those of a mock that keeps nothing, whatever was %s before", async (_, steps) => {
  await fc.assert(
    fc.asyncProperty(lists, fc.array(steps, { minLength: 10, maxLength: 60 }), async (listed, all) => {
      const controller = await newController();
      const mock = mockOf(controller);
      const held: { name: string }[] = [];
      for (const one of all) {
        if (one.kind === "call") call(controller, one);
        else if (one.kind === "change") changeState(mock, held, one);
        else if (one.kind === "pass") await mock.clock.advance(one.ms);
        else if (one.kind === "replace")
          mock.state.devices = new Map([...controller.state.devices].slice(0, one.place));
        else if (one.kind === "power") await switchDevice(controller, mock, one);
        // What is kept belongs to the object, so its copy has nothing.
        else expect(list(controller, listed, one)).toBe(list({ ...controller }, listed, one));
      }
    }),
    { numRuns: 60 },
  );
});

it("a filter on the time of the last poll goes with the clock", async () => {
  const controller = await newController();
  const poll = (Math.floor(NOW / 60_000) + 1) * 60_000;
  const body = {
    page: 1,
    pageSize: 10,
    scope: 1,
    filters: { lastSeen: [`${poll}`] },
    sorts: {},
    searchKey: "",
  };
  const [siteId] = controller.state.sites.keys();
  const path = `/openapi/v2/${controller.credentials.omadacId}/sites/${siteId}/clients`;
  expect(answered(controller, "POST", path, body)).toContain('"totalRows":0');
  await mockOf(controller).clock.advance(60_000);
  expect(answered(controller, "POST", path, body)).toContain('"totalRows":9');
});

it("no read changes a site, a device or a client", async () => {
  const controller = await newController();
  const before = structuredClone(mockOf(controller).state);
  for (const operation of model.operations) {
    if (operation.method !== "GET" && !operation.paging) continue;
    const { url, init } = requestFor(controller, operation);
    const { pathname, search } = new URL(url);
    const body = init.body === undefined ? undefined : JSON.parse(`${init.body}`);
    answered(controller, operation.method, pathname + search, body);
  }
  for (const name of ["sites", "devices", "clients"] as const)
    expect(new Map<string, unknown>(controller.state[name])).toEqual(before[name]);
});
