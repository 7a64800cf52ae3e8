import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { clientCredentials } from "../src/index.js";
import { fakeController, granted, ORIGIN, SECRET } from "./support.js";

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
  afterEach(() => void vi.useRealTimers());

  it.each([
    [7200, undefined, 7140],
    [7200, 300, 6900],
    [60, undefined, 30],
    [7200, 0, 7200],
  ])("of %i s with margin %s ends after %i s", async (expiresIn, renewBeforeSeconds, usable) => {
    const { context, minted } = fakeController((n) => granted(n, expiresIn));
    const auth = clientCredentials({ ...options, renewBeforeSeconds });
    await auth.authorize(context());
    vi.setSystemTime(Date.now() + usable * 1000 - 1);
    expect(await auth.authorize(context())).toEqual({ Authorization: "AccessToken=AT-1" });
    vi.setSystemTime(Date.now() + 1);
    expect(await auth.authorize(context())).toEqual({ Authorization: "AccessToken=AT-2" });
    expect(minted).toHaveLength(2);
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
  it("share one request", async () => {
    const { context, minted } = fakeController();
    const auth = clientCredentials(options);
    const seen = await Promise.all(Array.from({ length: 50 }, () => auth.authorize(context())));
    expect(new Set(seen.map((headers) => headers.Authorization))).toEqual(new Set(["AccessToken=AT-1"]));
    expect(minted).toHaveLength(1);
  });

  it("share a failure, which is not kept", async () => {
    const { context, minted } = fakeController((n) => (n === 1 ? { errorCode: -44106 } : granted(n)));
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

function deferred() {
  let resolve: (value: unknown) => void = () => undefined;
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
