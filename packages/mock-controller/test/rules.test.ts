import { describe, expect, it } from "vitest";
import { planOf } from "../src/collections/plan.js";
import type { ProfileId } from "../src/index.js";
import { sample } from "../src/schema/sample.js";
import { createController, mockOf } from "../src/server/create.js";
import type { Controller } from "../src/state/controller.js";
import {
  type Envelope,
  ORIGIN,
  pathFor,
  requestFor,
  type Session,
  session,
  snapshot,
  userToken,
} from "./support.js";

const PROFILES: readonly ProfileId[] = ["5.15", "6.2", "6.2-cloud"];

type Row = Record<string, unknown>;
const rows = ({ result }: Envelope): Row[] =>
  Array.isArray(result) ? result : (result as { data: Row[] }).data;
const codes = (answers: Envelope[]): number[] => answers.map(({ errorCode }) => errorCode);

/** A body that an operation accepts, with only what it requires and what is asked for. */
function bodyOf(profile: ProfileId, name: string, wanted: Row): Row {
  const { operations, schemas } = snapshot(profile);
  const schema = operations.find((operation) => operation.name === name)?.body?.schema ?? {};
  const made = sample(schemas, schema, name) as Row;
  const named = schemas.get(schema.$ref?.split("/").at(-1) ?? "") ?? schema;
  return { ...Object.fromEntries((named.required ?? []).map((member) => [member, made[member]])), ...wanted };
}

