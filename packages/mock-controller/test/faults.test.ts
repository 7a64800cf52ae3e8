import { describe, expect, it } from "vitest";
import type { FaultRule } from "../src/index.js";
import { type Session, session, tokenRequest } from "./support.js";

const LIST = "/sites?page=1&pageSize=10";
const START = 1_750_000_000_000;

/** A session whose clock stands still. */
const frozen = (rest = {}): Promise<Session> => session({ profile: "6.2", now: () => START, ...rest });

async function codes(s: Session, calls: number): Promise<number[]> {
  const found: number[] = [];
  for (let call = 0; call < calls; call++) found.push((await s.envelope("GET", LIST)).errorCode);
  return found;
}

describe("which calls a fault hits", () => {
  const fault = { kind: "code", code: -1 } as const;
  it.each<[string, FaultRule, number[]]>([
    ["every one", { fault }, [-1, -1, -1, -1]],
    ["the second", { nth: 2, fault }, [0, -1, 0, 0]],
    ["the first and the third", { nth: [1, 3], fault }, [-1, 0, -1, 0]],
    ["at most two", { times: 2, fault }, [-1, -1, 0, 0]],
    ["those of an operation", { operation: "site.getSiteList", fault }, [-1, -1, -1, -1]],
    ["those of a tag", { operation: "site.*", fault }, [-1, -1, -1, -1]],
    ["not those of another", { operation: "site.getSiteEntity", fault }, [0, 0, 0, 0]],
    ["those of a verb", { method: "get", fault }, [-1, -1, -1, -1]],
    ["not those of another verb", { method: "POST", fault }, [0, 0, 0, 0]],
    ["those of a path", { path: /\/sites$/g, fault }, [-1, -1, -1, -1]],
    ["none with probability 0", { probability: 0, fault }, [0, 0, 0, 0]],
  ])("%s", async (_, rule, expected) => {
    const s = await session({ profile: "6.2" });
    const handle = s.mock.faults.add(rule);
    expect(await codes(s, 4)).toEqual(expected);
    expect(handle.hits).toBe(expected.filter((code) => code !== 0).length);
  });

  it("the same share with the same seed", async () => {
    const hits = async (seed: number): Promise<string> => {
      const s = await session({ profile: "6.2", seed });
      s.mock.faults.add({ probability: 0.5, fault });
      return (await codes(s, 60)).join();
    };
    const first = await hits(3);
    expect(await hits(3)).toBe(first);
    expect(await hits(4)).not.toBe(first);
    expect(first.split(",").filter((code) => code === "-1").length).toBeGreaterThan(15);
    expect(first.split(",").filter((code) => code === "-1").length).toBeLessThan(45);
  });

  it("none after it is taken away", async () => {
    const s = await session({ profile: "6.2" });
    const handle = s.mock.faults.add({ fault });
    s.mock.faults.add({ fault });
    handle.remove();
    expect(await codes(s, 1)).toEqual([-1]);
    s.mock.faults.clear();
    expect(await codes(s, 1)).toEqual([0]);
    expect(handle.hits).toBe(0);
  });

  it.each<FaultRule>([
    { probability: 2, fault },
    { nth: 0, fault },
    { nth: [1, 1.5], fault },
    { times: -1, fault },
    { fault: { kind: "delay", ms: -1 } },
    { fault: { kind: "trickle", ms: 1, bytes: Number.NaN } },
    { fault: { kind: "truncate", bytes: -1 } },
    { fault: { kind: "status", status: 99 } },
    { fault: { kind: "rate-limit", retryAfterSeconds: -1 } },
    { operation: "site.getSites", fault },
    { operation: "sites.*", fault },
    { operation: "site", fault },
    { method: "FETCH", fault },
    { fault: { kind: "slow" } as unknown as FaultRule["fault"] },
    { fault: { kind: "toString" } as unknown as FaultRule["fault"] },
  ])("refuses what cannot be: %o", async (rule) => {
    const s = await session({ profile: "6.2" });
    expect(() => s.mock.faults.add(rule)).toThrow(RangeError);
  });
});

it("is refused with headers that cannot be sent", async () => {
  const s = await session({ profile: "6.2" });
  const fault = { kind: "status", status: 503, headers: { "retry after": "1" } } as const;
  expect(() => s.mock.faults.add({ fault })).toThrow(TypeError);
});

