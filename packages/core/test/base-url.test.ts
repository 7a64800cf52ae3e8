import { describe, expect, it } from "vitest";
import { readOrigin } from "../src/index.js";

describe("readOrigin", () => {
  it.each([
    ["https://192.168.0.2:8043", "https://192.168.0.2:8043"],
    [" https://OC200.lan/ ", "https://oc200.lan"],
    ["https://host:443", "https://host"],
    ["https://[fe80::1]:8043/", "https://[fe80::1]:8043"],
    ["https://use1-omada-northbound.tplinkcloud.com", "https://use1-omada-northbound.tplinkcloud.com"],
    [
      "https://aps1-northbound-omada-controller.tplinkcloud.com",
      "https://aps1-northbound-omada-controller.tplinkcloud.com",
    ],
    ["https://host:10443", "https://host:10443"],
  ])("reads %s", (baseUrl, origin) => {
    expect(readOrigin(baseUrl)).toBe(origin);
  });

  it.each([
    ["192.168.0.2:8043", /write https:\/\/192\.168\.0\.2:8043\./],
    ["omada.lan/login", /write https:\/\/omada\.lan\./],
    ["https:/host:8043", /write https:\/\/host:8043\./],
    ["//host/", /write https:\/\/host\./],
    ["[fe80::1]:8043", /write https:\/\/\[fe80::1\]:8043\./],
    ["localhost:8043", /write https:\/\/localhost:8043\./],
    ["192.168.0.2:8088", /wrong port: 8088 .* on https:\/\/192\.168\.0\.2:8043/],
    ["host:99999", /not a valid address/],
    ["ftp://host", /starts with ftp:/],
    ["https://host:8043/0123456789abcdef0123456789abcdef/login#x", /write https:\/\/host:8043\./],
    ["https://host:80", /80 is the HTTP port of a hardware controller/],
    ["https://omada.tplinkcloud.com", /web page of the cloud.*Interface Access Address/],
    ["https://euw1-omada-controller.tplinkcloud.com/x/#dashboard", /web page of the cloud/],
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

  it("accepts plain HTTP that was asked for, and no port that never serves the API", () => {
    expect(readOrigin("http://localhost:8080", true)).toBe("http://localhost:8080");
    expect(readOrigin("http://localhost:80", true)).toBe("http://localhost");
    for (const port of [8088, 8843])
      expect(() => readOrigin(`http://localhost:${port}`, true)).toThrow(/wrong port/);
  });
});