describe.each(PROFILES)("LAN networks and profiles of %s", (profile) => {
  const open = async () => {
    const s = await session({ profile });
    const site = `/sites/${s.siteId}`;
    const list = async (name: string): Promise<Row[]> =>
      rows(await s.envelope("GET", `${site}/${name}?page=1&pageSize=20`));
    const create = async (name: string, operation: string, wanted: Row): Promise<unknown> => {
      const answer = await s.envelope("POST", `${site}/${name}`, bodyOf(profile, operation, wanted));
      expect(answer).toMatchObject({ errorCode: 0 });
      return (answer.result as { id: string }).id;
    };
    return { s, site, list, create };
  };

  it("have a default network, and names of their own", async () => {
    const { s, site, list } = await open();
    const networks = await list("lan-networks");
    expect(networks.map(({ name, primary, vlan }) => [name, primary, vlan])).toEqual([
      ["LAN", true, 1],
      ["Guest network", false, 20],
      ["Camera network", false, 30],
    ]);
    const [main, guests] = networks;
    const path = `${site}/lan-networks`;
    const fresh = bodyOf(profile, "wiredNetwork.createLanNetwork", { name: "LAN" });
    expect(
      codes([
        await s.envelope("DELETE", `${path}/${main?.id}`),
        await s.envelope("POST", path, fresh),
        await s.envelope("PATCH", `${path}/${guests?.id}`, { name: "LAN" }),
        await s.envelope("PATCH", `${path}/unknown`, { name: "Lab" }),
      ]),
    ).toEqual([-33505, -33500, -33500, -33503]);
  });

  it("cannot be deleted while something uses them", async () => {
    const { s, site, create } = await open();
    const network = await create("lan-networks", "wiredNetwork.createLanNetwork", {
      name: "Lab",
      purpose: 0,
    });
    const profileBody = { name: "Lab ports", nativeNetworkId: network };
    const used = await create("lan-profiles", "wiredNetwork.createLanProfile", profileBody);
    const sw = [...s.mock.state.devices.values()].find(({ type }) => type === "switch")?.mac;
    const port = `${site}/switches/${sw}/ports/1/profile`;
    const remove = (path: string): Promise<Envelope> => s.envelope("DELETE", `${site}/${path}`);
    const [other] = rows(await s.envelope("GET", `${site}/lan-profiles?page=1&pageSize=1`));
    expect(codes([await s.envelope("PUT", port, { profileId: used })])).toEqual([0]);
    const inUse = async (method: string, path: string, body?: Row): Promise<unknown[]> =>
      rows(await s.envelope(method, `${site}/${path}`, body)).map(({ mac }) => mac);
    const all = { page: 1, pageSize: 10, ids: [network] };
    expect(await inUse("GET", `lan-profiles/${used}/es?page=1&pageSize=10`)).toEqual([sw]);
    expect(await inUse("POST", "lan-networks/es-native", { ...all, selectType: "include" })).toEqual([sw]);
    expect(await inUse("POST", "lan-networks/es-native", { ...all, selectType: "exclude" })).toEqual([]);
    const detail = (await s.envelope("GET", `${site}/switches/${sw}`)).result as { portList: Row[] };
    expect(detail.portList[0]).toMatchObject({ port: 1, profileId: used, profileName: "Lab ports" });
    expect(detail.portList[1]).toMatchObject({ port: 2, profileName: "All", status: 1 });
    expect(codes([await remove(`lan-networks/${network}`), await remove(`lan-profiles/${used}`)])).toEqual([
      -33566, -33560,
    ]);
    await s.envelope("PUT", port, { profileId: other?.id });
    expect(codes([await remove(`lan-profiles/${used}`), await remove(`lan-networks/${network}`)])).toEqual([
      0, 0,
    ]);
  });

  it("are looked up where a body names them", async () => {
    const { s, site } = await open();
    const lan = bodyOf(profile, "wiredNetwork.createLanProfile", { name: "Lab", nativeNetworkId: "unknown" });
    expect(codes([await s.envelope("POST", `${site}/lan-profiles`, lan)])).toEqual([-33503]);
    const wlans = `${site}/wireless-network/wlans`;
    const [main] = rows(await s.envelope("GET", wlans));
    const [staff] = rows(await s.envelope("GET", `${wlans}/${main?.wlanId}/ssids?page=1&pageSize=1`));
    const vlanSetting = { mode: 1, customConfig: { customMode: 0, lanNetworkId: "unknown" } };
    const path = `${wlans}/${main?.wlanId}/ssids/${staff?.ssidId}/update-basic-config`;
    expect(codes([await s.envelope("PATCH", path, { vlanSetting })])).toEqual([-33503]);
  });

  it("are shown by every version in its own form", async () => {
    const { s, site } = await open();
    const path = `${site}/lan-networks`;
    const dhcpSettingsVO = { enable: true, ipaddrStart: "10.9.0.10", ipaddrEnd: "10.9.0.99", leasetime: 120 };
    const body = bodyOf(profile, "wiredNetwork.createLanNetwork", {
      name: "Lab",
      purpose: 0,
      dhcpSettingsVO,
    });
    await s.envelope("POST", path, body);
    const shown = async (version: string): Promise<Row> => {
      const url = `/openapi/${version}/${s.mock.credentials.omadacId}${path}?page=1&pageSize=20`;
      return rows(await s.envelope("GET", url)).find(({ name }) => name === "Lab")?.dhcpSettingsVO as Row;
    };
    expect(await shown("v1")).toMatchObject(dhcpSettingsVO);
    const second = await shown("v2");
    expect(second).toMatchObject({ enable: true, leasetime: 120 });
    expect(second).not.toHaveProperty("ipaddrStart");
  });
});

