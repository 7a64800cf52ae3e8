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

  it("is tried in the body, then in the query, when the version is unknown, and remembers", async () => {
    const { context, minted } = fakeController((n, { query }) =>
      query.client_secret === SECRET ? granted(n) : { errorCode: -1001 },
    );
    const auth = clientCredentials(options);
    auth.invalidate({}, await auth.authorize(context()));
    auth.invalidate({});
    await auth.authorize(context());
    expect(minted.map(({ query }) => "client_secret" in query)).toEqual([false, true, true]);
  });

  it("throws the first refusal when neither place will do", async () => {
    const { context, minted } = fakeController((n) => ({ errorCode: n === 1 ? -44106 : -1001 }));
    await expect(clientCredentials(options).authorize(context())).rejects.toMatchObject({ code: -44106 });
    expect(minted).toHaveLength(2);
  });

  it("keeps the secret out of the URL when another place would not help", async () => {
    for (const [errorCode, controllerVersion] of [
      [-7131, undefined],
      [-44106, "6.2.0.17"],
    ] as const) {
      const { context, minted } = fakeController(() => ({ errorCode }));
      const asked = clientCredentials(options).authorize(context({ controllerVersion }));
      await expect(asked).rejects.toMatchObject({ code: errorCode });
      expect(minted.map(({ url }) => url)).toEqual([
        `${ORIGIN}/openapi/authorize/token?grant_type=client_credentials`,
      ]);
    }
  });

  it("says who it acts as", () => {
    const auth = clientCredentials(options);
    expect([auth.kind, auth.identity]).toEqual(["client-credentials", "client-credentials:id"]);
  });

  it("names the id of the application's own view when told", async () => {
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
    "of %i s with margin %s and chance %d ends after %d s",
    async (expiresIn, renewBeforeSeconds, chance, usable) => {
      vi.spyOn(Math, "random").mockReturnValue(chance);
      const { context, minted } = fakeController((n) => granted(n, expiresIn));
      const auth = clientCredentials({ ...options, renewBeforeSeconds });
      await auth.authorize(context());
      vi.setSystemTime(Date.now() + usable * 1000 - 20);
      expect(await auth.authorize(context())).toEqual({ Authorization: "AccessToken=AT-1" });
      vi.setSystemTime(Date.now() + 20);
      expect(await auth.authorize(context())).toEqual({ Authorization: "AccessToken=AT-2" });
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
      errorCode: "0",
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

  it("end a request nobody waits for, and the next caller starts another", async () => {
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
