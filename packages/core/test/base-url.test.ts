import { describe, expect, it } from "vitest";
import { readOrigin } from "../src/index.js";

describe("readOrigin", () => {
  it.each([
    ["https://192.168.0.2:8043", "https://192.168.0.2:8043"],
    [" https://OC200.lan/ ", "https://oc200.lan"],
    ["https://host:443", "https://host"],
    ["https://[fe80::1]:8043/", "https://[fe80::1]:8043"],
  ])("reads %s", (baseUrl, origin) => {
    expect(readOrigin(baseUrl)).toBe(origin);
  });

  it.each([
    ["192.168.0.2:8043", /write https:\/\/192\.168\.0\.2:8043\./],
    ["omada.lan/login", /write https:\/\/omada\.lan\./],
    ["me:secret@host", /write https:\/\/ in front/],
    [
      "https://host:8088",
      /wrong port: 8088 is the HTTP port.*https:\/\/host:8043 .*https:\/\/host of a hardware/,
    ],
    ["https://host:8843", /8843 is the port of the guest portal/],
    ["https://host/", null],
    ["https://host/openapi", /write https:\/\/host\./],
    ["http://host:8088", /allowHttp/],
  ])("helps with %s", (baseUrl, message) => {
    if (message === null) expect(readOrigin(baseUrl)).toBe("https://host");
    else expect(() => readOrigin(baseUrl)).toThrow(message);
    expect(() => readOrigin("me:secret@host")).not.toThrow(/secret/);
  });

  it("does not argue about ports of plain HTTP that was asked for", () => {
    expect(readOrigin("http://localhost:8088", true)).toBe("http://localhost:8088");
  });
});
