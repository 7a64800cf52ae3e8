import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { clientCredentials } from "../src/index.js";
import { deferred, fakeController, granted, ORIGIN, SECRET } from "./support/fake-controller.js";

const options = { clientId: "id", clientSecret: SECRET };

describe("the token request", () => {
  const asBody = { omadacId: "abc", client_id: "id", client_secret: SECRET };
  it.each([
    ["auto", undefined, "body"],
    ["auto", "5.15.24.19", "body"],
    ["auto", "6.2", "body"],
    ["auto", "10.1", "body"],
    ["auto", "nonsense", "body"],
    ["auto", "5.14.26.1", "query"],
    ["auto", "5.12", "query"],
    ["query", "6.2", "query"],
    ["body", "5.12", "body"],
  ] as const)("in style %s for version %s uses the %s", async (tokenStyle, controllerVersion, place) => {
    const { context, minted } = fakeController();
    const auth = clientCredentials({ ...options, tokenStyle });
    expect(await auth.authorize(context({ controllerVersion }))).toEqual({
      Authorization: "AccessToken=AT-1",
    });
    const [request] = minted;
    const url = new URL(request?.url ?? "");
    expect(url.origin + url.pathname).toBe(`${ORIGIN}/openapi/authorize/token`);
    expect(request?.init).toMatchObject({ method: "POST", redirect: "manual" });
    const query = Object.fromEntries(url.searchParams);
    const grant = { grant_type: "client_credentials" };
    if (place === "body") expect([query, request?.body]).toEqual([grant, asBody]);
    else
      expect([query, request?.body]).toEqual([
        { ...grant, client_id: "id", client_secret: SECRET },
        { omadacId: "abc" },
      ]);
  });

  /** Answers what it is sent in another place like a wrong secret, or as the test says. */
  const readingIn = (place: "query" | "body", errorCode = -44106) =>
    fakeController((n, request) => (request[place].client_secret === SECRET ? granted(n) : { errorCode }));
  const inUrl = (minted: readonly { query: object }[]) => minted.map(({ query }) => "client_secret" in query);

  it.each([
    ["5.12.9", "query", -44106, [true, true, true]],
    ["5.13.30.20", "body", -44106, [true, false, false, false]],
    ["5.14.32.4", "body", -44116, [true, false, false, false]],
    ["5.15.24.19", "query", -1001, [false, true, true, true]],
    ["6.2.0.17", "query", -1004, [false, true, true, true]],
  ] as const)(
    "for %s begins where that version reads it, goes on (it is the %s, else %i), and remembers",
    async (controllerVersion, place, errorCode, expected) => {
      const { context, minted } = readingIn(place, errorCode);
      const auth = clientCredentials(options);
      for (let token = 0; token < 3; token++) {
        auth.invalidate({});
        await auth.authorize(context({ controllerVersion }));
      }
      expect(inUrl(minted)).toEqual(expected);
    },
  );

  it("remembers the place per controller", async () => {
    const controllers = [readingIn("query"), readingIn("body")];
    const auth = clientCredentials(options);
    for (let round = 0; round < 3; round++)
      for (const [index, { context }] of controllers.entries()) {
        auth.invalidate({});
        await auth.authorize(context({ origin: `https://host${index}`, controllerVersion: "5.14.1" }));
      }
    expect(controllers.map(({ minted }) => minted.length)).toEqual([3, 4]);
  });

  it("throws the first refusal when neither place will do", async () => {
    const { context, minted } = fakeController((n) => ({ errorCode: n === 1 ? -44106 : -1001 }));
    const asked = clientCredentials(options).authorize(context({ controllerVersion: "5.14.1" }));
    await expect(asked).rejects.toMatchObject({ code: -44106 });
    expect(minted).toHaveLength(2);
  });

  const cloud = "https://aps1-omada-northbound.tplinkcloud.com";
  it.each([
    ["of an unknown version", {}, [-1001, -1004, -44106, -44111, -44116, -7131]],
    ["on the cloud", { origin: cloud, controllerVersion: "5.14.2" }, [-1001, -1004, -44106, -44111, -44116]],
    ["on the cloud with a port", { origin: `${cloud}:8443`, controllerVersion: "6.2" }, [-1001, -44106]],
    ["of 6.2", { controllerVersion: "6.2.0.17" }, [-44106, -44111, -44116, -7131]],
    ["that has to use the body", { controllerVersion: "5.12", tokenStyle: "body" }, [-1001, -44106]],
  ] as const)("keeps the secret out of the URL of a controller %s", async (_, more, codes) => {
    for (const errorCode of codes) {
      const { context, minted } = fakeController(() => ({ errorCode }));
      const asked = clientCredentials({ ...options, ...more }).authorize(context(more));
      await expect(asked).rejects.toMatchObject({ code: errorCode });
      expect(inUrl(minted)).toEqual([false]);
    }
  });

  it("says who it acts as", () => {
    const auth = clientCredentials(options);
    expect([auth.kind, auth.identity]).toEqual(["client-credentials", "client-credentials:id"]);
  });

  it("names the id of the application's own view when asked to", async () => {
    const { context, minted } = fakeController();
    await clientCredentials({ ...options, omadacId: "msp" }).authorize(context());
    expect(minted[0]?.body.omadacId).toBe("msp");
  });

  it.each([
    [{ clientId: "" }, /clientId/],
    [{ clientSecret: undefined as never }, /clientSecret/],
    [{ tokenStyle: "header" as never }, /tokenStyle/],
    [{ renewBeforeSeconds: -1 }, /renewBeforeSeconds/],
    [{ renewBeforeSeconds: Number.NaN }, /renewBeforeSeconds/],
  ])("refuses the options %j", (wrong, message) => {
    expect(() => clientCredentials({ ...options, ...wrong })).toThrow(message);
  });
});

