import { describe, expect, it } from "vitest";
import { type AuthorizationCodeOptions, authorizationCode, memoryTokenStore } from "../src/index.js";
import { deferred, fakeController, granted } from "./support/fake-controller.js";
import { CLIENT_ID, CLIENT_SECRET, PASSWORD, startController, USERNAME } from "./support/live-controller.js";

const application = { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET };
const TOKEN = "/openapi/authorize/token";
const needsLogin = { code: -44114, codeName: "refreshTokenExpired" };

/** A grant that acts as one user when another one comes back from the login page. */
async function loggedIn(more: Partial<AuthorizationCodeOptions> = {}) {
  const controller = await startController();
  const auth = authorizationCode({ ...application, ...more });
  await auth.exchange(controller.code(), controller.context());
  const headers = await auth.authorize(controller.context());
  return { controller, auth, headers, context: controller.context() };
}

describe.each([
  ["a store of its own", () => undefined],
  ["a shared store", memoryTokenStore],
])("a code that is refused, with %s", (_, store) => {
  it("rejects, and no call goes on as the user before", async () => {
    const { controller, auth, context } = await loggedIn({ store: store() });
    await expect(auth.exchange("OC-bad", context)).rejects.toMatchObject({ code: -44110 });
    const before = controller.seen.length;
    for (let call = 0; call < 3; call++)
      await expect(auth.authorize(context)).rejects.toMatchObject(needsLogin);
    expect(controller.seen).toHaveLength(before);
    await auth.exchange(controller.code(), context);
    expect(await controller.call(await auth.authorize(context))).toMatchObject({ errorCode: 0 });
  });

  it("rejects at the next call when it was to be redeemed then", async () => {
    const { controller, auth, context } = await loggedIn({ store: store() });
    await auth.exchange("OC-bad");
    await expect(auth.authorize(context)).rejects.toMatchObject({ code: -44110 });
    await expect(auth.authorize(context)).rejects.toMatchObject(needsLogin);
    expect(controller.seenAt(TOKEN)).toHaveLength(2);
  });

  it("makes a grant with a password log in itself", async () => {
    const user = { username: USERNAME, password: PASSWORD };
    const { controller, auth, headers, context } = await loggedIn({ ...user, store: store() });
    await expect(auth.exchange("OC-bad", context)).rejects.toMatchObject({ code: -44110 });
    const again = await auth.authorize(context);
    expect(again).not.toEqual(headers);
    expect(await controller.call(again)).toMatchObject({ errorCode: 0 });
    expect(controller.seenAt("/openapi/authorize/login")).toHaveLength(1);
    expect(await auth.authorize(context)).toEqual(again);
  });
});

describe("a code", () => {
  it("that got no answer is sent again, and no call goes on as the user before", async () => {
    const { controller, auth, headers, context } = await loggedIn({ store: memoryTokenStore() });
    const broken = controller.context({ fetch: () => Promise.reject(new TypeError("fetch failed")) });
    await expect(auth.exchange(controller.code(), broken)).rejects.toThrow("failed");
    await expect(auth.authorize(broken)).rejects.toThrow("failed");
    const next = await auth.authorize(context);
    expect(next).not.toEqual(headers);
    expect(await controller.call(next)).toMatchObject({ errorCode: 0 });
  });

  it("whose token cannot be stored is not replaced by that of another user", async () => {
    const inner = memoryTokenStore();
    let broken = false;
    const set: typeof inner.set = (...args) =>
      broken ? Promise.reject(new Error("disk full")) : inner.set(...args);
    const { controller, auth, headers, context } = await loggedIn({ store: { ...inner, set } });
    broken = true;
    await expect(auth.exchange(controller.code(), context)).rejects.toThrow("token store failed");
    await expect(auth.authorize(context)).rejects.toThrow("token store failed");
    broken = false;
    const next = await auth.authorize(context);
    expect(next).not.toEqual(headers);
    expect(await controller.call(next)).toMatchObject({ errorCode: 0 });
    expect(controller.seenAt(TOKEN)).toHaveLength(2);
  });

  it("that comes together with another one takes over: the last one counts, each is sent once", async () => {
    const controller = await startController();
    for (const store of [undefined, memoryTokenStore()]) {
      const auth = authorizationCode({ ...application, store });
      const codes = [controller.code(), controller.code(), controller.code()];
      await Promise.allSettled(codes.map((code) => auth.exchange(code, controller.context())));
      const headers = await auth.authorize(controller.context());
      expect(await controller.call(headers)).toMatchObject({ errorCode: 0 });
      const sent = controller.seenAt(TOKEN).map(({ query }) => query.code);
      expect(sent.filter((code) => code === codes[2])).toHaveLength(1);
      expect(sent.at(-1)).toBe(codes[2]);
      expect(new Set(sent).size).toBe(sent.length);
    }
  });

  it("does not wait for a renewal of the user before, nor fails with it", async () => {
    const gate = deferred();
    const { context, minted } = fakeController((n, { query }) =>
      query.grant_type === "refresh_token" ? gate.promise : granted(n),
    );
    const auth = authorizationCode(application);
    await auth.exchange("OC-1", context());
    auth.invalidate({ errorCode: -44113 });
    const renewal = expect(auth.authorize(context())).rejects.toMatchObject({ code: -7132 });
    await expect.poll(() => minted.length).toBe(2);
    await auth.exchange("OC-2");
    expect(await auth.authorize(context())).toEqual({ Authorization: "AccessToken=AT-3" });
    gate.resolve({ errorCode: -7132 });
    await renewal;
    expect(await auth.authorize(context())).toEqual({ Authorization: "AccessToken=AT-3" });
  });
});
