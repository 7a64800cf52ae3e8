/** Short forms as people write them. A plural follows its singular: `SSIDs`. */
const ACRONYMS = [
  "ACL AFC ALG AP API APN ARP CA CCC CLI CPU DBA DDM DDNS DHCP DNS DPI DSCP DST EAP ES GEM GPS GRE ICMP ID IDP IGMP",
  "IMPB IP IPPT IPS IPTV ISP L3 LAG LAN LDAP LED LLDP LTE MAC MFA MLAG MLD MSP NAT NTP ODU OFDMA OLT ONT ONU OSG OSPF",
  "OSW OUI PIN PON POTS PPSK PSK QR RADIUS RF RRM RSSI SD SDM SIM SMS SN SNMP SSH SSID SSL TLS UI URL USB VIGI VLAN VPN VRF",
  "VRRP WAN WIDS WIPS WLAN",
].flatMap((line) => line.split(" "));

/** Short forms that are not all capitals, those that few readers know, spelled out, and words that documents misspell. */
const SPELLINGS: Readonly<Record<string, string>> = {
  ant: "antenna",
  authed: "authenticated",
  bt: "Bluetooth",
  bw: "bandwidth",
  candi: "candidate",
  ctrl: "control",
  del: "delete",
  dnd: "do-not-disturb",
  dot1x: "802.1X",
  eth: "Ethernet",
  exp: "experience",
  freq: "frequency",
  gernal: "general",
  gird: "grid",
  google: "Google",
  historys: "histories",
  ibeacon: "iBeacon",
  intelli: "intelligent",
  interf: "interference",
  iot: "IoT",
  ipsec: "IPsec",
  ipv4: "IPv4",
  ipv6: "IPv6",
  mcast: "multicast",
  mdns: "mDNS",
  mgmt: "management",
  modfiy: "modify",
  num: "number",
  omadac: "controller",
  oto: "one-to-one",
  p2p: "P2P",
  param: "parameter",
  paring: "pairing",
  pic: "picture",
  poe: "PoE",
  qos: "QoS",
  res: "result",
  tcont: "T-CONT",
  temlate: "template",
  traffics: "traffic",
  tunnuel: "tunnel",
  upnp: "UPnP",
  voip: "VoIP",
  wifi: "Wi-Fi",
  wireguard: "WireGuard",
};

/**
 * Short forms and words that are split in titles, because titles are made of the words of a name (`sdWanQoS`), those
 * that run into each other, and those that only stand for something else beside another one.
 */
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
  [/\bformsp\b/gi, "for MSP"],
  [/\bgetcritical\b/gi, "Get critical"],
  [/\bina\b/gi, "in a"],
  [/\badopt able\b/gi, "adoptable"],
  [/\bun support\b/gi, "unsupported"],
  [/\bmulti cast\b/gi, "multicast"],
  [/\bnet work\b/gi, "network"],
  [/\bopen vpn\b/gi, "OpenVPN"],
  [/\bpre shared\b/gi, "pre-shared"],
  [/\bvlan if\b/gi, "VLAN interface"],
  [/\bdev cap\b/gi, "device capabilities"],
  [/\bsetting cap\b/gi, "setting capacity"],
  [/(?<=[a-z])(?=\d (?:min|g)\b)/g, " "],
  [/(?<=\d) g\b/g, " GHz"],
  [/(?<=\btop)(?=\d)/gi, " "],
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
    const spelled = isWritten ? word : (WORDS.get(word.toLowerCase()) ?? word);
    return /^[A-Z]/.test(word) ? capitalised(spelled) : spelled;
  });
}

/** A word in small letters with a capital; one that has capitals of its own (`mDNS`) stays. */
function capitalised(word: string): string {
  return /[A-Z]/.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1);
}
