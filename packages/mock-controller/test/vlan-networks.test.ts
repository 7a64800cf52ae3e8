import { describe, expect, it } from "vitest";
import { sample } from "../src/schema/sample.js";
import { type Envelope, session, snapshot } from "./support.js";

type Row = Record<string, unknown>;
const rows = ({ result }: Envelope): Row[] =>
  Array.isArray(result) ? result : (result as { data: Row[] }).data;

async function open(profile: "5.15" | "6.2" | "6.2-cloud", base = "sites") {
  const s = await session({ profile });
  const templates =
    base === "sites" ? [] : rows(await s.envelope("GET", "/sitetemplates?page=1&pageSize=10"));
  const site =
    base === "sites"
      ? `/sites/${s.siteId}`
      : `/${base}/${templates[0]?.templateId ?? templates[0]?.siteTemplateId ?? templates[0]?.id}`;
  const networks = async (version = "v1"): Promise<Row[]> => {
    const path = `/openapi/${version}/${s.mock.credentials.omadacId}${site}/lan-networks?page=1&pageSize=100`;
    return rows(await s.envelope("GET", path));
  };
  return { s, site, networks };
}

const VLANS = { name: "Cameras", vlans: "200,301-303", igmpSnoopEnable: false };

describe.each(["5.15", "6.2", "6.2-cloud"] as const)("several VLANs on %s", (profile) => {
  it.each(["sites", "sitetemplates"])("become networks in the lists of %s", async (base) => {
    const { s, site, networks } = await open(profile, base);
    const before = (await networks()).length;
    expect(await s.envelope("POST", `${site}/lan-vlans`, VLANS)).toMatchObject({ errorCode: 0 });
    const after = await networks();
    expect(after).toHaveLength(before + 4);
    expect(
      after.slice(before).map(({ name, vlan, vlanType, primary }) => [name, vlan, vlanType, primary]),
    ).toEqual([
      ["Cameras 200", 200, 0, false],
      ["Cameras 301", 301, 0, false],
      ["Cameras 302", 302, 0, false],
      ["Cameras 303", 303, 0, false],
    ]);
    expect(await s.envelope("POST", `${site}/lan-vlans`, VLANS)).toMatchObject({ errorCode: -33500 });
    expect(await networks()).toHaveLength(before + 4);
    const none = { ...VLANS, name: "None", vlans: "5000" };
    expect(await s.envelope("POST", `${site}/lan-vlans`, none)).toMatchObject({ errorCode: -1001 });
    expect(await s.envelope("POST", `${site}/lan-vlans`, { ...none, vlans: "77" })).toMatchObject({
      errorCode: 0,
    });
    expect((await networks()).at(-1)).toMatchObject({ name: "None", vlan: 77 });
    const versions = base === "sites" ? ["v1", "v2"] : ["v1"];
    for (const version of versions) {
      const shown = await networks(version);
      expect(shown.filter(({ vlanType, vlans }) => vlanType === 0 && vlans !== undefined)).toEqual([]);
    }
  });
});

describe.each(["6.2", "6.2-cloud"] as const)("networks whose ports were chosen on %s", (profile) => {
  const network = { deviceType: 3, igmpSnoopEnable: false, name: "Offices", vlan: 60, vlanType: 0 };
  const { operations, schemas } = snapshot(profile);
  const { body } = operations.find(({ name }) => name === "wiredNetwork.confirmCreateVlanNetwork") ?? {};
  const { deviceConfig } = sample(schemas, body?.schema ?? {}, "ports") as Row;

  it("stand in every list, and change", async () => {
    const { s, site, networks } = await open(profile);
    const confirm = (lanNetwork: Row, path = "networks/confirm", method = "POST") =>
      s.envelope(method, `${site}/${path}`, { deviceConfig, lanNetwork });
    const ids = ({ result }: Envelope): string[] => (result as { networkIdList: string[] }).networkIdList;
    const [id = ""] = ids(await confirm(network));
    for (const version of ["v1", "v2", "v3"])
      expect((await networks(version)).find((row) => row.id === id)).toMatchObject({
        name: "Offices",
        vlan: 60,
      });
    const several = ids(await confirm({ ...network, name: "Floors", vlanType: 1, vlans: "61-63" }));
    expect(several).toHaveLength(3);
    const bridge = { ...network, name: "Bridge", deviceType: 1, vlanType: 1, vlans: "71,72" };
    const [interfaceId] = ids(await confirm(bridge));
    expect(await confirm(network)).toMatchObject({ errorCode: -33500 });
    const vlans = rows(await s.envelope("GET", `${site}/networks/vlans?page=1&pageSize=100`));
    expect(vlans.filter((row) => several.includes(`${row.id}`)).map(({ vlan }) => vlan)).toEqual([
      61, 62, 63,
    ]);
    expect(vlans.filter((row) => row.id === interfaceId).map(({ vlan }) => vlan)).toEqual([71, 72]);
    const interfaces = rows(await s.envelope("GET", `${site}/lan-networks/interface`));
    expect(interfaces.map((row) => row.id)).toEqual([(await networks())[0]?.id, interfaceId]);
    const all = rows(await s.envelope("GET", `${site}/lan-networks/all`));
    expect(all.map((row) => row.id)).toEqual((await networks()).map((row) => row.id));

    const change = `networks/${id}/confirm`;
    expect(ids(await confirm({ ...network, name: "Desks", vlan: 64 }, change, "PUT"))).toEqual([id]);
    expect((await networks()).find((row) => row.id === id)).toMatchObject({ name: "Desks", vlan: 64 });
    expect(await s.envelope("DELETE", `${site}/lan-networks/${id}`)).toMatchObject({ errorCode: 0 });
    expect((await networks()).map((row) => row.id)).not.toContain(id);
  });
});
