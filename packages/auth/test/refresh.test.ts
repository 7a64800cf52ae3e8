import { describe, expect, it, onTestFinished, vi } from "vitest";
import { authorizationCode, memoryTokenStore, type StoredToken, type TokenStore } from "../src/index.js";
import { deferred, fakeController, granted, SECRET } from "./support/fake-controller.js";
import { CLIENT_ID, CLIENT_SECRET, PASSWORD, startController, USERNAME } from "./support/live-controller.js";

const application = { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET };
const user = { username: USERNAME, password: PASSWORD };
const killed = { errorCode: -44113 };

describe("a killed token", () => {
  it.each(["form", "query"] as const)(
    "is replaced with the refresh token, each used once (read from the %s)",
    async (refreshIn) => {
      const controller = await startController({ refreshIn });
      const context = controller.context({ controllerVersion: "6.2.0.17" });
      const auth = authorizationCode({ ...application, ...user });
      let headers = await auth.authorize(context);
      const before = controller.seen.length;
      for (let round = 0; round < 3; round++) {
        controller.access.clear();
        expect(await controller.call(headers)).toEqual({ status: 200, errorCode: -44113 });
        auth.invalidate(killed, headers);
        headers = await auth.authorize(context);
        expect(await controller.call(headers)).toEqual({ status: 200, errorCode: 0 });
      }
      const refreshes = controller.seen
        .slice(before)
        .filter(({ path }) => path === "/openapi/authorize/token");
      const spent = refreshes.map(({ query }) => query.refresh_token);
      expect(new Set(spent).size).toBe(3);
      expect(refreshes).toHaveLength(refreshIn === "form" ? 3 : 4);
      expect(controller.seenAt("/openapi/authorize/login")).toHaveLength(1);
      if (refreshIn === "form") expect(refreshes.some(({ query }) => "client_secret" in query)).toBe(false);
    },
  );

  it.each([-44114, -44111, -44106, -1001, -1004])(
    "starts over when the refresh is answered %i",
    async (errorCode) => {
      const { context, minted } = fakeController((n, { url, query }) => {
        if (query.grant_type === "refresh_token") return { errorCode };
        if (url.includes("/login?")) return { errorCode: 0, result: { csrfToken: "c", sessionId: "s" } };
        return url.includes("/code?") ? { errorCode: 0, result: "OC-1" } : granted(n);
      });
      const auth = authorizationCode({ ...application, ...user });
      const first = await auth.authorize(context());
      auth.invalidate(killed, first);
      expect(await auth.authorize(context())).not.toEqual(first);
      expect(minted.filter(({ url }) => url.includes("/login?"))).toHaveLength(2);
    },
  );

  it("asks for a login when there is no password, and does not try the spent token again", async () => {
    const controller = await startController();
    for (const store of [undefined, memoryTokenStore()]) {
      const auth = authorizationCode({ ...application, store });
      await auth.exchange(controller.code(), controller.context());
      controller.refresh.clear();
      auth.invalidate(killed);
      const before = controller.seen.length;
      for (let call = 0; call < 5; call++)
        await expect(auth.authorize(controller.context())).rejects.toMatchObject({
          code: -44114,
          codeName: "refreshTokenExpired",
          message: expect.stringMatching(/Log in|loginUrl/),
        });
      const sent = controller.seen.slice(before).map(({ query }) => query.grant_type);
      expect(sent).toEqual(["refresh_token"]);
      await auth.exchange(controller.code(), controller.context());
      await expect(auth.authorize(controller.context())).resolves.toBeDefined();
    }
  });

  it("keeps its last minute when the refresh token is refused before, which is sent once", async () => {
    vi.useFakeTimers({ toFake: ["Date", "performance"] });
    onTestFinished(() => void vi.useRealTimers());
    const { context, minted } = fakeController((n) => (n === 1 ? granted(n, 1000) : { errorCode: -44114 }));
    const auth = authorizationCode(application);
    await auth.exchange("OC-1", context());
    vi.advanceTimersByTime(945_000);
    for (let second = 0; second < 55; second++) {
      expect(await auth.authorize(context())).toEqual({ Authorization: "AccessToken=AT-1" });
      vi.advanceTimersByTime(1000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await expect(auth.authorize(context())).rejects.toMatchObject({ code: -44114 });
    expect(minted).toHaveLength(2);
  });

  it.each([
    ["of an unknown version", {}, -44106],
    ["of 6.2", { controllerVersion: "6.2.0.17" }, -44106],
    ["on the cloud", { origin: "https://use1-omada-northbound.tplinkcloud.com" }, -1004],
  ])("of a controller %s never puts the secret into a URL", async (_, where, errorCode) => {
    const { context, minted } = fakeController((n) => (n === 1 ? granted(n) : { errorCode }));
    const auth = authorizationCode(application);
    await auth.exchange("OC-1", context(where));
    auth.invalidate(killed);
    await expect(auth.authorize(context(where))).rejects.toMatchObject({ code: errorCode });
    expect(minted).toHaveLength(2);
    expect(minted.some(({ query }) => "client_secret" in query)).toBe(false);
  });

  it.each([-7132, -1])("passes on %i, which says nothing about the refresh token", async (errorCode) => {
    const { context, minted } = fakeController((n, { query }) => {
      if (query.grant_type === "refresh_token" && n === 2) return { errorCode };
      return granted(n);
    });
    const auth = authorizationCode(application);
    await auth.exchange("OC-1", context());
    auth.invalidate(killed);
    await expect(auth.authorize(context())).rejects.toMatchObject({ code: errorCode });
    await expect(auth.authorize(context())).resolves.toEqual({ Authorization: "AccessToken=AT-3" });
    expect(minted.map(({ query }) => query.refresh_token)).toEqual([undefined, "RT-1", "RT-1"]);
  });

  it("keeps a refresh token that the answer does not repeat", async () => {
    const { context, minted } = fakeController((n) => {
      const answer = granted(n);
      return n === 1 ? answer : { ...answer, result: { ...answer.result, refreshToken: undefined } };
    });
    const auth = authorizationCode(application);
    await auth.exchange("OC-1", context());
    for (let round = 0; round < 2; round++) {
      auth.invalidate(killed);
      await auth.authorize(context());
    }
    expect(minted.map(({ query }) => query.refresh_token)).toEqual([undefined, "RT-1", "RT-1"]);
  });
});

describe("a rotated refresh token", () => {
  /** Records the order of what matters, and fails to write as often as the test says. */
  function recordingStore(events: string[]) {
    const inner = memoryTokenStore();
    const state = { failures: 0 };
    const store: TokenStore = {
      ...inner,
      async set(key, token, ttlMs) {
        if (state.failures-- > 0)
          throw Object.assign(new Error(`cannot write ${JSON.stringify(token)}`), {
            code: "ENOSPC",
            args: [token],
          });
        await Promise.resolve();
        await inner.set(key, token, ttlMs);
        events.push(`stored ${token.accessToken} ${token.refreshToken} for ${ttlMs / 86_400_000} days`);
      },
    };
    return { store, state };
  }

  it("is stored before its token is handed out", async () => {
    const events: string[] = [];
    const { store } = recordingStore(events);
    const { context } = fakeController();
    const auth = authorizationCode({ ...application, store });
    await auth.exchange("OC-1");
    const callers = Array.from({ length: 5 }, async () =>
      events.push(`used ${(await auth.authorize(context())).Authorization}`),
    );
    await Promise.all(callers);
    auth.invalidate(killed);
    await auth.authorize(context());
    expect(events.slice(0, 2)).toEqual(["stored AT-1 RT-1 for 14 days", "used AccessToken=AT-1"]);
    expect(events.at(-1)).toBe("stored AT-2 RT-2 for 14 days");
  });

  it("outlives a crash after it was stored", async () => {
    const events: string[] = [];
    const { store } = recordingStore(events);
    const { context, minted } = fakeController();
    const crash = new Promise<never>(() => undefined);
    const dying = authorizationCode({
      ...application,
      store: { ...store, set: (...args) => store.set(...args).then(() => crash), lock: undefined },
    });
    void dying.exchange("OC-1", context());
    await expect.poll(() => events).toEqual(["stored AT-1 RT-1 for 14 days"]);
    const next = authorizationCode({ ...application, store });
    expect(await next.authorize(context())).toEqual({ Authorization: "AccessToken=AT-1" });
    next.invalidate(killed);
    expect(await next.authorize(context())).toEqual({ Authorization: "AccessToken=AT-2" });
    expect(minted.at(-1)?.query.refresh_token).toBe("RT-1");
  });

  it("is written at the next attempt when the store failed, and not given out before", async () => {
    const events: string[] = [];
    const { store, state } = recordingStore(events);
    const { context, minted } = fakeController();
    const auth = authorizationCode({ ...application, store });
    state.failures = 2;
    await expect(auth.exchange("OC-1", context())).rejects.toThrow("The token store failed (ENOSPC).");
    await expect(auth.authorize(context())).rejects.toThrow("The token store failed (ENOSPC).");
    expect(await auth.authorize(context())).toEqual({ Authorization: "AccessToken=AT-1" });
    expect(minted).toHaveLength(1);
  });

  it("that could not be stored does not replace what another process stored since", async () => {
    const kept = new Map<string, StoredToken>();
    let broken = false;
    const store: TokenStore = {
      get: async (key) => kept.get(key),
      async set(key, token) {
        if (broken) throw new Error("disk full");
        kept.set(key, token);
      },
      delete: async (key) => void kept.delete(key),
    };
    const refreshTokens = () => [...kept.values()].map((token) => token.refreshToken);
    const { context, minted } = fakeController();
    const [one, two] = [store, store].map((shared) => authorizationCode({ ...application, store: shared }));
    if (!one || !two) throw new Error("unreachable");
    await one.exchange("OC-1", context());
    one.invalidate(killed);
    broken = true;
    await expect(one.authorize(context())).rejects.toThrow("token store failed");
    broken = false;
    await two.exchange("OC-2", context());
    expect(refreshTokens()).toEqual(["RT-3"]);
    expect(await one.authorize(context())).toEqual({ Authorization: "AccessToken=AT-3" });
    expect(refreshTokens()).toEqual(["RT-3"]);
    expect(minted.map(({ query }) => query.code ?? query.refresh_token)).toEqual(["OC-1", "RT-1", "OC-2"]);
  });

  it("is not lost when every caller gives up during the refresh", async () => {
    const gate = deferred();
    const { context, minted } = fakeController(async (n) => {
      if (n === 2) await gate.promise;
      return granted(n);
    });
    const auth = authorizationCode(application);
    await auth.exchange("OC-1", context());
    auth.invalidate(killed);
    const caller = new AbortController();
    const left = auth.authorize(context({ signal: caller.signal }));
    await expect.poll(() => minted.length).toBe(2);
    caller.abort(new Error("no time"));
    await expect(left).rejects.toThrow("no time");
    const next = auth.authorize(context());
    gate.resolve(undefined);
    expect(await next).toEqual({ Authorization: "AccessToken=AT-2" });
    expect(minted).toHaveLength(2);
  });

  it("that another process spent first is looked up instead of given up", async () => {
    const kept = new Map<string, StoredToken>();
    const unlocked = (): TokenStore => ({
      get: async (key) => kept.get(key),
      set: async (key, token) => void kept.set(key, token),
      delete: async (key) => void kept.delete(key),
    });
    const controller = await startController();
    const [one, two] = [unlocked(), unlocked()].map((store) => authorizationCode({ ...application, store }));
    if (!one || !two) throw new Error("unreachable");
    await one.exchange(controller.code(), controller.context());
    await two.authorize(controller.context());
    // The second one reads the store, then the first one refreshes, then the second one does.
    const { fetch } = controller.context();
    const late = controller.context({
      fetch: async (url, init) => {
        one.invalidate(killed);
        await one.authorize(controller.context());
        return fetch(url, init);
      },
    });
    two.invalidate(killed);
    const headers = await two.authorize(late);
    expect(headers).toEqual(await one.authorize(controller.context()));
    expect(await controller.call(headers)).toMatchObject({ errorCode: 0 });
  });

  it("is not for client credentials", async () => {
    const { context } = fakeController();
    const { store } = recordingStore([]);
    const { clientCredentials } = await import("../src/index.js");
    const seen: Array<[StoredToken, number]> = [];
    const set: TokenStore["set"] = async (_, token, ttlMs) => void seen.push([token, ttlMs]);
    await clientCredentials({ clientId: "id", clientSecret: SECRET, store: { ...store, set } }).authorize(
      context(),
    );
    expect(seen).toEqual([[expect.not.objectContaining({ refreshToken: expect.anything() }), 7_200_000]]);
  });
});
