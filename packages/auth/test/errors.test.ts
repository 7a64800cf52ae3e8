import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { clientCredentials, ERROR_KIND, isOmadaAuthError, isOmadaError, OmadaError } from "../src/index.js";
import { fakeController, granted, ORIGIN, SECRET } from "./support/fake-controller.js";

const options = { clientId: "id", clientSecret: SECRET };
const html = () => new Response("<html>", { headers: { "content-type": "text/html" } });

describe("a token that was not given", () => {
  it.each([
    [-7131, "controllerIdUnknown", /omadacId/],
    [-30109, "loginFailed", /two-factor/i],
    [-44106, "clientCredentialsInvalid", /clientSecret/],
    [-44111, "grantTypeInvalid", /client mode/],
    [-44116, "authorizationFailed", /base URL/],
    [-1001, "invalidParameters", /tokenStyle/],
  ])("for %i has a name and a cause", async (errorCode, codeName, hint) => {
    const { context } = fakeController(() => ({ errorCode, msg: "No." }));
    const error = await clientCredentials(options)
      .authorize(context())
      .catch((reason) => reason);
    expect(error).toMatchObject({
      name: "OmadaAuthError",
      code: errorCode,
      codeName,
      status: 200,
      controllerMessage: "No.",
      hint: expect.stringMatching(hint),
    });
    expect(error).toBeInstanceOf(OmadaError);
    expect(isOmadaAuthError(error, errorCode)).toBe(true);
    expect(isOmadaAuthError(error, 1)).toBe(false);
  });

  it.each([
    ["an unknown code", () => ({ errorCode: -99999 }), { code: -99999, codeName: undefined }],
    ["a web page", html, { status: 200, message: expect.stringContaining("no envelope") }],
    ["a redirect", () => new Response(null, { status: 302 }), { status: 302 }],
    ["null", () => null, { status: 200 }],
    [
      "success without token",
      () => ({ errorCode: 0, result: {} }),
      { message: expect.stringContaining("no accessToken") },
    ],
    [
      "a token longer than a header",
      () => ({ errorCode: 0, result: { accessToken: "x".repeat(8193) } }),
      { message: expect.stringContaining("no accessToken") },
    ],
    [
      "a network error",
      () => Object.assign(new TypeError("x"), { cause: { code: "ECONNREFUSED" } }),
      {
        message: expect.stringContaining("ECONNREFUSED"),
      },
    ],
  ])("because of %s says so", async (_, answer, expected) => {
    const { context } = fakeController(answer);
    await expect(clientCredentials(options).authorize(context())).rejects.toMatchObject({
      name: "OmadaAuthError",
      ...expected,
    });
  });

  const date = (ms: number) => new Date(Date.UTC(2030, 0, 1) + ms).toUTCString();
  it.each([
    [{ "retry-after": "5" }, 5000],
    [{ "retry-after": date(7000), date: date(0) }, 7000],
    [{ "retry-after": date(-7000), date: date(0) }, undefined],
    [{ "retry-after": "0" }, undefined],
    [{ "retry-after": "soon" }, undefined],
    [{}, undefined],
  ])("says with %j to wait %s ms", async (headers, retryAfterMs) => {
    for (const body of ["", '{"errorCode":-7132}']) {
      const { context } = fakeController(() => new Response(body, { status: 429, headers }));
      const error = await clientCredentials(options)
        .authorize(context())
        .catch((reason) => reason);
      expect([error.status, error.retryAfterMs]).toEqual([429, retryAfterMs]);
    }
  });

  it("keeps the errors of an SDK transport as they are", async () => {
    const own = new OmadaError("mine");
    const { context } = fakeController(() => own);
    await expect(clientCredentials(options).authorize(context())).rejects.toBe(own);
  });

  it("is recognised across realms", () => {
    const foreign = runInNewContext("({ code: -1001 })");
    expect(isOmadaAuthError(foreign)).toBe(false);
    foreign[ERROR_KIND] = "auth";
    expect(isOmadaAuthError(foreign, -1001)).toBe(true);
    expect(isOmadaError(null)).toBe(false);
  });
});

describe("secrets", () => {
  const show = (value: unknown) =>
    [
      inspect(value, { depth: 20, showHidden: true, getters: true }),
      JSON.stringify(value),
      String(value),
      String(Object(value).stack),
      Object.keys(Object(value)).join(),
    ].join("\n");

  it("stay out of the grant", async () => {
    const { context } = fakeController();
    const auth = clientCredentials(options);
    await auth.authorize(context());
    expect(show(auth)).not.toMatch(/s3cr3t|AT-1|RT-1/);
  });

  it.each([
    [
      "a controller that repeats them",
      () => ({ errorCode: -44106, msg: `bad ${SECRET} ${encodeURIComponent(SECRET)}` }),
    ],
    ["a fetch that quotes the URL", () => new Error("failed")],
    [
      "an answer without token",
      () => ({ errorCode: 0, result: { refreshToken: granted(1).result.refreshToken } }),
    ],
  ])("stay out of errors from %s", async (_, answer) => {
    const { context } = fakeController(answer);
    const { fetch } = context();
    const quoting = (url: string, init: RequestInit) =>
      fetch(url, init).catch((error) => {
        error.message = `failed: ${url} ${init.body}`;
        error.input = url;
        throw error;
      });
    const auth = clientCredentials({ ...options, tokenStyle: "query" });
    const error = await auth.authorize(context({ fetch: quoting })).catch((reason) => reason);
    expect(isOmadaAuthError(error)).toBe(true);
    expect(show(error)).not.toMatch(/s3cr3t|RT-1/);
  });

  it("stay out of errors about a wrong origin", async () => {
    const { context } = fakeController();
    const { fetch } = globalThis;
    for (const origin of ["nonsense", "ftp://host", "file:///etc"]) {
      const error = await clientCredentials(options)
        .authorize(context({ origin, fetch }))
        .catch((reason) => reason);
      expect(error).toBeInstanceOf(Error);
      expect(show(error)).not.toMatch(/s3cr3t/);
      expect(ORIGIN).not.toBe(origin);
    }
  });
});
