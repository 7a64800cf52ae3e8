import { describe, expect, it } from "vitest";
import { authorizationCode, clientCredentials, type OmadaAuth } from "../src/index.js";
import { webSession } from "../src/web-session.js";
import {
  CLIENT_ID,
  CLIENT_SECRET,
  type LiveController,
  PASSWORD,
  startController,
  USERNAME,
} from "./support/live-controller.js";

const application = { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET };
const user = { username: USERNAME, password: PASSWORD };

/** How each grant starts, what it asks for its first token, and what for the next one. */
const GRANTS: Array<
  [string, (controller: LiveController) => OmadaAuth | Promise<OmadaAuth>, number, number]
> = [
  ["client credentials", () => clientCredentials(application), 1, 1],
  ["an authorization code without a browser", () => authorizationCode({ ...application, ...user }), 3, 1],
  [
    "an authorization code of a redirect",
    async (controller) => {
      const auth = authorizationCode(application);
      await auth.exchange(`https://my.app/back?code=${controller.code()}`);
      return auth;
    },
    1,
    1,
  ],
  ["a web session", () => webSession(user), 1, 1],
];

describe.each(GRANTS)("over HTTPS, %s", (_, make, requests, more) => {
  it("is good for calls, by one go of requests for 50 callers, and replaced once when it is killed", async () => {
    const controller = await startController();
    const auth = await make(controller);
    const given = () => Promise.all(Array.from({ length: 50 }, () => auth.authorize(controller.context())));
    const first = await given();
    expect(controller.seen).toHaveLength(requests);
    expect(new Set(first.map((headers) => JSON.stringify(headers))).size).toBe(1);
    expect(await controller.call(first[0] ?? {})).toEqual({ status: 200, errorCode: 0 });

    controller.access.clear();
    controller.sessions.clear();
    const { status, errorCode } = await controller.call(first[0] ?? {});
    expect(auth.isStale?.({ status, errorCode, html: errorCode === undefined })).toBe("refused");
    for (const headers of first) auth.invalidate({ errorCode }, headers);
    const before = controller.seen.length;
    const second = await given();
    expect(controller.seen).toHaveLength(before + more);
    expect(await controller.call(second[49] ?? {})).toEqual({ status: 200, errorCode: 0 });
  });

  it("says by name that a certificate is not trusted", async () => {
    const controller = await startController();
    const auth = await make(controller);
    const asked = auth.authorize(controller.context({ fetch: globalThis.fetch }));
    await expect(asked).rejects.toThrow(
      `The token request to ${controller.origin} failed (DEPTH_ZERO_SELF_SIGNED_CERT).`,
    );
    expect(controller.seen).toEqual([]);
  });
});
