import { describe, expect, it } from "vitest";
import { mineFormat } from "../../src/import/mine/formats.js";
import { notes } from "./support.js";

const IPV4 = String.raw`\b(\d{1,3})(\.\d{1,3}){3}\b`;
const HOST = String.raw`(\d{1,3}(\.\d{1,3}){3}|([a-z]+\.)+[a-z]+)`;

describe.concurrent("formats", () => {
  it.each([
    ["MAC address of the lamp", "mac", "mac"],
    ["Lamp, like AA-BB-CC-DD-EE-FF", "lampMac", "mac"],
    ["Lamp, like 00-11-22-DD-EE-FF", "macs", "mac"],
    ["The MAC address of the lamp that glows", "source", "mac"],
    ["IP address", "ip", "ipv4"],
    ["IPv4 address", "lampAddr", "ipv4"],
    ["The lamp should be valid IP address, which glows", "lamp", "ipv4"],
    ["IPv6 address", "lamp", "ipv6"],
    ["Macaroni", "macaroni", undefined],
  ])("%s (%s)", (description, name, format) => {
    expect(mineFormat(description, name)).toBe(format);
  });

  it.each([
    ["Lamp name, default value is the mac address of the lamp", "name"],
    ["MAC address name", "name"],
    ["Lamp user, when parameter [type] is 1, [username] is the MAC address", "username"],
    ["Should be set or recover. Set: choose a MAC address", "method"],
    ["Learn each MAC address or not", "macLearning"],
    ["MAC address list of lamps, comma separated", "macs"],
    ["Lamp MAC address, such as AA-BB-CC-DD-EE-FF", "roomId"],
    ["Lamp should be a domain name or IP address", "lampIp"],
    ["IPv4 address or FQDN", "lampAddress"],
    ["IP address/Subnet of lamps", "lampIps"],
    ["Get IP address from the lamp", "ipFromLamp"],
    ["The IP address of the remote lamp", "host"],
    ["IP addresses, or the IP address allowed", "allowAddress"],
    ["Lamp, a domain name or IPv6 address", "lampAddr"],
  ])("none, and it is reported: %s (%s)", (description, name) => {
    const { leftOut, notes: collected } = notes();
    expect(mineFormat(description, name, {}, collected)).toBeUndefined();
    expect(leftOut).toEqual(["format"]);
  });

  it("none that the schema's own pattern or enum contradicts", () => {
    expect(mineFormat("IP address", "ip", { pattern: IPV4 })).toBe("ipv4");
    expect(mineFormat("IP address", "ip", { pattern: HOST })).toBeUndefined();
    expect(mineFormat("IP address", "ip", { pattern: "lamp" })).toBeUndefined();
    expect(mineFormat("IP address", "ip", { maxLength: 2 })).toBeUndefined();
    expect(mineFormat("MAC address", "mac", { enum: ["OFF", "ON"] })).toBeUndefined();
  });
});
