import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { withAcronyms } from "../../src/emit/titles.js";
import { readManifest, readSnapshot } from "../../src/index.js";

describe("titles", () => {
  test.each([
    ["Get all ap brief infos by site", "Get all AP brief infos by site"],
    ["Modify ap ip setting", "Modify AP IP setting"],
    ["Get vlans and ssids", "Get VLANs and SSIDs"],
    ["Get osw for given lan network ids", "Get OSW for given LAN network IDs"],
    ["Get ips config", "Get IPS config"],
    ["Get dhcp and dns of wan ports", "Get DHCP and DNS of WAN ports"],
    ["Poe schedule by mac acl", "PoE schedule by MAC ACL"],
    ["Batch port po e recovery", "Batch port PoE recovery"],
    ["Get ap qo s config", "Get AP QoS config"],
    ["Auto create sd wan group name", "Auto create SD-WAN group name"],
    ["Get grid vpn s2 sv2", "Get grid VPN S2S v2"],
    ["Get grid vpn s2 s peers status", "Get grid VPN S2S peers status"],
    ["Get client detail stat5 min", "Get client detail stat 5 min"],
    ["Get ippt lan ipv6", "Get IPPT LAN IPv6"],
    ["Get grid bt ibeacon list v2", "Get grid Bluetooth iBeacon list v2"],
    ["Edit ont eth port", "Edit ONT Ethernet port"],
    ["Create oto nat", "Create one-to-one NAT"],
    ["Oto nat", "One-to-one NAT"],
    ["Mdns list", "mDNS list"],
    ["Modfiy bw ctrl", "Modify bandwidth control"],
    ["Del es settings", "Delete ES settings"],
    ["Get osw vlan if", "Get OSW VLAN interface"],
    ["Ask if a vlan is used", "Ask if a VLAN is used"],
    ["Get site ap exist6 g", "Get site AP exist 6 GHz"],
    ["Get top5 aps", "Get top 5 APs"],
    ["Getcritical model num", "Get critical model number"],
  ])("%s", (title, written) => {
    expect(withAcronyms(title)).toBe(written);
  });

  test("keep words that only begin like a short form", () => {
    expect(withAcronyms("Apply the idle mask to a lane, adapting swap space")).toBe(
      "Apply the idle mask to a lane, adapting swap space",
    );
    expect(withAcronyms(withAcronyms("Get mdns of iot aps"))).toBe("Get mDNS of IoT APs");
  });

  test("of every snapshot have no common short form left in small letters", async () => {
    const specs = join(import.meta.dirname, "../../../../specs");
    for (const { id } of (await readManifest(specs)).snapshots) {
      const titles = (await readSnapshot(specs, id)).operations.map(({ title }) => withAcronyms(title));
      const left = titles.filter((title) =>
        /\b(ap|ssid|vlan|lan|wan|poe|ip|mac|acl|dns|dhcp|vpn)s?\b/.test(title),
      );
      expect(left).toEqual([]);
    }
  });
});
