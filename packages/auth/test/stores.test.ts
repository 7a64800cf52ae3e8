import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  authorizationCode,
  clientCredentials,
  memoryTokenStore,
  type OmadaAuth,
  type TokenStore,
} from "../src/index.js";
import { keyvTokenStore } from "../src/keyv-store.js";
import { webSession } from "../src/web-session.js";
import { redisLock } from "./recipes/redis-lock.js";
import { fakeController, granted, SECRET } from "./support/fake-controller.js";
import { FakeRedisServer } from "./support/fake-redis.js";

const options = { clientId: "id", clientSecret: SECRET };
const killed = { errorCode: -44113 };
afterEach(() => void vi.useRealTimers());

/** Grants as several processes have them, each with its own connection to one Redis. */
function fleet(size: number, server = new FakeRedisServer()) {
  return Array.from({ length: size }, () =>
    clientCredentials({ ...options, store: keyvTokenStore(server.keyv(), redisLock(server.client())) }),
  );
}

describe("the Redis recipe", () => {
  it("makes processes share one token, and one renewal after it was killed", async () => {
    const { context, minted } = fakeController();
    const grants = fleet(5);
    for (const round of [1, 2, 3]) {
      const given = await Promise.all(grants.map((auth) => auth.authorize(context())));
      expect(given).toEqual(Array(5).fill({ Authorization: `AccessToken=AT-${round}` }));
      expect(minted).toHaveLength(round);
      grants.forEach((auth, index) => {
        auth.invalidate(killed, given[index]);
      });
    }
  });

  it("spends a refresh token once", async () => {
    const server = new FakeRedisServer();
    const { context, minted } = fakeController();
    const grants = Array.from({ length: 4 }, () =>
      authorizationCode({ ...options, store: keyvTokenStore(server.keyv(), redisLock(server.client())) }),
    );
    await grants[0]?.exchange("OC-1", context());
    await Promise.all(grants.map((auth) => auth.authorize(context())));
    for (const auth of grants) auth.invalidate(killed);
    await Promise.all(grants.map((auth) => auth.authorize(context())));
    expect(minted.map(({ query }) => query.refresh_token)).toEqual([undefined, "RT-1"]);
  });

  it("lets Redis forget tokens when they end", async () => {
    vi.useFakeTimers({ toFake: ["Date", "performance"] });
    const server = new FakeRedisServer();
    const { context } = fakeController((n) => granted(n, 600));
    const [auth] = fleet(1, server);
    await auth?.authorize(context());
    const [key = ""] = [...server.values.keys()];
    expect(server.read(key)).toContain("AT-1");
    vi.advanceTimersByTime(600_000);
    expect(server.read(key)).toBeUndefined();
  });

  it("goes on when a holder crashed", async () => {
    const server = new FakeRedisServer();
    const redis = server.client();
    void redisLock(redis, 30)("key", () => new Promise(() => undefined), new AbortController().signal);
    const lock = redisLock(redis);
    expect(await lock("key", async () => "mine", new AbortController().signal)).toBe("mine");
    expect(server.values.size).toBe(0);
  });

  it("is what the README shows", () => {
    const recipe = readFileSync(new URL("recipes/redis-lock.ts", import.meta.url), "utf8");
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    expect(readme).toContain(recipe.trim());
  });
});

describe("a Keyv-like store", () => {
  it("may be a Map", async () => {
    const { context, minted } = fakeController();
    const map = new Map<string, unknown>();
    for (let run = 0; run < 2; run++)
      await clientCredentials({ ...options, store: keyvTokenStore(map) }).authorize(context());
    expect(minted).toHaveLength(1);
    expect([...map.keys()].join()).toMatch(/^omada-client-credentials-[A-Za-z0-9]+$/);
    await keyvTokenStore(map).delete([...map.keys()].join());
    expect(map.size).toBe(0);
  });

  it("that keeps nothing says so", async () => {
    const { context } = fakeController();
    const store = keyvTokenStore({ ...new FakeRedisServer().keyv(), set: async () => false });
    const auth = authorizationCode({ ...options, store });
    await expect(auth.exchange("OC-1", context())).rejects.toThrow("stored nothing");
  });
});

