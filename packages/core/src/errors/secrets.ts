/** Names of members, parameters and headers that hold secrets. */
export const SECRET_NAME =
  /token|secret|pass(?:word|phrase|wd|code)|csrf|session_?-?id|cookie|authorization|psk|(?:pre_?shared|shared|security|private|wep|radius|api|auth)_?-?key|^code$|^pin$/i;
/** Shorter values are ordinary words, not secrets. Headers hold more words than members of a body. */
const MIN_LENGTH = { header: 12, member: 4 };
/** Longer bodies are uploads, which errors do not quote. */
const MAX_BODY_LENGTH = 100_000;

/** A request that may hold secrets. */
export interface SecretBearer {
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A call whose requests may hold secrets. */
export interface SecretHolder {
  /** Headers of the grant on each of its requests that differed. */
  readonly credentials: ReadonlySet<Readonly<Record<string, string>>>;
  /** The last request, which may hold secrets of the caller. */
  readonly sent: SecretBearer | undefined;
}

/** Values of a call that must not be quoted. */
export function secretsOfCall({ credentials, sent }: SecretHolder): string[] {
  return [...[...credentials].flatMap(secretsIn), ...(sent ? secretsOf(sent) : [])];
}

/** The values in the headers of a grant: tokens, session cookies. */
function secretsIn(headers: Readonly<Record<string, string>>): string[] {
  return Object.values(headers)
    .flatMap((value) => value.split(/[;,\s]/))
    .map((part) => part.slice(part.indexOf("=") + 1))
    .filter((part) => part.length >= MIN_LENGTH.header);
}

/** The secrets in what a caller sends: by the names of headers, query parameters and members of the body. */
export function secretsOf({ url = "", headers = {}, body }: SecretBearer): string[] {
  const named = Object.entries(headers).filter(([name]) => SECRET_NAME.test(name));
  const found = secretsIn(Object.fromEntries(named));
  const query = url.indexOf("?");
  if (query >= 0) collect(Object.fromEntries(new URLSearchParams(url.slice(query))), found);
  if (typeof body === "string" && body.length <= MAX_BODY_LENGTH && SECRET_NAME.test(body))
    collect(readBody(body), found);
  return found;
}

function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return Object.fromEntries(new URLSearchParams(text));
  }
}

/**
 * @param within the value belongs to a member with the name of a secret
 * @param depth levels of nesting that are still searched
 */
function collect(value: unknown, found: string[], within = false, depth = 12): void {
  if (typeof value !== "object" || value === null) {
    const text = String(value ?? "");
    if (within && text.length >= MIN_LENGTH.member) found.push(text);
    return;
  }
  if (depth === 0) return;
  for (const [name, member] of Object.entries(value))
    collect(member, found, within || (!Array.isArray(value) && SECRET_NAME.test(name)), depth - 1);
}

/** Characters of a secret that identify it, wherever it was cut. */
const GRAM = 12;

/** Pieces that identify secrets, in lower case. */
export interface Grams {
  readonly lengths: readonly number[];
  readonly pieces: ReadonlySet<string>;
}

let last: { readonly of: string; readonly grams: Grams } | undefined;

/** The pieces of secrets as they are, in JSON, in URLs, in hexadecimal digits and in base64 at any offset. */
export function gramsOf(secrets: readonly string[]): Grams {
  const of = JSON.stringify(secrets);
  if (last?.of === of) return last.grams;
  const pieces = new Set<string>();
  for (const secret of secrets)
    for (const form of formsOf(secret)) {
      const small = lowerCase(form);
      for (let at = 0; at === 0 || at + GRAM <= small.length; at++) pieces.add(small.slice(at, at + GRAM));
    }
  const lengths = [...new Set([...pieces].map(({ length }) => length))].sort((one, other) => other - one);
  last = { of, grams: { lengths, pieces } };
  return last.grams;
}

function formsOf(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  // The text before a secret shifts its base64 form, and its first and last digits then depend on the text around it.
  const encoded = [0, 1, 2].map((offset) => {
    const text = btoa("\0".repeat(offset) + binary).replace(/=/g, "");
    return text.slice(offset === 0 ? 0 : 4, (offset + bytes.length) % 3 === 0 ? undefined : -1);
  });
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret.replace(/\p{Cs}/gu, "")),
    new URLSearchParams({ "": secret }).toString().slice(1),
    Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""),
    ...encoded,
    ...encoded.map((text) => text.replace(/\+/g, "-").replace(/\//g, "_")),
  ].filter(({ length }) => length >= 4);
}

/** Lower case, without changing the length of the text. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Replaces every piece of a secret by asterisks. */
export function blankOut(text: string, { lengths, pieces }: Grams): string {
  const small = lowerCase(text);
  let blanked = "";
  let kept = 0;
  /** End of the secret found last. */
  let end = 0;
  for (let at = 0; at < text.length; at++) {
    const length = lengths.find((each) => pieces.has(small.slice(at, at + each)));
    if (length === undefined) continue;
    if (at >= end) blanked += `${text.slice(kept, at)}***`;
    end = Math.max(end, at + length);
    kept = end;
  }
  return blanked + text.slice(kept);
}

const ESCAPED = /%([\da-f]{2})|\\u00([\da-f]{2})|\\x([\da-f]{2})|&#x([\da-f]{2});|&#(\d{2,3});/gi;

/** Undoes escapes of single characters: of URLs, of JavaScript and of HTML. */
export function undoEscapes(text: string): string {
  return text.replace(ESCAPED, (_, url, unicode, hex, entity, decimal) =>
    String.fromCharCode(
      decimal === undefined ? Number.parseInt(url ?? unicode ?? hex ?? entity, 16) : Number(decimal),
    ),
  );
}
