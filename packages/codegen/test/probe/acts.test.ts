import { describe, expect, it } from "vitest";
import { type ApiModel, probeController } from "../../src/index.js";
import { acts } from "../../src/probe/skip.js";
import { operation } from "../diff/support.js";
import { committed } from "../support/committed.js";

const SITE = "/openapi/v1/{omadacId}/sites/{siteId}";
const TEMPLATE = "/openapi/v1/{omadacId}/sitetemplates/{siteTemplateId}";
const REFRESH = `${TEMPLATE}/setting/service/dns-cache-data/refresh`;
const PRINT = `${SITE}/hotspot/voucher-groups/{groupId}/print-unused`;
const SDWAN = "/openapi/v1/{omadacId}/sdwan/sdwan-group";
const OF_6_2 = [
  `${SDWAN}/{groupId}/firstCheck`,
  `${SITE}/capture/device-type/{deviceType}/{deviceMac}/stop`,
  PRINT,
  REFRESH,
];

/** GETs that are never asked, by snapshot. */
const EXPECTED: Record<string, string[]> = {
  "5.12": [],
  "5.15": [`${SDWAN}/{groupId}/firstCheck`, PRINT, REFRESH],
  "6.2": [`${SDWAN}/auto/groupName`, ...OF_6_2],
  "6.2-cloud": ["/openapi/v1/msp/{mspId}/license/assign", `${SDWAN}/auto/groupName`, ...OF_6_2],
};

const models = await Promise.all(Object.keys(EXPECTED).map((id) => committed(id)));

/** Asks for everything: each answer has any id that is needed next. */
async function askAll(model: ApiModel) {
  const names = model.operations.flatMap(({ path }) =>
    [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
  );
  const types = ["ap", "switch", "gateway"];
  const rows = types.map((type) => {
    return { ...Object.fromEntries(names.map((name) => [name, "x"])), id: "x", mac: "x", type };
  });
  const asked: string[] = [];
  const read = async ({ path }: { path: string }) => {
    asked.push(path);
    return { kind: "result" as const, value: rows };
  };
  const options = { pauseMs: 0, maxRequests: 5000, asUser: true, msp: true };
  return { asked, result: await probeController({ read }, model, options) };
}

describe.each(models)("of $id", (model) => {
  it("what acts is known and not asked, even with every id at hand", async () => {
    const { asked, result } = await askAll(model);
    const acting = result.skipped.filter(({ reason }) => reason === "acts");
    expect(acting.map(({ operation }) => operation.replace("GET ", ""))).toEqual(EXPECTED[model.id]);
    expect(asked.length).toBeGreaterThan(60);
    // Said once more, in other words than the code does.
    expect(
      asked.filter((path) => /\/(stop|start|refresh|firstCheck|reboot|assign|print-\w+)$/.test(path)),
    ).toEqual([]);
  });

  it("what takes only permissions to change and is asked all the same has a result worth it", async () => {
    const { asked } = await askAll(model);
    const writing = model.operations.filter(({ method, path, permissions }) => {
      const mayRead = permissions.some((each) => / View Only$|_READ$/.test(each));
      return method === "GET" && asked.includes(path) && permissions.length > 0 && !mayRead;
    });
    const informative =
      /(result|status|tip|info|customers|modules|deny|target-sites|available-bind|tasks\/\{taskId\}|gateways\/\{gatewayMac\})$/;
    expect(writing.filter(({ path }) => !informative.test(path)).map(({ path }) => path)).toEqual([]);
  });
});

describe("a GET acts", () => {
  it.each<[string, Parameters<typeof operation>[0]]>([
    ["whose path ends like a command", { path: "/devices/{mac}/reboot" }],
    ["whose command has a parameter", { path: "/devices/refresh/{mac}" }],
    ["that is named like a command", { name: "device.unlockIt" }],
    ["that only those may ask who may change", { permissions: ["Site Device Manager Modify"] }],
    ["that only those may ask who may write", { permissions: ["DEVICES_WRITE", "ADOPT"] }],
    [
      "that is called like one that was reviewed, but ends like a command",
      { name: "vpn.checkUsedVpn", path: "/stop" },
    ],
  ])("%s", (_, changes) => {
    expect(acts(operation(changes))).toBe(true);
  });

  it.each<[string, Parameters<typeof operation>[0]]>([
    ["that is called so", { name: "device.getRebootSchedules", path: "/reboot-schedules" }],
    ["that those may ask, too, who may only look", { permissions: ["X Modify", "X View Only"] }],
    ["that was reviewed", { name: "device.getDeviceAdoptResult", permissions: ["ADOPT"] }],
  ])("not if it is one %s", (_, changes) => {
    expect(acts(operation(changes))).toBe(false);
  });
});