describe("the token's life", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it.each([
    [7200, undefined, 0, 7140],
    [7200, undefined, 1, 7110],
    [7200, 300, 0, 6900],
    [7200, 300, 0.5, 6825],
    [60, undefined, 0, 30],
    [60, undefined, 1, 15],
    [7200, 0, 1, 7200],
    [1, undefined, 0, 0.5],
  ])(
    "of %i s with margin %s and chance %d is replaced after %d s",
    async (expiresIn, renewBeforeSeconds, chance, usable) => {
      vi.spyOn(Math, "random").mockReturnValue(chance);
      const { context, minted } = fakeController((n) => granted(n, expiresIn));
      const auth = clientCredentials({ ...options, renewBeforeSeconds });
      await auth.authorize(context());
      vi.setSystemTime(Date.now() + usable * 1000 - 20);
      expect(await auth.authorize(context())).toEqual({ Authorization: "AccessToken=AT-1" });
      expect(minted).toHaveLength(1);
      vi.setSystemTime(Date.now() + 20);
      // Good until it is replaced, unless there is no margin.
      const last = usable < expiresIn ? "AT-1" : "AT-2";
      expect(await auth.authorize(context())).toEqual({ Authorization: `AccessToken=${last}` });
      await expect.poll(() => auth.authorize(context())).toEqual({ Authorization: "AccessToken=AT-2" });
      expect(minted).toHaveLength(2);
    },
  );

  it("lasts to its end when the early renewal fails, without asking at every call", async () => {
    const { context, minted } = fakeController((n) => (n === 1 ? granted(n, 1000) : { errorCode: -7132 }));
    const auth = clientCredentials(options);
    const first = await auth.authorize(context());
    vi.setSystemTime(Date.now() + 960_000);
    for (let call = 0; call < 10; call++) expect(await auth.authorize(context())).toEqual(first);
    expect(minted).toHaveLength(2);
    vi.setSystemTime(Date.now() + 40_000);
    await expect(auth.authorize(context())).rejects.toMatchObject({ code: -7132 });
  });

  it("is two hours when the controller does not say", async () => {
    const { context, minted } = fakeController((n) => ({
      errorCode: 0,
      result: { accessToken: `AT-${n}` },
    }));
    const auth = clientCredentials(options);
    await auth.authorize(context());
    vi.setSystemTime(Date.now() + 7_000_000);
    await auth.authorize(context());
    expect(minted).toHaveLength(1);
  });

  it("ends when invalidated, unless a newer one is there already", async () => {
    const { context, minted } = fakeController();
    const auth = clientCredentials(options);
    const first = await auth.authorize(context());
    auth.invalidate({ errorCode: -44112 }, first);
    const second = await auth.authorize(context());
    auth.invalidate({ errorCode: -44112 }, first);
    expect(await auth.authorize(context())).toEqual(second);
    expect(minted).toHaveLength(2);
    auth.invalidate({ status: 401 });
    await auth.authorize(context());
    expect(minted).toHaveLength(3);
  });

  it("goes on when the endpoint gives the same token again: no request per call", async () => {
    const { context, minted } = fakeController(() => granted(1));
    const auth = clientCredentials(options);
    const headers = await auth.authorize(context());
    for (let refusal = 1; refusal <= 3; refusal++) {
      auth.invalidate({ status: 401 }, headers);
      for (let call = 0; call < 10; call++) expect(await auth.authorize(context())).toEqual(headers);
      expect(minted).toHaveLength(1 + refusal);
    }
  });

  it("belongs to one controller", async () => {
    const { context, minted } = fakeController();
    const auth = clientCredentials(options);
    const tokens = [context(), context({ omadacId: "def" }), context({ origin: "https://other" }), context()];
    const seen = await Promise.all(tokens.map((one) => auth.authorize(one)));
    expect(seen.map((headers) => headers.Authorization?.at(-1))).toEqual(["1", "2", "3", "1"]);
    expect(minted).toHaveLength(3);
  });
});

