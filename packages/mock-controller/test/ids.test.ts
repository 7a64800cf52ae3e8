import { describe, expect, it } from "vitest";
import { PROFILE_IDS } from "../src/index.js";
import { sample } from "../src/schema/sample.js";
import { type Envelope, type Session, session, snapshot } from "./support.js";

const newSite = (name: string): object => ({
  ...{ name, region: "Germany", timeZone: "Europe/Berlin", scenario: "Office" },
  deviceAccountSetting: { username: "device", password: "Mock-Passw0rd-1" },
});
const create = async (s: Session, name: string): Promise<string> =>
  ((await s.envelope("POST", "/sites", newSite(name))).result as { siteId: string }).siteId;
const rows = ({ result }: Envelope): Record<string, unknown>[] =>
  Array.isArray(result) ? result : (result as { data: Record<string, unknown>[] }).data;

describe.each(PROFILE_IDS)("the id of a site of %s", (profile) => {
  it("is not given out again, whatever was renamed and deleted", async () => {
    const s = await session({ profile, sites: 3 });
    const first = await create(s, "Branch");
    const { deviceAccountSetting: _, ...rest } = newSite("Renamed") as Record<string, unknown>;
    expect(await s.envelope("PUT", `/sites/${first}`, rest)).toMatchObject({ errorCode: 0 });
    const other = [...s.mock.state.sites.keys()][1];
    expect(await s.envelope("DELETE", `/sites/${other}`)).toMatchObject({ errorCode: 0 });
    const second = await create(s, "Branch");
    expect(second).not.toBe(first);
    expect([...s.mock.state.sites.values()].map(({ name }) => name)).toEqual([
      ...["Head Office", "North Warehouse", "Renamed", "Branch"],
    ]);
    await s.envelope("DELETE", `/sites/${second}`);
    expect([first, second]).not.toContain(await create(s, "Branch"));
  });
});

describe("the id of a row", () => {
  const deleteAndCreate = async (s: Session, path: string, idMember: string, body: object) => {
    const ids: unknown[] = [];
    for (let round = 0; round < 3; round++) {
      const before = new Set(
        rows(await s.envelope("GET", `${path}?page=1&pageSize=100`)).map((row) => row[idMember]),
      );
      expect(await s.envelope("POST", path, body)).toMatchObject({ errorCode: 0 });
      const now = rows(await s.envelope("GET", `${path}?page=1&pageSize=100`)).map((row) => row[idMember]);
      const id = now.find((one) => !before.has(one));
      expect(await s.envelope("DELETE", `${path}/${id}`)).toMatchObject({ errorCode: 0 });
      ids.push(id);
    }
    return ids;
  };

  it.each(["5.15", "6.2"] as const)("is not given out again on %s", async (profile) => {
    const s = await session({ profile });
    const network = {
      name: "IoT",
      purpose: 0,
      vlan: 55,
      vlanType: 0,
      application: 0,
      igmpSnoopEnable: false,
    };
    const ids = await deleteAndCreate(s, `/sites/${s.siteId}/lan-networks`, "id", network);
    expect(new Set(ids).size).toBe(3);
    const group = { name: "Yard", clone: false };
    const groups = await deleteAndCreate(s, `/sites/${s.siteId}/wireless-network/wlans`, "wlanId", group);
    expect(new Set([...groups, ...ids]).size).toBe(6);
  });

  it("that is a number counts on", async () => {
    const s = await session({ profile: "6.2" });
    const { operations, schemas } = snapshot("6.2");
    const path = `/sites/${s.siteId}/applicationControl/filters`;
    const { body } =
      operations.find(
        (one) => one.method === "POST" && one.path.endsWith("{siteId}/applicationControl/filters"),
      ) ?? {};
    const filter = sample(schemas, body?.schema ?? {}, "filter") as object;
    const ids = await deleteAndCreate(s, path, "filterId", filter);
    expect(ids).toEqual([4, 5, 6]);
  });

  it("is the same for the same calls", async () => {
    const [one, two] = [await session({ profile: "6.2" }), await session({ profile: "6.2" })];
    expect(await create(one, "Branch")).toBe(await create(two, "Branch"));
  });
});
