import { describe, expect, it } from "vitest";
import { redactBody, redactUrl } from "../src/har/redact.js";
import { createMockController, recordHar } from "../src/index.js";
import { ORIGIN, session, tokenRequest } from "./support.js";

describe("recording", () => {
  it("keeps calls and answers, and no secrets", async () => {
    const mock = await createMockController({ profile: "6.2" });
    const recorder = recordHar(mock.fetch);
    const recorded = { ...mock, fetch: recorder.fetch };
    const { result } = (await (await tokenRequest(recorded, "6.2")).json()) as {
      result: Record<string, string>;
    };
    const { omadacId, clientSecret, clientId } = mock.credentials;
    const headers = { authorization: `AccessToken=${result.accessToken}`, cookie: "TPOMADA_SESSIONID=abc" };
    await recorder.fetch(`${ORIGIN}/openapi/v1/${omadacId}/sites?page=1&pageSize=10`, { headers });
    const har = recorder.har();
    const text = JSON.stringify(har);
    expect(har.log.entries.map(({ request, response }) => [request.method, response.status])).toEqual([
      ["POST", 200],
      ["GET", 200],
    ]);
    for (const secret of [clientSecret, result.accessToken, result.refreshToken, "abc", omadacId]) {
      expect(text).not.toContain(secret);
    }
    expect(text).toContain("Head Office");
    expect(clientId).toHaveLength(32);
  });

  it.each([
    ['{"password":"hunter2","list":[{"pskSetting":{"securityKey":"hunter2"}}]}', "application/json"],
    [
      '{"radiusKey":"hunter2","wepKey":"hunter2","shardedSecret":"hunter2","sharedKey":"hunter2"}',
      "application/json",
    ],
    ['{"preSharedKey":"hunter2","privateKey":"hunter2","devicePassword":"hunter2"}', "application/json"],
    ["client_secret=hunter2&refresh_token=hunter2", "application/x-www-form-urlencoded"],
    ["-----BEGIN KEY----- hunter2", "text/plain"],
  ])("removes secrets from %s", (text, type) => {
    expect(redactBody(text, type)).not.toContain("hunter2");
  });

  it("removes secrets from addresses, and keeps the rest", () => {
    const id = "0123456789abcdef0123456789abcdef";
    expect(redactUrl(`https://me:pw@host/openapi/v1/${id}/sites?page=1&token=hunter2`)).toBe(
      `https://host/openapi/v1/${"0".repeat(32)}/sites?page=1&token=REDACTED`,
    );
    expect(redactUrl("https://host/openapi/authorize/token?code=hunter2")).not.toContain("hunter2");
    expect(JSON.parse(redactBody('{"name":"Lobby","passwordEnabled":true}', "application/json"))).toEqual({
      name: "Lobby",
      passwordEnabled: true,
    });
  });
});

describe("replaying", () => {
  it("answers as recorded, in order, for any controller id", async () => {
    const first = await session({ profile: "6.2", seed: 7 });
    const recorder = recordHar(first.mock.fetch);
    const headers = { authorization: `AccessToken=${first.token}` };
    const url = `${ORIGIN}/openapi/v1/${first.mock.credentials.omadacId}/sites?pageSize=10&page=1`;
    await recorder.fetch(url, { headers });
    const [site] = first.mock.state.sites.values();
    if (site) site.name = "Renamed";
    await recorder.fetch(url, { headers });

    const again = await session({ profile: "6.2", seed: 8, replay: recorder.har() });
    const names = async (): Promise<unknown> => {
      const { result } = await again.envelope("GET", "/sites?page=1&pageSize=10");
      return (result as { data: { name: string }[] }).data[0]?.name;
    };
    expect([await names(), await names(), await names()]).toEqual(["Head Office", "Renamed", "Renamed"]);
    expect(again.mock.requests.last()).toMatchObject({ operation: "site.getSiteList", errorCode: 0 });
    expect(await again.envelope("GET", "/sites?page=1&pageSize=11")).toMatchObject({ errorCode: 0 });
    expect(await again.envelope("GET", "/nowhere")).toMatchObject({ errorCode: -1600 });
  });
});
