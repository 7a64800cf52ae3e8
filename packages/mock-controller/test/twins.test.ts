import { describe, expect, it } from "vitest";
import { withLinkedIds } from "../src/collections/references.js";
import { PROFILE_IDS, type ProfileId } from "../src/index.js";
import { narrow } from "../src/schema/narrow.js";
import { session, snapshot } from "./support.js";
import { sendBack, twinsOf } from "./twins.js";

const SITE = "/openapi/v1/{omadacId}/sites/{siteId}";
const TEMPLATE = "/openapi/v1/{omadacId}/sitetemplates/{siteTemplateId}";

/**
 * Twins whose documents declare another form for reading than for writing, so that what was read cannot be sent back.
 */
const DECLARED_APART: Readonly<Record<string, string>> = {
  "PATCH /openapi/v1/{omadacId}/sites/tags": "all tags are read, one is written",
  [`PATCH ${SITE}/devices/tag`]: "all tags are read, one is written",
  [`PATCH ${SITE}/switches/port-tag`]: "all tags are read, one is written",
  [`PATCH ${TEMPLATE}/switchtemplates/port-tag`]: "all tags are read, one is written",
  [`PATCH ${SITE}/aps/{apMac}/ports`]: "all ports are read, one is written",
  [`PUT ${SITE}/aps/{apMac}/uplink-config`]: "all ports are read, one is written",
  [`PUT ${SITE}/internet/lte/ports-config`]: "all ports are read, one is written",
  [`PUT ${SITE}/setting/iot/radio/transmit-power`]: "all APs are read, several are written at once",
  [`PATCH ${SITE}/mac-auth`]: "`ssids` are read as objects and written as ids",
  [`PATCH ${TEMPLATE}/mac-auth`]: "`ssids` are read as objects and written as ids",
  "PUT /openapi/v1/msp/{mspId}/roles/{roleId}": "`name` is read as a number and written as a text",
  [`PUT ${SITE}`]: "`ntpServers` are read as texts and written as objects, from 5.15 on",
  [`PUT ${SITE}/internet/basic-info`]: "`portList` is read, `wanPortList` is written",
  [`PUT ${TEMPLATE}/internet/basic-info`]: "`portList` is read, `wanPortList` is written",
  [`PUT ${TEMPLATE}/rfPlanning/config`]: "a plan is read, its mode is written",
  [`PUT ${SITE}/switch-qos/qos-rule/dscp-mapping`]: "a table is read, `mapping` is written",
  "PUT /openapi/v1/{omadacId}/users/{userID}": "`siteIds` are read, `sites` are written, on 5.12",
};

const namesOf = (id: ProfileId): string[] => twinsOf(snapshot(id)).map(({ name }) => name);

it.each(PROFILE_IDS)(
  "what was read on %s can be sent back and read again",
  { timeout: 60_000 },
  async (profile) => {
    const refused = new Map<string, number>();
    for (const seed of [1, 2, 3]) {
      const results = await sendBack({ profile, seed });
      expect(results.map(({ name }) => name)).toEqual(namesOf(profile));
      expect(results.filter(({ same }) => !same)).toEqual([]);
      for (const { name, errorCode } of results) if (errorCode !== 0) refused.set(name, errorCode);
    }
    const apart = namesOf(profile).filter((name) => name in DECLARED_APART && !isFine(profile, name));
    expect(Object.fromEntries(refused)).toEqual(Object.fromEntries(apart.map((name) => [name, -1001])));
  },
);

/** Of two operations another version has both forms alike. */
function isFine(profile: ProfileId, name: string): boolean {
  return profile === "5.12" ? name === `PUT ${SITE}` : name.endsWith("/users/{userID}");
}

it("nearly all settings can be sent back, and every exception is one of an interface", () => {
  const all = PROFILE_IDS.flatMap(namesOf);
  const apart = Object.keys(DECLARED_APART);
  expect(all.length).toBeGreaterThan(500);
  expect(apart.filter((name) => !all.includes(name))).toEqual([]);
  expect(new Set(all).size - apart.length).toBeGreaterThan(0.9 * new Set(all).size);
});

describe("SSIDs", () => {
  it.each(["6.2", "6.2-cloud"] as const)("of %s name a network that is there", async (profile) => {
    const s = await session({ profile });
    const read = async (path: string): Promise<Record<string, unknown>> =>
      (await s.envelope("GET", `/sites/${s.siteId}${path}`)).result as never;
    const [wlan] = (await read("/wireless-network/wlans")) as unknown as { wlanId: string }[];
    const path = `/wireless-network/wlans/${wlan?.wlanId}/ssids`;
    const { data } = (await read(`${path}?page=1&pageSize=10`)) as { data: { ssidId: string }[] };
    const ssid = JSON.stringify(await read(`${path}/${data[0]?.ssidId}`));
    const networks = (await read("/lan-networks?page=1&pageSize=10")) as { data: { id: string }[] };
    const named = [...ssid.matchAll(/"lanNetworkId":"(\w+)"/g)].map(([, id]) => id);
    expect(named.length).toBeGreaterThan(0);
    expect(networks.data.map(({ id }) => id)).toEqual(expect.arrayContaining(named));
  });
});

describe("members that name rows", () => {
  const path = "/openapi/v1/{omadacId}/sites/{siteId}/things";
  const made = {
    networkId: "made-up",
    inner: [{ networkList: ["a", "b"], rateLimitId: "made-up" }],
    name: "x",
  };
  const first = (to: string): string | undefined => (to.endsWith("/lan-networks") ? "first" : undefined);

  it("name the first one, or nothing where there is none", () => {
    expect(withLinkedIds(made, path, {}, first)).toEqual({
      ...{ networkId: "first", inner: [{ networkList: ["first"], rateLimitId: "" }], name: "x" },
    });
    expect(withLinkedIds(made, path, {}, () => undefined)).toMatchObject({ inner: [{ networkList: [] }] });
  });

  it("stay as they were written", () => {
    expect(withLinkedIds(made, path, { networkId: "made-up", inner: [] }, first)).toEqual(made);
  });
});

describe("samples that two schemas have to accept", () => {
  it.each([
    [
      "the narrower limits",
      { minimum: 1, maximum: 9 },
      { minimum: 0, maximum: 5 },
      { minimum: 1, maximum: 5 },
    ],
    ["a limit of the second", {}, { maxLength: 3, pattern: "^a" }, { maxLength: 3, pattern: "^a" }],
    [
      "the shared range",
      { "x-omada-range": [0, 9] },
      { "x-omada-range": [5, 20] },
      { "x-omada-range": [5, 9] },
    ],
    [
      "its own range where none is shared",
      { "x-omada-range": [0, 1] },
      { "x-omada-range": [5, 9] },
      { "x-omada-range": [0, 1] },
    ],
    [
      "values of both tables",
      { enum: [1, 2, 3] },
      { "x-omada-values": [{ value: 2 }, { value: 4 }] },
      { enum: [2] },
    ],
    [
      "the table of the second",
      {},
      { enum: ["a", "b"] },
      { "x-omada-values": [{ value: "a" }, { value: "b" }] },
    ],
    ["no table of one row", {}, { "x-omada-values": [{ value: 0 }] }, {}],
  ])("have %s", (_, one, other, expected) => {
    const type = { type: "string" as const };
    expect(narrow({ ...type, ...one } as never, { ...type, ...other } as never)).toEqual({
      ...type,
      ...expected,
    });
  });
});
