import { describe, expect, it } from "vitest";
import { createMockController, type MockController, type ProfileId } from "../src/index.js";
import { type Envelope, ORIGIN, tokenRequest } from "./support.js";

const PROFILES: readonly ProfileId[] = ["5.15", "6.2", "6.2-cloud"];

interface Page {
  data: { customerId: string; siteId: string; name: string; mac: string }[];
}

async function post(mock: MockController, query: string, body: unknown): Promise<Envelope> {
  const headers = { "content-type": "application/json" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  return (await mock.fetch(`${ORIGIN}/openapi/authorize/token?${query}`, init)).json() as Promise<Envelope>;
}

/** A token for an id: the MSP's or that of a customer. */
async function tokensFor(mock: MockController, omadacId: string) {
  const { clientId: client_id, clientSecret: client_secret } = mock.credentials;
  const body = { omadacId, client_id, client_secret };
  const { errorCode, result } = await post(mock, "grant_type=client_credentials", body);
  return { errorCode, ...(result as { accessToken: string; refreshToken: string } | undefined) };
}

async function call(mock: MockController, token: unknown, path: string, method = "GET", body?: unknown) {
  const headers = { authorization: `AccessToken=${token}`, "content-type": "application/json" };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await mock.fetch(`${ORIGIN}/openapi/v1/${path}`, { method, headers, ...sent });
  return answer.json() as Promise<Envelope>;
}

const PAGE = "page=1&pageSize=10";
const pageOf = ({ errorCode, result }: Envelope): Page["data"] => {
  expect(errorCode).toBe(0);
  return (result as Page).data;
};

async function open(profile: ProfileId) {
  const mock = await createMockController({ profile, quirks: { brokenOperations: [] } });
  const mspId = mock.credentials.omadacId;
  const { accessToken } = await tokensFor(mock, mspId);
  const customers = pageOf(await call(mock, accessToken, `msp/${mspId}/customers?${PAGE}`));
  return { mock, mspId, msp: accessToken, ids: customers.map(({ customerId }) => customerId) };
}

describe.each(PROFILES)("customers of an MSP on %s", (profile) => {
  it("have tokens, sites and devices of their own", async () => {
    const { mock, mspId, msp, ids } = await open(profile);
    expect(ids).toHaveLength(3);
    const seen: string[] = [];
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{24}$/);
      const { accessToken } = await tokensFor(mock, id);
      const [site] = pageOf(await call(mock, accessToken, `${id}/sites?${PAGE}`));
      const devices = pageOf(await call(mock, accessToken, `${id}/sites/${site?.siteId}/devices?${PAGE}`));
      expect(devices).toHaveLength(3);
      expect([...mock.customerState(id).sites.keys()]).toEqual([site?.siteId]);
      seen.push(`${site?.siteId}`, ...devices.map(({ mac }) => mac));
      expect(await call(mock, accessToken, `${mspId}/sites?${PAGE}`)).toMatchObject({ errorCode: -44113 });
      expect(await call(mock, msp, `${id}/sites?${PAGE}`)).toMatchObject({ errorCode: -44113 });
    }
    expect(new Set(seen).size).toBe(seen.length);
    const own = pageOf(await call(mock, msp, `${mspId}/sites?${PAGE}`));
    expect(own.map(({ siteId }) => siteId)).toEqual([...mock.state.sites.keys()]);
    expect(own.filter(({ siteId }) => seen.includes(siteId))).toEqual([]);
  });

  it("come and go: a new one has no sites, one that is gone has no tokens", async () => {
    const { mock, mspId, ids } = await open(profile);
    const unknown = "f".repeat(24);
    expect(await tokensFor(mock, unknown)).toMatchObject({ errorCode: -7131 });
    expect(() => mock.customerState(unknown)).toThrow("There is no customer");
    const rows = mock.state.collections.get(`msp/${mspId}/customers`);
    rows?.delete(`${ids[0]}`);
    expect(await tokensFor(mock, `${ids[0]}`)).toMatchObject({ errorCode: -7131 });
    rows?.set(unknown, { customerId: unknown });
    mock.state.created.add(`msp/${mspId}/customers/${unknown}`);
    const { accessToken } = await tokensFor(mock, unknown);
    expect(pageOf(await call(mock, accessToken, `${unknown}/sites?${PAGE}`))).toEqual([]);
  });

  it("keep what was written for them, renew and lose their tokens", async () => {
    const { mock, ids } = await open(profile);
    const [first = "", second = ""] = ids;
    const tokens = await tokensFor(mock, first);
    const site = { name: "Pier", region: "Germany", timeZone: "UTC", scenario: "Office" };
    const account = { deviceAccountSetting: { username: "admin", password: "Mock-Passw0rd" } };
    expect(
      await call(mock, tokens.accessToken, `${first}/sites`, "POST", { ...site, ...account }),
    ).toMatchObject({
      errorCode: 0,
    });
    const names = async (id: string, token: unknown): Promise<string[]> =>
      pageOf(await call(mock, token, `${id}/sites?${PAGE}`)).map(({ name }) => name);
    expect(await names(first, tokens.accessToken)).toContain("Pier");
    expect(await names(second, (await tokensFor(mock, second)).accessToken)).not.toContain("Pier");
    const { clientId: client_id, clientSecret: client_secret } = mock.credentials;
    const refresh = {
      grant_type: "refresh_token",
      refresh_token: `${tokens.refreshToken}`,
      client_id,
      client_secret,
    };
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const init = { method: "POST", headers, body: `${new URLSearchParams(refresh)}` };
    const answer = await mock.fetch(`${ORIGIN}/openapi/authorize/token?grant_type=refresh_token`, init);
    const renewed = ((await answer.json()) as { result: { accessToken: string } }).result.accessToken;
    expect(await names(first, renewed)).toContain("Pier");
    mock.expireTokens();
    expect(await call(mock, renewed, `${first}/sites?${PAGE}`)).toMatchObject({ errorCode: -44112 });
  });

  it("are changed by batches of the MSP", async () => {
    const { mock, mspId, msp, ids } = await open(profile);
    const [id = ""] = ids;
    const { accessToken } = await tokensFor(mock, id);
    const [site] = pageOf(await call(mock, accessToken, `${id}/sites?${PAGE}`));
    const path = `/openapi/v1/${id}/sites/${site?.siteId}/wireless-network/wlans`;
    const actions = [{ path, method: "POST", body: { name: "Batch", clone: false } }];
    const { result } = await call(mock, msp, `msp/${mspId}/batch`, "POST", { actions });
    expect(result).toMatchObject({ response: [{ errorCode: 0 }] });
  });
});

it("controllers without an MSP know one id", async () => {
  const mock = await createMockController({ profile: "5.12" });
  expect(await (await tokenRequest(mock, "5.12")).json()).toMatchObject({ errorCode: 0 });
  expect(await tokensFor(mock, "a".repeat(24))).toMatchObject({ errorCode: -7131 });
});
