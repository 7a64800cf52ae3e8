import { describe, expect, it } from "vitest";
import { authorizationCode, memoryTokenStore } from "../src/index.js";
import { deferred, fakeController, granted, SECRET } from "./support/fake-controller.js";
import {
  CLIENT_ID,
  CLIENT_SECRET,
  OMADAC_ID,
  PASSWORD,
  startController,
  USERNAME,
} from "./support/live-controller.js";

const application = { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET };
const user = { username: USERNAME, password: PASSWORD };
const TOKEN = "/openapi/authorize/token";

describe("without a browser", () => {
  it.each([
    ["5.12.9", "query"],
    ["6.2.0.17", "body"],
    ["5.13.30.20", "body"],
    [undefined, "body"],
  ] as const)(
    "logs in, gets a code and a token (version %s, credentials in the %s)",
    async (controllerVersion, credentialsIn) => {
      const controller = await startController({ credentialsIn });
      const auth = authorizationCode({ ...application, ...user });
      const headers = await auth.authorize(controller.context({ controllerVersion }));
      expect(await controller.call(headers)).toEqual({ status: 200, errorCode: 0 });
      expect(controller.seen[0]).toMatchObject({
        path: "/openapi/authorize/login",
        query: { client_id: CLIENT_ID, omadac_id: OMADAC_ID },
        body: user,
      });
      const exchanged = controller.seenAt(TOKEN).at(-1);
      expect(exchanged?.query).toMatchObject({
        grant_type: "authorization_code",
        code: expect.stringMatching(/^OC-/),
      });
      expect(exchanged?.body).not.toHaveProperty("omadacId");
      expect([auth.kind, auth.identity]).toEqual([
        "authorization-code",
        `authorization-code:${CLIENT_ID}:${USERNAME}`,
      ]);
    },
  );

  it("says what is wrong with the login", async () => {
    const controller = await startController();
    const auth = authorizationCode({ ...application, ...user, password: "wrong" });
    await expect(auth.authorize(controller.context())).rejects.toMatchObject({
      code: -30109,
      codeName: "loginFailed",
    });
    await expect(auth.authorize(controller.context({ omadacId: "x" }))).rejects.toMatchObject({
      code: -7131,
    });
    expect(() => authorizationCode({ ...application, password: "p" })).toThrow("username");
    expect(() => authorizationCode({ ...application, clientSecret: "" })).toThrow("clientSecret");
  });

  it.each([-44108, -44109, -44110])("starts again once when the login is lost (%i)", async (errorCode) => {
    for (const losses of [1, 2]) {
      let lost = 0;
      const { context, minted } = fakeController((n, { url }) => {
        if (url.includes("/login?")) return { errorCode: 0, result: { csrfToken: "c", sessionId: "s" } };
        if (url.includes("/code?")) return lost++ < losses ? { errorCode } : { errorCode: 0, result: "OC-1" };
        return granted(n);
      });
      const asked = authorizationCode({ ...application, ...user }).authorize(context());
      if (losses === 1) await expect(asked).resolves.toBeDefined();
      else await expect(asked).rejects.toMatchObject({ code: errorCode });
      expect(minted).toHaveLength(losses === 1 ? 5 : 4);
    }
  });
});

describe("with a redirect", () => {
  it("builds the address to log in at", () => {
    const auth = authorizationCode(application);
    const page = "https://10.0.0.2:8043/login?lang=en#/oauth";
    expect(auth.loginUrl(page)).toBe(`https://10.0.0.2:8043/login?lang=en&client_id=${CLIENT_ID}#/oauth`);
  });

  it.each([
    ["the code", (code: string) => code],
    ["the address", (code: string) => `https://my.app/back?code=${code}`],
    ["an address with more", (code: string) => `/back?lang=en&code=${code}&x=1#top`],
  ])("exchanges %s at the next call, or at once", async (_, answer) => {
    const controller = await startController();
    const auth = authorizationCode(application);
    await expect(auth.authorize(controller.context())).rejects.toThrow("No user is logged in");
    await auth.exchange(answer(controller.code()));
    const first = await auth.authorize(controller.context());
    expect(await controller.call(first)).toMatchObject({ errorCode: 0 });
    await auth.exchange(answer(controller.code()), controller.context());
    expect(controller.seenAt(TOKEN)).toHaveLength(2);
    expect(await auth.authorize(controller.context())).not.toEqual(first);
  });

  it.each([
    ["https://my.app/back?error=access_denied", "access_denied"],
    ["/back?lang=en&error=login_required#top", "login_required"],
    ["access_denied", "access_denied"],
    ["https://my.app/back?error=0123456789abcdef", "the answer"],
    ["https://my.app/back?code=", "the answer"],
    ["0123456789abcdef", "the answer"],
    ["", "the answer"],
  ])("refuses %j, which holds no code, and changes nothing", async (answer, named) => {
    const { context, minted } = fakeController();
    const auth = authorizationCode(application);
    await auth.exchange("OC-1", context());
    const error = await auth.exchange(answer, context()).catch((reason) => reason);
    expect(error).toMatchObject({ name: "OmadaError", message: `There is no code in ${named}.` });
    expect(await auth.authorize(context())).toEqual({ Authorization: "AccessToken=AT-1" });
    expect(minted).toHaveLength(1);
  });

  it("keeps the code when there was no answer", async () => {
    const controller = await startController();
    const auth = authorizationCode(application);
    const broken = controller.context({ fetch: () => Promise.reject(new TypeError("fetch failed")) });
    await expect(auth.exchange(controller.code(), broken)).rejects.toThrow("failed");
    await expect(auth.authorize(controller.context())).resolves.toBeDefined();
  });

  it("takes the new login even while a renewal is under way", async () => {
    const gate = deferred();
    const { context, minted } = fakeController(async (n, { query }) => {
      if (query.grant_type === "refresh_token") await gate.promise;
      return granted(n);
    });
    const auth = authorizationCode(application);
    await auth.exchange("OC-1", context());
    auth.invalidate({ errorCode: -44113 });
    const renewal = auth.authorize(context());
    await expect.poll(() => minted.length).toBe(2);
    const exchange = auth.exchange("OC-2", context());
    gate.resolve(undefined);
    await Promise.all([renewal, exchange]);
    expect(minted.map(({ query }) => query.code ?? query.refresh_token)).toEqual(["OC-1", "RT-1", "OC-2"]);
    expect(await auth.authorize(context())).toEqual({ Authorization: "AccessToken=AT-3" });
  });

  it("keeps users of one application apart in a shared store", async () => {
    const controller = await startController();
    const store = memoryTokenStore();
    const [ann, bob] = ["ann", "bob"].map((username) =>
      authorizationCode({ ...application, username, store }),
    );
    await ann?.exchange(controller.code(), controller.context());
    await expect(bob?.authorize(controller.context())).rejects.toThrow("No user is logged in");
    const again = authorizationCode({ ...application, username: "ann", store });
    await expect(again.authorize(controller.context())).resolves.toBeDefined();
    const impostor = authorizationCode({ ...application, clientSecret: SECRET, username: "ann", store });
    await expect(impostor.authorize(controller.context())).rejects.toThrow("No user is logged in");
  });
});