describe.each(PROFILES)("access rules of %s", (profile) => {
  it("are applied in an order, and deleted wherever they stand", async () => {
    const s = await session({ profile });
    const acls = `/sites/${s.siteId}/acls`;
    for (const [kind, operation] of [
      ["eap-acls", "acl.createEapAcl"],
      ["osg-acls", "acl.createOsgAcl"],
      ["osw-acls", "acl.createOswAcl"],
    ] as const) {
      const list = async (): Promise<Row[]> =>
        rows(await s.envelope("GET", `${acls}/${kind}?page=1&pageSize=20`));
      await s.envelope("POST", `${acls}/${kind}`, bodyOf(profile, operation, { description: "Last" }));
      const last = (await list()).at(-1);
      expect(last).toMatchObject({ description: "Last" });
      const type = { "eap-acls": "eap", "osg-acls": "gateway", "osw-acls": "switch" }[kind];
      const move = { type, indexes: { [`${last?.id}`]: -1 } };
      expect(codes([await s.envelope("POST", `${acls}/modifyIndex`, move)])).toEqual([0]);
      expect((await list())[0]).toMatchObject({ id: last?.id, index: -1 });
      expect(codes([await s.envelope("DELETE", `${acls}/${last?.id}`)])).toEqual([0]);
      expect((await list()).map(({ id }) => id)).not.toContain(last?.id);
      expect((await s.envelope("DELETE", `${acls}/${last?.id}`)).errorCode).not.toBe(0);
    }
  });

  it("keep the groups that they name", async () => {
    const s = await session({ profile });
    const site = `/sites/${s.siteId}`;
    const group = bodyOf(profile, "profiles.createGroupProfile", { name: "Printers", type: 0, ipList: [] });
    const path = `${site}/profiles/groups`;
    const created = await s.envelope("POST", path, group);
    expect(codes([created, await s.envelope("POST", path, group)])).toEqual([0, -33702]);
    const found = rows(await s.envelope("GET", path)).find(({ name }) => name === "Printers");
    expect(rows(await s.envelope("GET", `${path}/0`)).map(({ groupId }) => groupId)).toContain(
      found?.groupId,
    );
    const rule = { sourceType: 1, sourceIds: [found?.groupId] };
    await s.envelope("POST", `${site}/acls/osw-acls`, bodyOf(profile, "acl.createOswAcl", rule));
    expect(codes([await s.envelope("DELETE", `${path}/0/${found?.groupId}`)])).toEqual([-33717]);
    const acls = rows(await s.envelope("GET", `${site}/acls/osw-acls?page=1&pageSize=20`));
    await s.envelope("DELETE", `${site}/acls/${acls.at(-1)?.id}`);
    expect(codes([await s.envelope("DELETE", `${path}/0/${found?.groupId}`)])).toEqual([0]);
  });
});

describe.each(["5.12", ...PROFILES] as const)("roles and users of %s", (profile) => {
  const open = async (): Promise<{ s: Session; call: Session["envelope"] }> => {
    const s = await session({ profile });
    const authorization = `AccessToken=${await userToken(s.mock, profile)}`;
    const call: Session["envelope"] = async (method, path, body) => {
      const headers = { authorization, "content-type": "application/json" };
      const url = `${ORIGIN}/openapi/v1/${s.mock.credentials.omadacId}${path}`;
      const text = body === undefined ? {} : { body: JSON.stringify(body) };
      return (await s.mock.fetch(url, { method, headers, ...text })).json() as Promise<Envelope>;
    };
    return { s, call };
  };

  it("belong together", async () => {
    const { call } = await open();
    const role = bodyOf(profile, "userAndRole.createNewRole", { name: "Night shift" });
    const { roleId } = (await call("POST", "/roles", role)).result as { roleId: string };
    const user = bodyOf(profile, "userAndRole.createNewUser", { name: "night", roleId });
    expect(codes([await call("POST", "/users", { ...user, roleId: "unknown" })])).toEqual([-30102]);
    expect(codes([await call("POST", "/users", user)])).toEqual([0]);
    const found = rows(await call("GET", "/users?page=1&pageSize=20")).find(({ name }) => name === "night");
    expect(found).toMatchObject({ roleId, roleName: "Night shift" });
    expect((await call("GET", `/users/${found?.id}`)).result).toMatchObject({ name: "night", roleId });
    expect(codes([await call("POST", "/roles", role), await call("DELETE", `/roles/${roleId}`)])).toEqual([
      -30156, -30155,
    ]);
    const [standard] = rows(await call("GET", "/roles"));
    expect(standard).toMatchObject({ name: "Administrator", defaultRole: true });
    expect(codes([await call("DELETE", `/roles/${standard?.id}`)])).toEqual([-30153]);
    await call("DELETE", `/users/${found?.id}`, bodyOf(profile, "userAndRole.deleteUser", {}));
    expect(
      codes([await call("DELETE", `/roles/${roleId}`), await call("DELETE", `/roles/${roleId}`)]),
    ).toEqual([0, -30102]);
  });
});

