import { afterEach, describe, expect, it, vi } from "vitest";
import { memoryTokenStore } from "../src/index.js";
import { webSession } from "../src/web-session.js";
import { fakeController } from "./support/fake-controller.js";
import { OMADAC_ID, PASSWORD, startController, USERNAME } from "./support/live-controller.js";

const account = { username: USERNAME, password: PASSWORD };
const LOGIN = `/${OMADAC_ID}/api/v2/login`;
afterEach(() => void vi.useRealTimers());

/** Answers every login with a new session. */
const loggingIn = (setCookie = (n: number) => `TPOMADA_SESSIONID=c${n}; Path=/`) =>
  fakeController((n) =>
    Response.json({ errorCode: 0, result: { token: `t${n}` } }, { headers: { "set-cookie": setCookie(n) } }),
  );

describe("a web session", () => {
  it.each(["TPOMADA_SESSIONID", "TPEAP_SESSIONID"])(
    "logs in and sends token, cookie %s and source",
    async (cookieName) => {
      const controller = await startController({ cookieName });
      const auth = webSession(account);
      const headers = await auth.authorize(controller.context());
      expect(headers).toEqual({
        "Csrf-Token": expect.stringMatching(/^c5f0/),
        Cookie: expect.stringMatching(new RegExp(`^${cookieName}=c00c\\d+$`)),
        "Omada-Request-Source": "web-local",
      });
      expect(controller.seen[0]).toMatchObject({ path: LOGIN, body: account });
      expect(await controller.call(headers)).toEqual({ status: 200, errorCode: 0 });
      expect([auth.kind, auth.identity]).toEqual(["web-session", `web-session:${USERNAME}`]);
    },
  );

  it("that ended is replaced by one login", async () => {
    const controller = await startController();
    const auth = webSession(account);
    const headers = await auth.authorize(controller.context());
    controller.sessions.clear();
    expect(await controller.call(headers)).toEqual({ status: 200, errorCode: undefined });
    expect(auth.isStale?.({ status: 200, html: true })).toBe("refused");
    for (let caller = 0; caller < 10; caller++) auth.invalidate({ html: true }, headers);
    const again = await Promise.all(Array.from({ length: 10 }, () => auth.authorize(controller.context())));
    expect(await controller.call(again[9] ?? {})).toEqual({ status: 200, errorCode: 0 });
    expect(controller.seenAt(LOGIN)).toHaveLength(2);
  });

  it("lasts as long as it is used, and half an hour more", async () => {
    vi.useFakeTimers({ toFake: ["Date", "performance"] });
    const { context, minted } = loggingIn();
    const auth = webSession(account);
    for (let use = 0; use < 10; use++) {
      expect(await auth.authorize(context())).toMatchObject({ "Csrf-Token": "t1" });
      vi.advanceTimersByTime(1_799_000);
    }
    vi.advanceTimersByTime(1000);
    expect(await auth.authorize(context())).toMatchObject({
      "Csrf-Token": "t2",
      Cookie: "TPOMADA_SESSIONID=c2",
    });
    expect(minted).toHaveLength(2);
  });

  it("that is used at one controller ends at another one where it is not", async () => {
    vi.useFakeTimers({ toFake: ["Date", "performance"] });
    const { context, minted } = loggingIn();
    const auth = webSession(account);
    const [used, unused] = [context({ origin: "https://a" }), context({ origin: "https://b" })];
    await auth.authorize(used);
    const left = await auth.authorize(unused);
    for (let use = 0; use < 6; use++) {
      vi.advanceTimersByTime(600_000);
      // Nor is it a use to hear that a session elsewhere ended.
      auth.invalidate({ html: true }, { "Csrf-Token": "t0" });
      expect(await auth.authorize(used)).toMatchObject({ "Csrf-Token": "t1" });
    }
    expect(await auth.authorize(unused)).not.toEqual(left);
    expect(minted.map(({ url }) => new URL(url).host)).toEqual(["a", "b", "b"]);
  });

  it("out of a store counts as unused since it began", async () => {
    vi.useFakeTimers({ toFake: ["Date", "performance"] });
    const { context, minted } = loggingIn();
    const store = memoryTokenStore();
    const restart = () => webSession({ ...account, store }).authorize(context());
    await restart();
    vi.advanceTimersByTime(1_799_000);
    expect(await restart()).toMatchObject({ "Csrf-Token": "t1" });
    vi.advanceTimersByTime(1000);
    expect(await restart()).toMatchObject({ "Csrf-Token": "t2" });
    expect(minted).toHaveLength(2);
  });

  it("is stale for what ended sessions are answered, and in doubt for -1 once it is five minutes old", async () => {
    vi.useFakeTimers({ toFake: ["Date", "performance"] });
    const { context } = loggingIn();
    const auth = webSession(account);
    await auth.authorize(context());
    const codes = [-1200, -1400, -1401, -44116].map((errorCode) => ({ errorCode }));
    for (const reason of [...codes, { status: 401 }, { status: 302 }, { html: true }])
      expect(auth.isStale?.(reason)).toBe("refused");
    // A gateway in between says 502 or 504 with a web page of its own, also when the controller did what was asked.
    const gateway = [500, 502, 504].map((status) => ({ status, html: true }));
    for (const reason of [
      ...gateway,
      {},
      { errorCode: 0, status: 200 },
      { errorCode: -1001 },
      { errorCode: -1 },
    ])
      expect(auth.isStale?.(reason)).toBe(false);
    vi.advanceTimersByTime(300_000);
    expect(auth.isStale?.({ errorCode: -1 })).toBe("suspect");
  });

  it("reads the cookie where there is only one header of that name", async () => {
    const { context } = loggingIn((n) => `a=b; Path=/, TPOMADA_SESSIONID=c${n}; Path=/`);
    const { fetch } = context();
    const old = async (url: string, init: RequestInit) => {
      const response = await fetch(url, init);
      Object.defineProperty(response.headers, "getSetCookie", { value: undefined });
      return response;
    };
    expect(await webSession(account).authorize(context({ fetch: old }))).toMatchObject({
      Cookie: "TPOMADA_SESSIONID=c1",
    });
  });

  it("says why there is none", async () => {
    const controller = await startController();
    const wrong = webSession({ ...account, password: "wrong" });
    await expect(wrong.authorize(controller.context())).rejects.toMatchObject({ code: -30109 });
    const { context } = loggingIn(() => "other=1");
    await expect(webSession(account).authorize(context())).rejects.toThrow(
      "no session cookie (browsers hide it)",
    );
    expect(() => webSession({ ...account, username: "" })).toThrow("username");
    expect(() => webSession({ ...account, idleSeconds: 0 })).toThrow("idleSeconds");
  });
});
