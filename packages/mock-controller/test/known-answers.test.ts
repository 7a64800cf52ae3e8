import { describe, expect, it } from "vitest";
import { PROFILE_IDS } from "../src/index.js";
import { sample } from "../src/schema/sample.js";
import { createController } from "../src/server/create.js";
import { type Session, session, snapshot } from "./support.js";

const siteOf = (s: Session): string => `/sites/${s.siteId}`;
const PAGE = "?page=1&pageSize=10";

/** The first row of a list. */
async function first(s: Session, path: string): Promise<Record<string, unknown>> {
  const { result } = await s.envelope("GET", path + PAGE);
  const rows = (result as { data?: unknown[] }).data ?? (result as unknown[]);
  return rows[0] as Record<string, unknown>;
}

describe("what controllers are known to answer otherwise than declared", () => {
  it.each(["5.15", "6.2", "6.2-cloud"] as const)("a member of another name on %s", async (profile) => {
    const s = await session({ profile });
    const row = await first(s, `${siteOf(s)}/applicationControl/applications`);
    expect(row).toHaveProperty("application");
    expect(row).not.toHaveProperty("applicationName");
  });

  it("a member of another name, which is written by that name, too", async () => {
    const s = await session({ profile: "5.15" });
    const path = `${siteOf(s)}/attack-defense`;
    const read = async () => JSON.stringify((await s.envelope("GET", path)).result);
    const before = await read();
    expect(before).toMatch(/"securityEnable":(true|false)/);
    expect(before).not.toContain("securityOptionEnable");
    const other = before.replace(
      /("securityEnable"):(\w+)/,
      (_, name, value) => `${name}:${value !== "true"}`,
    );
    expect(await s.envelope("PATCH", path, other)).toMatchObject({ errorCode: 0 });
    expect(await read()).toBe(other);
  });

  it.each(["5.15", "6.2", "6.2-cloud"] as const)("a member of another type on %s", async (profile) => {
    const s = await session({ profile });
    const row = await first(s, `${siteOf(s)}/setting/vpn/stats/tunnel`);
    expect(row.vpnId).toEqual(expect.any(String));
  });

  it("no result on 6.2, where 5.15 answers the id", async () => {
    const resultOf = async (profile: "5.15" | "6.2", path: string, name: string) => {
      const s = await session({ profile, quirks: { checkReferences: false } });
      const { operations, schemas } = snapshot(profile);
      const schema = operations.find((operation) => operation.name === name)?.body?.schema;
      const url = `${path.replace("{omadacId}", s.mock.credentials.omadacId)}${siteOf(s)}/lan-networks`;
      return s.envelope("POST", url, sample(schemas, schema ?? {}, name));
    };
    const created = await resultOf("6.2", "/openapi/v2/{omadacId}", "wiredNetwork.createLanNetworkV2");
    expect(created).toMatchObject({ errorCode: 0 });
    expect(created).not.toHaveProperty("result");
    expect(await resultOf("5.15", "/openapi/v1/{omadacId}", "wiredNetwork.createLanNetwork")).toHaveProperty(
      "result",
    );
  });

  it("no neighbors of an unknown switch, but no unknown site", async () => {
    const s = await session({ profile: "6.2" });
    const at = (site: string) =>
      s.envelope("GET", `${site}/switches/00-00-00-00-00-01/lldp-neighbors${PAGE}`);
    expect(await at(siteOf(s))).toMatchObject({ errorCode: 0, result: { totalRows: 0, data: [] } });
    expect(await at(`/sites/${"0".repeat(24)}`)).toMatchObject({ errorCode: -33000 });
    const details = await s.envelope("GET", `${siteOf(s)}/switches/00-00-00-00-00-01`);
    expect(details).toMatchObject({ errorCode: -39700 });
  });

  it("by the builds that do", async () => {
    const model = snapshot("6.2");
    const [name, path] = ["applicationControl.getApplications", "/applicationControl/applications"];
    const answers = [
      { name, from: "6.2.0.15", to: "6.2.0.17", member: "applicationName", calledOnWire: "application" },
    ];
    const has = async (controllerVersion: string) => {
      const s = await session({ profile: "6.2", controllerVersion, model: { ...model, answers } });
      return Object.hasOwn(await first(s, siteOf(s) + path), "application");
    };
    expect(await has("6.2.0.17")).toBe(true);
    expect(await has("6.2.10.17")).toBe(false);
  });

  it.each(PROFILE_IDS)("are about operations and members of %s", async (profile) => {
    const { operations, answers = [], schemas } = (await createController({ profile })).behaviour.model;
    const names = new Set(operations.map(({ name }) => name));
    const members = new Set([...schemas.values()].flatMap(({ properties = {} }) => Object.keys(properties)));
    for (const { name, member, noResult } of answers) {
      expect(names).toContain(name);
      if (!noResult) expect(members).toContain(member);
    }
  });
});
