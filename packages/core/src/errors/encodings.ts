/** Characters of a secret that are enough to know it by, wherever it was cut. */
const GRAM = 12;

/** Pieces of secrets by which they are known, in small letters. */
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
  // What stands before a secret shifts its base64; of a shifted one the edges depend on the neighbours.
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

/** Small letters, each in the place of its capital. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Puts asterisks in the place of everything that is a piece of a secret. */
export function blankOut(text: string, { lengths, pieces }: Grams): string {
  const small = lowerCase(text);
  let blanked = "";
  let kept = 0;
  /** End of the secret that is being read. */
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