describe("rules within a site template", () => {
  it("look at the template, and leave no traces elsewhere", async () => {
    const s = await session({ profile: "6.2" });
    const [template] = rows(await s.envelope("GET", "/sitetemplates?page=1&pageSize=10"));
    const base = `/sitetemplates/${template?.siteTemplateId ?? template?.id}`;
    const path = `${base}/profiles/groups`;
    const group = bodyOf("6.2", "profilesTemplate.createGroupProfileTemplate", {
      name: "Printers",
      type: 0,
      ipList: [],
    });
    expect(codes([await s.envelope("POST", path, group)])).toEqual([0]);
    const found = rows(await s.envelope("GET", `${path}/0`)).find(({ name }) => name === "Printers");
    const rule = bodyOf("6.2", "aclTemplate.createEapAclTemplate", {
      sourceType: 1,
      sourceIds: [found?.groupId],
    });
    expect(codes([await s.envelope("POST", `${base}/acls/eap-acls`, rule)])).toEqual([0]);
    expect(codes([await s.envelope("DELETE", `${path}/0/${found?.groupId}`)])).toEqual([-33717]);
    const sites = new Set(s.mock.state.sites.keys());
    const strange = [...s.mock.state.collections.keys()].filter((key) => {
      const [, site] = /\/sites\/([^/]+)\//.exec(key) ?? [];
      return site !== undefined && !sites.has(site);
    });
    expect(strange).toEqual([]);
  });
});

describe("deleting a site", () => {
  it("takes everything in it along", async () => {
    const s = await session({ profile: "6.2" });
    const deleted = [...s.mock.state.sites.keys()][1] ?? "";
    const under = (): string[] =>
      [...s.mock.state.collections.keys(), ...s.mock.state.settings.keys()].filter((key) =>
        key.includes(deleted),
      );
    await s.envelope("GET", `/sites/${deleted}/wireless-network/wlans`);
    await s.envelope("GET", `/sites/${deleted}/lan-networks?page=1&pageSize=10`);
    await s.envelope("PUT", `/sites/${deleted}/led`, { enable: true });
    await s.envelope("GET", `/sites/${deleted}/switches/ports/poe-info?page=1&pageSize=10`);
    expect(s.mock.state.ports.size).toBeGreaterThan(0);
    expect(under().length).toBeGreaterThan(2);
    expect(codes([await s.envelope("DELETE", `/sites/${deleted}`)])).toEqual([0]);
    expect(under()).toEqual([]);
    const { devices, clients, ports } = s.mock.state;
    for (const map of [devices, clients, ports]) {
      expect([...map.values()].some(({ siteId }) => siteId === deleted)).toBe(false);
    }
  });
});

/** The same controller without checks against other rows. */
function withoutReferences(controller: Controller): Controller {
  const quirks = { ...controller.behaviour.quirks, checkReferences: false };
  return { ...controller, behaviour: { ...controller.behaviour, quirks } };
}

describe.each(PROFILES)("names that %s lists a code for", (profile) => {
  it("can be given once", async () => {
    const controller = await createController({ profile });
    const mock = mockOf(controller);
    const authorization = `AccessToken=${await userToken(mock, profile)}`;
    const taken = new Set<number>();
    for (const [operation, { kind }] of planOf(controller.behaviour.model).roles) {
      if (kind !== "create") continue;
      const { init } = requestFor(withoutReferences(controller), operation);
      const send = async (): Promise<number> => {
        const url = ORIGIN + pathFor(controller, operation);
        const answer = await mock.fetch(url, { ...init, headers: { ...init.headers, authorization } });
        return ((await answer.json()) as Envelope).errorCode;
      };
      if ((await send()) !== 0) continue;
      const again = await send();
      if (again === 0) continue;
      taken.add(again);
      if (again !== -33506)
        expect([operation.path, operation.errorCodes.includes(again)]).toEqual([operation.path, true]);
    }
    expect(taken.size).toBeGreaterThanOrEqual(18);
  });
});
