/** Shorter values occur in too many other places. */
const MIN_SECRET_LENGTH = 8;
/** Values that are harmless although members are called like secrets: kinds of tokens, options. */
const PLAIN_WORDS = /^[a-z]+(?:[_ -][a-z]+)*$/i;

/** The secrets that a recording has met, by which they are found wherever else they stand. */
export class KnownSecrets {
  readonly #forms = new Set<string>();

  /** Notes a value whose name says that it is a secret; of a list, every value. */
  note(value: unknown): void {
    for (const one of Array.isArray(value) ? value : [value]) {
      const text = String(one ?? "");
      if (text.length >= MIN_SECRET_LENGTH && !PLAIN_WORDS.test(text))
        for (const form of formsOf(text)) this.#forms.add(form);
    }
  }

  /** Notes the values of a header: of a cookie, of a token behind its scheme. */
  noteHeader(value: string): void {
    for (const part of value.split(/[;,\s]/)) this.note(part.slice(part.indexOf("=") + 1));
  }

  /** Puts something in the place of every known secret, in whatever case it is written. */
  remove(text: string, stands: string): string {
    let rest = text;
    let small = lowerCase(text);
    for (const form of this.#forms) {
      if (!small.includes(form)) continue;
      rest = replaceIn(rest, form, stands);
      small = lowerCase(rest);
    }
    return rest;
  }
}

/** A secret as it is, in JSON, in URLs, in hexadecimal digits and in base64 at any offset; in small letters. */
function formsOf(secret: string): Set<string> {
  const bytes = Buffer.from(secret);
  const shifted = [0, 1, 2].flatMap((offset) => {
    const moved = Buffer.concat([Buffer.alloc(offset), bytes]);
    // The edges depend on what stands beside.
    const whole = moved.toString("base64").replace(/=/g, "");
    const inner = whole.slice(offset === 0 ? 0 : 4, moved.length % 3 === 0 ? undefined : -1);
    return [inner, inner.replace(/\+/g, "-").replace(/\//g, "_")];
  });
  const forms = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret.replace(/\p{Cs}/gu, "")),
    new URLSearchParams({ "": secret }).toString().slice(1),
    bytes.toString("hex"),
    [...bytes].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
    ...shifted,
  ];
  return new Set(forms.map(lowerCase).filter(({ length }) => length >= MIN_SECRET_LENGTH));
}

function lowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function replaceIn(text: string, form: string, stands: string): string {
  const small = lowerCase(text);
  let done = "";
  let from = 0;
  for (let at = small.indexOf(form); at >= 0; at = small.indexOf(form, from)) {
    done += text.slice(from, at) + stands;
    from = at + form.length;
  }
  return done + text.slice(from);
}

/** Pieces of a text that may hold an address. */
const LINK_CANDIDATE = /[^\s"'<>\\]+/g;
/** Longer than any scheme in use. */
const MAX_SCHEME_LENGTH = 32;
const SCHEME_END = /(?:^|[^a-z\d+.-])([a-z][a-z\d+.-]*)$/i;
/** A part of a path that is long and no word: services for chats put their secrets there. */
const SECRET_PART = /^(?=[a-z_-]*[\dA-Z])[\w-]{16,}$/;

/**
 * Removes secrets from the addresses in a text: user and password, the values of all parameters (what they mean is
 * known to the other side only), fragments, and parts of the path that look like keys.
 */
export function redactLinks(text: string, stands: string): string {
  return text.replace(LINK_CANDIDATE, (piece) => {
    const colon = piece.indexOf("://");
    if (colon < 0) return piece;
    const from = Math.max(0, colon - MAX_SCHEME_LENGTH);
    const scheme = SCHEME_END.exec(piece.slice(from, colon))?.[1];
    const start = scheme === undefined ? colon : colon - scheme.length;
    return piece.slice(0, start) + redactLink(piece.slice(start), stands);
  });
}

/** What has a scheme and is no address might be one to others: all behind the scheme goes. */
function redactLink(link: string, stands: string): string {
  if (link.endsWith("://")) return link;
  if (!URL.canParse(link)) return `${link.slice(0, link.indexOf("://"))}://${stands}`;
  const url = new URL(link);
  const path = url.pathname.split("/").map((part) => (SECRET_PART.test(part) ? stands : part));
  const hidden = path.join("/");
  if (!url.username && !url.password && !url.search && !url.hash && hidden === url.pathname) return link;
  url.username = "";
  url.password = "";
  url.hash = "";
  url.pathname = hidden;
  const parameters = [...url.searchParams.keys()].map((name): [string, string] => [name, stands]);
  url.search = new URLSearchParams(parameters).toString();
  return url.href;
}