describe("a fault", () => {
  it("gives another status, a web page, or too many requests", async () => {
    const s = await session({ profile: "6.2" });
    s.mock.faults.add({ nth: 1, fault: { kind: "status", status: 503, body: "busy" } });
    s.mock.faults.add({ nth: 2, fault: { kind: "html" } });
    s.mock.faults.add({ nth: 3, fault: { kind: "rate-limit", retryAfterSeconds: 7 } });
    const [busy, page, limited] = [
      await s.call("GET", LIST),
      await s.call("GET", LIST),
      await s.call("GET", LIST),
    ];
    expect([busy.status, await busy.text()]).toEqual([503, "busy"]);
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html;charset=UTF-8"]);
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "7"]);
    expect(await limited.json()).toMatchObject({ errorCode: -7132 });
    expect(s.mock.requests.slice(-3).map((entry) => [entry.operation, entry.fault])).toEqual([
      ["site.getSiteList", "status"],
      ["site.getSiteList", "html"],
      ["site.getSiteList", "rate-limit"],
    ]);
  });

  it.each<[FaultRule["fault"], number]>([
    [{ kind: "status", status: 204, body: "busy" }, 204],
    [{ kind: "html", status: 205 }, 205],
    [{ kind: "code", code: -1, status: 304 }, 304],
    [{ kind: "rate-limit", status: 204 }, 204],
  ])("%o has no body", async (fault, status) => {
    const s = await session({ profile: "6.2" });
    s.mock.faults.add({ fault });
    const answer = await s.call("GET", LIST);
    expect([answer.status, await answer.text()]).toEqual([status, ""]);
    expect(s.mock.requests.last()).toMatchObject({ status, errorCode: undefined, fault: fault.kind });
  });

  it("hits token requests", async () => {
    const s = await session({ profile: "6.2" });
    s.mock.faults.add({ path: "/openapi/authorize/token", fault: { kind: "status", status: 500 } });
    expect((await tokenRequest(s.mock, "6.2")).status).toBe(500);
  });

  it("changes no certificate where there is none", async () => {
    const s = await session({ profile: "6.2" });
    s.mock.faults.add({ fault: { kind: "certificate" } });
    expect(await codes(s, 2)).toEqual([0, 0]);
  });

  it("kills tokens", async () => {
    const s = await session({ profile: "6.2" });
    s.mock.faults.add({ nth: 2, fault: { kind: "token-death" } });
    expect(await codes(s, 3)).toEqual([0, -44113, -44113]);
  });

  it("loses the answer, after a write or instead of it", async () => {
    const s = await session({ profile: "6.2" });
    const [ap] = [...s.mock.state.devices.values()];
    const path = `/sites/${s.siteId}/aps/${ap?.mac}/general-config`;
    s.mock.faults.add({ nth: 1, fault: { kind: "close" } });
    s.mock.faults.add({ nth: 2, executes: true, fault: { kind: "close" } });
    await expect(s.call("PATCH", path, { name: "Lost" })).rejects.toThrow("fetch failed");
    expect(ap?.name).toBe("AP 1");
    await expect(s.call("PATCH", path, { name: "Stored" })).rejects.toThrow("fetch failed");
    expect(ap?.name).toBe("Stored");
  });

  it("ends in the middle of a body", async () => {
    const s = await session({ profile: "6.2" });
    s.mock.faults.add({ fault: { kind: "truncate", bytes: 10 } });
    const answer = await s.call("GET", LIST);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow("terminated");
  });

  it("delays by the clock of the mock", async () => {
    const s = await frozen();
    s.mock.faults.add({ fault: { kind: "delay", ms: 30_000 } });
    let answered = false;
    const pending = s.envelope("GET", LIST).then((answer) => {
      answered = true;
      return answer;
    });
    await s.mock.clock.whenWaiting();
    await s.mock.clock.advance(29_999);
    expect(answered).toBe(false);
    await s.mock.clock.advance(1);
    expect(await pending).toMatchObject({ errorCode: 0 });
  });

  it("stops waiting when the caller gives up", async () => {
    const s = await frozen();
    s.mock.faults.add({ fault: { kind: "delay", ms: 30_000 } });
    const stop = new AbortController();
    const pending = s.mock.fetch("https://x/api/info", { signal: stop.signal });
    await s.mock.clock.whenWaiting();
    stop.abort();
    await expect(pending).rejects.toThrow(/abort/i);
  });

  it("sends a page in pieces", async () => {
    const s = await frozen();
    s.mock.faults.add({ fault: { kind: "trickle", bytes: 1000, ms: 100 } });
    const answer = await s.call("GET", `/sites/${s.siteId}/devices?page=1&pageSize=10`);
    const text = answer.text();
    for (let piece = 0; piece < 10; piece++) {
      await Promise.race([s.mock.clock.whenWaiting(), text]);
      await s.mock.clock.advance(100);
    }
    expect(JSON.parse(await text)).toMatchObject({ errorCode: 0 });
  });
});