describe("concurrent callers", () => {
  it("share one request, at first and when 50 of them find the token refused", async () => {
    const { context, minted } = fakeController();
    const auth = clientCredentials(options);
    for (const number of [1, 2, 3]) {
      const seen = await Promise.all(Array.from({ length: 50 }, () => auth.authorize(context())));
      expect(new Set(seen.map((headers) => headers.Authorization))).toEqual(
        new Set([`AccessToken=AT-${number}`]),
      );
      expect(minted).toHaveLength(number);
      for (const headers of seen) auth.invalidate({ errorCode: -44112 }, headers);
    }
  });

  it("share a failure, which is not kept", async () => {
    const { context, minted } = fakeController((n) => (n === 1 ? { errorCode: -44114 } : granted(n)));
    const auth = clientCredentials(options);
    const results = await Promise.allSettled([auth.authorize(context()), auth.authorize(context())]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(minted).toHaveLength(1);
    await expect(auth.authorize(context())).resolves.toBeDefined();
  });

  it("leave the request to the others when they abort, and end it with the last", async () => {
    const answer = deferred();
    const { context, minted } = fakeController(async (n) => (n === 1 ? answer.promise : granted(n)));
    const auth = clientCredentials(options);
    const [one, two] = [new AbortController(), new AbortController()];
    const first = auth.authorize(context({ signal: one.signal }));
    const second = auth.authorize(context({ signal: two.signal }));
    const third = auth.authorize(context());
    one.abort(new Error("first left"));
    two.abort(new Error("second left"));
    await expect(first).rejects.toThrow("first left");
    await expect(second).rejects.toThrow("second left");
    expect(minted[0]?.init.signal?.aborted).toBe(false);
    answer.resolve(granted(1));
    await expect(third).resolves.toEqual({ Authorization: "AccessToken=AT-1" });
    expect(minted).toHaveLength(1);
  });

  it("end a request that no caller waits for, and the next caller starts another", async () => {
    const { context, minted } = fakeController((n) => (n === 1 ? new Promise(() => undefined) : granted(n)));
    const auth = clientCredentials(options);
    const controller = new AbortController();
    const only = auth.authorize(context({ signal: controller.signal }));
    await expect.poll(() => minted.length).toBe(1);
    controller.abort(new Error("left"));
    await expect(only).rejects.toThrow("left");
    expect(minted[0]?.init.signal?.aborted).toBe(true);
    await expect(auth.authorize(context())).resolves.toEqual({ Authorization: "AccessToken=AT-2" });
  });

  it("who aborted before do not ask", async () => {
    const { context, minted } = fakeController();
    const signal = AbortSignal.abort(new Error("early"));
    await expect(clientCredentials(options).authorize(context({ signal }))).rejects.toThrow("early");
    expect(minted).toEqual([]);
  });
});
