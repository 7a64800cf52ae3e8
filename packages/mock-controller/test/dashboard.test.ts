import { describe, expect, it } from "vitest";
import { planOf } from "../src/collections/plan.js";
import { HANDLERS } from "../src/domains/index.js";
import { PROFILE_IDS } from "../src/index.js";
import { createController, mockOf } from "../src/server/create.js";
import { requestFor, userToken } from "./support.js";

type Counts = Record<string, number>;

describe.each(PROFILE_IDS)("overviews of %s", (profile) => {
  it("count what the lists show", async () => {
    const controller = await createController({ profile, devices: 7, clients: 11, pendingDevices: 1 });
    const mock = mockOf(controller);
    const authorization = `AccessToken=${await userToken(mock, profile)}`;
    const read = async (name: string): Promise<Counts | undefined> => {
      const operation = controller.behaviour.model.operations.find((candidate) => candidate.name === name);
      if (!operation) return undefined;
      const answer = await mock.fetch(requestFor(controller, operation).url, { headers: { authorization } });
      return ((await answer.json()) as { result: Counts }).result;
    };
    const { sites, devices, clients } = mock.state;
    const siteId = sites.keys().next().value;
    const adopted = [...devices.values()].filter((device) => device.status !== 2);
    const away = adopted.find((device) => device.siteId === siteId && device.type === "ap");
    if (away) await mock.setDeviceOnline(away.mac, false);
    for (const client of [...clients.values()].slice(0, 2)) client.active = false;

    let answered = 0;
    for (const [name, here] of [
      ["dashboard.getOverview", true],
      ["globalDashboardOverview.getGernalSettings", false],
      ["clientInsight.getMspDashboardOverall", false],
      ["clientInsight.getCurrentClientNum", true],
      ["dashboard.getWifiSummary", true],
      ["dashboard.getSwitchSummary", true],
    ] as const) {
      const counts = await read(name);
      if (!counts) continue;
      answered++;
      const aps = adopted.filter((device) => device.type === "ap" && (!here || device.siteId === siteId));
      const online = [...clients.values()].filter(
        (client) => client.active && (!here || client.siteId === siteId),
      );
      const wireless = online.filter((client) => client.wireless).length;
      const expected: Counts = {
        totalApNum: aps.length,
        connectedApNum: aps.length - 1,
        disconnectedApNum: 1,
        totalClientNum: online.length,
        total: online.length,
        wirelessClientNum: wireless,
        wirelessClient: wireless,
        wiredUser: online.length - wireless,
        siteNum: sites.size,
        clients: name.includes("Wifi") ? wireless : online.length - wireless,
      };
      for (const [member, count] of Object.entries(expected))
        if (member in counts) expect(counts[member], `${name} ${member}`).toBe(count);
    }
    expect(answered).toBe({ "5.12": 3, "5.15": 5, "6.2": 6, "6.2-cloud": 6 }[profile]);
  });
});

describe.each(PROFILE_IDS)("made-up rows of %s", (profile) => {
  it("name devices and clients of the site", async () => {
    const controller = await createController({
      profile,
      quirks: { brokenOperations: [], checkReferences: false },
    });
    const mock = mockOf(controller);
    const authorization = `AccessToken=${await userToken(mock, profile)}`;
    const strangers: string[] = [];
    let known = 0;
    for (const operation of controller.behaviour.model.operations) {
      if (operation.method !== "GET" || operation.download || HANDLERS.has(operation.name)) continue;
      if (
        !operation.path.includes("/sites/{siteId}/") ||
        planOf(controller.behaviour.model).roles.has(operation)
      )
        continue;
      const answer = await mock.fetch(requestFor(controller, operation).url, { headers: { authorization } });
      for (const [, name, mac = ""] of (await answer.text()).matchAll(
        /"(apMac|switchMac|gatewayMac|clientMac)":"([0-9A-F]{2}(?:-[0-9A-F]{2}){5})"/g,
      )) {
        if (mock.state.devices.has(mac) || mock.state.clients.has(mac)) known++;
        else strangers.push(`${operation.name} ${name} ${mac}`);
      }
    }
    expect(strangers).toEqual([]);
    expect(known).toBeGreaterThanOrEqual(profile === "5.12" ? 0 : 14);
  });
});
