/** Short forms as people write them. A plural follows its singular: `SSIDs`. */
const ACRONYMS = [
  "ACL AFC ALG AP API APN ARP CA CLI CPU DBA DDM DDNS DHCP DNS DPI DSCP DST EAP GEM GPS GRE ICMP ID IDP IGMP",
  "IMPB IP IPPT IPS IPTV ISP L3 LAG LAN LDAP LED LLDP LTE MAC MFA MLAG MLD MSP NAT NTP ODU OFDMA OLT ONT ONU OSG OSPF",
  "OSW OUI PIN PON POTS PPSK PSK QR RADIUS RF RRM RSSI SD SIM SMS SN SNMP SSH SSID SSL TLS UI URL USB VIGI VLAN VPN VRF",
  "VRRP WAN WIDS WIPS WLAN",
].flatMap((line) => line.split(" "));

/** Short forms that are not all capitals, and those that few readers know, spelled out. */
const SPELLINGS: Readonly<Record<string, string>> = {
  bt: "Bluetooth",
  dot1x: "802.1X",
  eth: "Ethernet",
  google: "Google",
  ibeacon: "iBeacon",
  iot: "IoT",
  ipsec: "IPsec",
  ipv4: "IPv4",
  ipv6: "IPv6",
  mdns: "mDNS",
  oto: "one-to-one",
  p2p: "P2P",
  poe: "PoE",
  qos: "QoS",
  tcont: "T-CONT",
  upnp: "UPnP",
  voip: "VoIP",
  wifi: "Wi-Fi",
};

/** Short forms that lie torn apart in titles, because titles are made of the words of a name: `sdWanQoS`. */
const TORN: readonly (readonly [RegExp, string])[] = [
  [/\bsd wan\b/gi, "SD-WAN"],
  [/\bqo s\b/gi, "QoS"],
  [/\bpo e\b/gi, "PoE"],
  [/\bps ks\b/gi, "PSKs"],
  [/\bip sec\b/gi, "IPsec"],
  [/\brad sec\b/gi, "RadSec"],
  [/\bblue tooth\b/gi, "Bluetooth"],
  [/\bs2 s(?=v2\b)/gi, "S2S "],
  [/\bs2 s\b/gi, "S2S"],
  [/\bbymac\b/gi, "by MAC"],
  [/(?<=[a-z])(?=\d (?:min|g)\b)/g, " "],
];

/** Words that are plurals of no short form although they look like one. */
const NO_PLURALS = new Set(["ips"]);

const WORDS = new Map(
  [...ACRONYMS.map((word) => [word.toLowerCase(), word] as const), ...Object.entries(SPELLINGS)].flatMap(
    ([lower, word]) => [[lower, word] as const, ...plural(lower, word)],
  ),
);

function plural(lower: string, word: string): (readonly [string, string])[] {
  return NO_PLURALS.has(`${lower}s`) ? [] : [[`${lower}s`, `${word}s`]];
}

/** A title with its short forms written as people know them: `Get all AP brief infos`. */
export function withAcronyms(title: string): string {
  const joined = TORN.reduce((text, [pattern, word]) => text.replace(pattern, word), title);
  return joined.replaceAll(/[A-Za-z0-9]+/g, (word) => {
    const isWritten = /[A-Z]/.test(word.slice(1));
    return isWritten ? word : (WORDS.get(word.toLowerCase()) ?? word);
  });
}
