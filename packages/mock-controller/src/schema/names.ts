import { hexFrom, integerFrom, macFrom, pickFrom, type Random, textFrom } from "./random.js";

type Maker = (random: Random, name: string) => string;

const WORDS = ["Lobby", "Warehouse", "Reception", "Library", "Workshop", "Terrace", "Studio", "Archive"];

/** An address of a private network. */
function ipv4From(random: Random): string {
  return `192.168.${integerFrom(random, 0, 9)}.${integerFrom(random, 2, 254)}`;
}

/** An address of a unique local network. */
function ipv6From(random: Random): string {
  return `fd00::${hexFrom(random, 4)}:${hexFrom(random, 4)}`.replaceAll(/:0+(?=[0-9a-f])/g, ":");
}

/** What a field is called tells what it holds; the first row that matches makes the text. */
const BY_NAME: readonly (readonly [RegExp, Maker])[] = [
  [/macs?$/i, macFrom],
  [/ipv6/i, ipv6From],
  [/mask$/i, () => "255.255.255.0"],
  [/(^|[a-z])ips?(v4)?(addr(ess)?)?$|^ip|gateway$|dns\d?$/i, ipv4From],
  [/url|link$/i, (random) => `https://host${integerFrom(random, 1, 99)}.example.com/`],
  [/e?mail$/i, (random) => `user${integerFrom(random, 1, 99)}@example.com`],
  [/host|domain|server$/i, (random) => `host${integerFrom(random, 1, 99)}.example.com`],
  [/vlans$/i, (random) => `${integerFrom(random, 100, 199)},${integerFrom(random, 200, 249)}-250`],
  [/timezone$/i, () => "UTC"],
  [/^uptime$/i, (random) => `${integerFrom(random, 1, 90)}day(s) ${integerFrom(random, 0, 23)}h`],
  [/version$/i, (random) => `${integerFrom(random, 1, 6)}.${integerFrom(random, 0, 20)}.0`],
  [/password|secret|psk$/i, (random) => `Mock-Passw0rd-${textFrom(random, 6)}`],
  [/ssid/i, (random) => `${pickFrom(random, WORDS)} Wi-Fi`],
  [/^sn$|serial/i, (random) => textFrom(random, 13, "0123456789ABCDEF")],
  [/(^|[a-z])ids?$/i, (random) => hexFrom(random, 24)],
  [/name$/i, (random) => `${pickFrom(random, WORDS)} ${integerFrom(random, 1, 99)}`],
];

const anyText: Maker = (random, name) => `${name || "value"}-${hexFrom(random, 4)}`;
const makers = new Map<string, Maker>();

/** A text for a field without a pattern, made from the field's name. */
export function textForName(random: Random, name: string): string {
  let maker = makers.get(name);
  if (!maker) {
    maker = BY_NAME.find(([matches]) => matches.test(name))?.[1] ?? anyText;
    makers.set(name, maker);
  }
  return maker(random, name);
}

/** Texts by the format that the documents tell. */
export const BY_FORMAT: Readonly<Record<string, Maker>> = {
  mac: macFrom,
  ipv4: ipv4From,
  ipv6: ipv6From,
};
