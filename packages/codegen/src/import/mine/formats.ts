import type { RawSchema } from "../raw.js";
import type { Notes } from "./member.js";
import { plain } from "./text.js";

const MAC = /\bmac address\b|[A-F0-9]{2}(?:-[A-F0-9]{2}){5}|\bmac of\b/i;
const MAC_NAME = /(?:mac|bssid)(?:s|list|address(?:es)?|addr)?\d*$/i;
const MAC_FIRST = /^(?:the |an? )?(?:list |set )?(?:of )?mac(?:s| address(?:es)?)?(?: list)? of\b/i;
const IPV6 = /\bipv6 address\b/i;
const IPV4 = /\bip(?:v4)? address\b/i;
const IP_NAME = /ip|addr|gate/i;
const VALID_IP = /\bshould be (?:a )?valid ip address\b/i;
/** Texts that allow something else as well, or say what is done with an address. */
const OTHERS =
  /\bdomain|\bfqdn\b|\bhost ?name\b|\bsub ?net\b|\bmask\b|\ballowed\b(?! for)|\bcomma separat|\bseparated by|^(?:get|enable|default|whether)\b/i;

const EXAMPLES: Record<string, string> = {
  mac: "00-11-22-33-44-55",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
};
const NO_ADDRESS = "lamp.example";

/**
 * The format of a string that samplers and doc comments can use. A text that only mentions an address, or allows other
 * things beside one, gives none; nor does one that the schema's own pattern contradicts.
 */
export function mineFormat(
  description: string,
  name: string,
  schema: RawSchema = {},
  notes?: Notes,
): string | undefined {
  const text = plain(description);
  const mentioned = MAC.test(text) ? "mac" : IPV6.test(text) ? "ipv6" : IPV4.test(text) ? "ipv4" : undefined;
  if (mentioned === undefined) return undefined;
  if (!schema.enum && !OTHERS.test(text) && isOf(mentioned, text, name) && fits(mentioned, schema))
    return mentioned;
  notes?.leftOut("format");
  return undefined;
}

function isOf(format: string, text: string, name: string): boolean {
  if (format === "mac") return MAC_NAME.test(name) || MAC_FIRST.test(text);
  return format === "ipv6" || IP_NAME.test(name) || VALID_IP.test(text);
}

/** Whether the schema's own pattern and length allow such an address, and nothing else. */
function fits(format: string, { pattern, maxLength }: RawSchema): boolean {
  const example = EXAMPLES[format] ?? "";
  if (maxLength !== undefined && maxLength < example.length) return false;
  if (pattern === undefined) return true;
  const whole = new RegExp(`^(?:${pattern})$`, "u");
  return whole.test(example) && !whole.test(NO_ADDRESS);
}