describe("a store in use by several grants", () => {
  it("is one per controller, application and secret", async () => {
    const { context, minted } = fakeController();
    const store = memoryTokenStore();
    const ask = (more: object, where: object = {}) =>
      clientCredentials({ ...options, ...more, store }).authorize(context(where));
    const first = await ask({});
    expect(await ask({})).toEqual(first);
    expect(await ask({ clientSecret: "another" })).not.toEqual(first);
    expect(await ask({ clientId: "another" })).not.toEqual(first);
    expect(await ask({ omadacId: "msp" })).not.toEqual(first);
    expect(await ask({}, { origin: "https://other" })).not.toEqual(first);
    expect(await ask({}, { origin: "https://192.168.0.2:8043/" })).toEqual(first);
    expect(minted).toHaveLength(5);
  });

  it("lends its lock to all of them", async () => {
    const { context, minted } = fakeController();
    const store = memoryTokenStore();
    const grants = Array.from({ length: 20 }, () => clientCredentials({ ...options, store }));
    await Promise.all(grants.map((auth) => auth.authorize(context())));
    expect(minted).toHaveLength(1);
  });

  it.each([
    ["client credentials", clientCredentials, options],
    ["a web session", webSession, { username: "ann", password: SECRET }],
  ])("that cannot be written does not take a token from %s that could be had again", async (_, make, who) => {
    const { context, minted } = fakeController((n) =>
      Response.json(
        { ...granted(n), result: { ...granted(n).result, token: `t${n}` } },
        { headers: { "set-cookie": `TPOMADA_SESSIONID=c${n}` } },
      ),
    );
    const set = vi.fn(() => Promise.reject(new Error("ENOSPC")));
    const auth = (make as (given: object) => OmadaAuth)({ ...who, store: { ...memoryTokenStore(), set } });
    const headers = await auth.authorize(context());
    for (let call = 0; call < 5; call++) expect(await auth.authorize(context())).toEqual(headers);
    auth.invalidate(killed, headers);
    expect(await auth.authorize(context())).not.toEqual(headers);
    expect([minted.length, set.mock.calls.length]).toEqual([2, 2]);
  });

  /** A store that can neither be read nor locked from the moment the test chooses. */
  function breakable() {
    const inner = memoryTokenStore();
    const state = { broken: false };
    const fail = () => Promise.reject(Object.assign(new Error(SECRET), { code: "ECONNRESET" }));
    const lock = inner.lock;
    if (!lock) throw new Error("unreachable");
    const reading = { ...inner, get: (key: string) => (state.broken ? fail() : inner.get(key)) };
    const locking = {
      ...inner,
      lock: ((...args) => (state.broken ? fail() : lock(...args))) as typeof lock,
    };
    return { state, stores: [reading, locking] };
  }

  it("that cannot be read or locked does not end a token in use, and is named when a login is at stake", async () => {
    vi.useFakeTimers({ toFake: ["Date", "performance"] });
    const { context, minted } = fakeController((n) => granted(n, 1000));
    const { state, stores } = breakable();
    for (const store of stores) {
      state.broken = false;
      const auth = authorizationCode({ ...options, store });
      await auth.exchange("OC-1", context());
      const headers = await auth.authorize(context());
      const before = minted.length;
      state.broken = true;
      vi.advanceTimersByTime(950_000);
      expect(await auth.authorize(context())).toEqual(headers);
      vi.advanceTimersByTime(50_000);
      await expect(auth.authorize(context())).rejects.toThrow(/^The token store failed \(ECONNRESET\)\.$/);
      expect(minted).toHaveLength(before);
    }
  });

  it("that cannot be read or locked is done without where a token can be had again", async () => {
    const { context, minted } = fakeController((n) => granted(n, 1000));
    const { state, stores } = breakable();
    for (const [index, store] of stores.entries()) {
      const before = minted.length;
      state.broken = true;
      const auth = clientCredentials({ ...options, clientId: `id-${index}`, store });
      const headers = await Promise.all([1, 2, 3].map(() => auth.authorize(context())));
      expect(new Set(headers.map((each) => each.Authorization)).size).toBe(1);
      auth.invalidate(killed, headers[0]);
      expect(await auth.authorize(context())).not.toEqual(headers[0]);
      expect(minted).toHaveLength(before + 2);
    }
  });

  it("that fails between two clients never makes them spend a refresh token twice", async () => {
    const inner = memoryTokenStore();
    /** Which write fails, counted from 0: of the mark that the token is being spent, or of the one that follows it. */
    for (const failing of [0, 1]) {
      let writes = Number.NEGATIVE_INFINITY;
      const store: TokenStore = {
        ...inner,
        set: (...args) => (writes++ === failing ? Promise.reject(new Error("ENOSPC")) : inner.set(...args)),
      };
      const { context, minted } = fakeController();
      const [one, two] = [1, 2].map(() => authorizationCode({ ...options, store }));
      if (!one || !two) throw new Error("unreachable");
      await one.exchange("OC-1", context());
      await two.authorize(context());
      one.invalidate(killed);
      two.invalidate(killed);
      writes = 0;
      await expect(one.authorize(context())).rejects.toThrow("token store failed");
      const other = await two.authorize(context()).catch((error: unknown) => error);
      const first = await one.authorize(context());
      const spent = minted.map(({ query }) => query.refresh_token).filter((token) => token !== undefined);
      expect(new Set(spent).size).toBe(spent.length);
      // Nothing is lost either: both go on with what the first one got.
      expect(first).toEqual({ Authorization: "AccessToken=AT-2" });
      if (failing === 1) expect(other).toMatchObject({ code: -44114 });
      expect(await two.authorize(context())).toEqual(first);
    }
  });

  it("has the refresh token back when the refresh did not come to anything", async () => {
    const store = memoryTokenStore();
    const { context, minted } = fakeController((n) => (n === 2 ? new TypeError("fetch failed") : granted(n)));
    const [one, two] = [1, 2].map(() => authorizationCode({ ...options, store }));
    if (!one || !two) throw new Error("unreachable");
    await one.exchange("OC-1", context());
    one.invalidate(killed);
    await expect(one.authorize(context())).rejects.toThrow("failed");
    two.invalidate(killed);
    await two.authorize(context());
    two.invalidate(killed);
    await two.authorize(context());
    expect(minted.map(({ query }) => query.refresh_token)).toEqual([undefined, "RT-1", "RT-1"]);
  });
});
