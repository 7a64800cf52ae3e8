import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { clientCredentials, memoryTokenStore, type StoredToken } from "../src/index.js";
import { fakeController, granted, SECRET } from "./support/fake-controller.js";

const HOUR = 3_600_000;
const options = { clientId: "id", clientSecret: SECRET };
const tokenOf = (headers: Record<string, string>) => headers.Authorization?.slice("AccessToken=".length);

/** Time passes for both clocks. */
const pass = (ms: number) => vi.advanceTimersByTime(ms);
/** The clock of the system is set. */
const jump = (ms: number) => vi.setSystemTime(Date.now() + ms);

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date", "performance", "setTimeout"] }));
afterEach(() => void vi.useRealTimers());

describe("a system clock that is set", () => {
  it.each([
    ["back an hour", -HOUR],
    ["back a year", -8760 * HOUR],
  ])("%s does not make a token used past its life", async (_, ms) => {
    const { context, minted } = fakeController();
    const auth = clientCredentials(options);
    await auth.authorize(context());
    jump(ms);
    pass(HOUR);
    expect(tokenOf(await auth.authorize(context()))).toBe("AT-1");
    pass(HOUR);
    expect(tokenOf(await auth.authorize(context()))).toBe("AT-2");
    expect(minted).toHaveLength(2);
  });

  it("forward an hour costs one token at most", async () => {
    const { context, minted } = fakeController();
    const auth = clientCredentials(options);
    await auth.authorize(context());
    jump(HOUR);
    pass(HOUR);
    for (let call = 0; call < 5; call++) expect(tokenOf(await auth.authorize(context()))).toBe("AT-2");
    expect(minted).toHaveLength(2);
  });

  it("back keeps a stored token for no longer than it was valid, and a refusal heals that", async () => {
    const { context, minted } = fakeController();
    const store = memoryTokenStore();
    await clientCredentials({ ...options, store }).authorize(context());
    jump(-HOUR);
    const other = clientCredentials({ ...options, store });
    const headers = await other.authorize(context());
    expect(tokenOf(headers)).toBe("AT-1");
    other.invalidate({ errorCode: -44112 }, headers);
    expect(tokenOf(await other.authorize(context()))).toBe("AT-2");
    pass(2 * HOUR);
    expect(tokenOf(await other.authorize(context()))).toBe("AT-3");
    expect(minted).toHaveLength(3);
  });

  it("back does not bring a token to life again that ended here", async () => {
    const { context } = fakeController();
    const store = memoryTokenStore();
    const auth = clientCredentials({ ...options, store });
    await auth.authorize(context());
    pass(2 * HOUR);
    jump(-2 * HOUR);
    expect(tokenOf(await auth.authorize(context()))).toBe("AT-2");
  });
});

describe("age", () => {
  it("counts from the question, not from a slow answer", async () => {
    const { context, minted } = fakeController(async (n) => {
      if (n === 1) pass(50_000);
      return granted(n, 200);
    });
    const auth = clientCredentials(options);
    await auth.authorize(context());
    pass(50_000);
    expect(tokenOf(await auth.authorize(context()))).toBe("AT-1");
    pass(100_000);
    expect(tokenOf(await auth.authorize(context()))).toBe("AT-2");
    expect(minted).toHaveLength(2);
  });

  it("is passed on through a store", async () => {
    const { context } = fakeController();
    const store = memoryTokenStore();
    await clientCredentials({ ...options, store }).authorize(context());
    pass(HOUR);
    const other = clientCredentials({ ...options, store });
    expect(tokenOf(await other.authorize(context()))).toBe("AT-1");
    pass(HOUR);
    expect(tokenOf(await other.authorize(context()))).toBe("AT-2");
  });

  it.each([
    null,
    "text",
    {},
    { accessToken: "AT-0" },
    { accessToken: "AT-0", obtainedAt: "now", expiresIn: 7200 },
    { accessToken: "AT-0", obtainedAt: 1, expiresIn: 7200 },
  ])("of %j in a store makes it worth nothing", async (rubbish) => {
    const { context } = fakeController();
    const store = { ...memoryTokenStore(), get: async () => rubbish as unknown as StoredToken };
    expect(tokenOf(await clientCredentials({ ...options, store }).authorize(context()))).toBe("AT-1");
  });
});
