import { describe, expect, it } from "vitest";
import { redact, safeCause } from "../src/errors/redact.js";
import { OmadaApiError, OmadaConnectionError } from "../src/index.js";
import { redactHeaders } from "../src/transport/observe/observer.js";

const SECRET = "fedcba98-76543210/fed+cba9=876543210";
const base64 = (text: string, before = "") => Buffer.from(before + text).toString("base64");
const letterByLetter = (make: (code: string) => string) =>
  [...Buffer.from(SECRET)].map((byte) => make(byte.toString(16).padStart(2, "0"))).join("");

describe("what was sent", () => {
  it.each([
    ["as it is", SECRET],
    ["in capitals", SECRET.toUpperCase()],
    ["for a URL", encodeURIComponent(SECRET)],
    ["for a URL, twice", encodeURIComponent(encodeURIComponent(SECRET))],
    ["for a URL, every letter", letterByLetter((code) => `%${code}`)],
    ["for JavaScript, every letter", letterByLetter((code) => `\\u00${code}`)],
    ["for HTML, every letter", letterByLetter((code) => `&#x${code};`)],
    ["in base64", base64(SECRET)],
    ["in base64, behind one letter", base64(SECRET, "a")],
    ["in base64, behind a name", base64(SECRET, "AccessToken=")],
    ["in base64url", Buffer.from(SECRET).toString("base64url")],
    ["in hexadecimal digits", Buffer.from(SECRET).toString("hex").toUpperCase()],
    ["without its end", SECRET.slice(0, -5)],
    ["without its beginning", SECRET.slice(5)],
    ["quoted in JSON", JSON.stringify(JSON.stringify({ a: SECRET }))],
  ])("is blanked out %s", (_, form) => {
    const text = redact(`The value "${form}" is wrong.`, [SECRET]);
    expect(text).toContain("***");
    const decoded = `${text} ${unescape(unescape(text.replace(/\\+u00/g, "%")))}`.toLowerCase();
    for (let at = 0; at + 12 <= SECRET.length; at++)
      expect(decoded).not.toContain(SECRET.slice(at, at + 12).toLowerCase());
    for (const part of form.slice(16).match(/.{16}/g) ?? []) expect(text).not.toContain(part);
  });

  it("is not cut in two by a limit", () => {
    for (const before of [3970, 3990, 3999, 590, 599]) {
      const text = redact(`${"x ".repeat(before / 2)}${SECRET} end`, [SECRET]);
      expect(text).not.toContain(SECRET.slice(0, 12));
    }
  });

  it("leaves the rest of a text as it is", () => {
    const text = "The site 64f0a1b2c3d4e5f601234567 does not exist (code 33000), see /openapi/v1/sites.";
    expect(redact(text, [SECRET])).toBe(text);
  });

  it("does not come through the header of an answer", () => {
    const headers = {
      "x-debug": `got ${SECRET.toUpperCase()}`,
      "x-session-id": "abc",
      location: "/cb?code=OC-abcdef0123",
    };
    expect(redactHeaders(headers, [SECRET])).toEqual({
      "x-debug": expect.stringMatching(/^got \*\*\*/),
      "x-session-id": "***",
      location: expect.not.stringContaining("OC-abcdef0123"),
    });
    expect(redactHeaders({ "x-anything": "abc", server: "nginx", "content-length": "12" }, [], true)).toEqual(
      {
        "***": "***",
        "content-length": "12",
      },
    );
  });
});

describe("a text of any length", () => {
  const long = {
    "addresses without an end": "https://".repeat(64_000),
    "one address": `https://${"a".repeat(500_000)}`,
    names: 'password\\\\\\\\\\\\\\\\"'.repeat(30_000),
    "names and spaces": `psk${" ".repeat(200)}`.repeat(2000),
    "dashes of tokens": "AT-OC-RT-".repeat(50_000),
    "percent signs": "%25".repeat(150_000),
  };
  it.each(Object.entries(long))("of %s becomes a short one", (_, text) => {
    expect(redact(text, [SECRET]).length).toBeLessThan(610);
    const cause = safeCause(new Error(text), [SECRET]);
    expect(cause?.message.length).toBeLessThan(610);
    const error = new OmadaConnectionError(`x ${text}`, { origin: "https://h" });
    expect(error.message.length).toBeLessThanOrEqual(2000);
  });

  it("does not steer a terminal", () => {
    const request = { operation: "site.getSite", method: "GET", path: "/x", url: "https://h/x" };
    const evil = "\u001b[2J\u009b31m\u202e gnp.exe \u2066\u200f\u2028\u0007";
    const error = new OmadaApiError(-1, request, { status: 200, controllerMessage: redact(evil) });
    expect(`${error.message}${error.controllerMessage}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });
});

it("keeps of an error's code and name what is a word and was not sent", () => {
  const failed = Object.assign(new Error("failed"), { code: SECRET, name: SECRET });
  expect(
    JSON.stringify({ ...safeCause(failed, [SECRET]) }) + safeCause(failed, [SECRET])?.stack,
  ).not.toContain("fedcba98");
  expect(safeCause(Object.assign(new Error("x"), { code: "ECONNRESET" }), [])).toMatchObject({
    code: "ECONNRESET",
  });
});
