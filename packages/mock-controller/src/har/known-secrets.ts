/** Shorter values stand for too much else. */
const SHORTEST = 8;
/** Values that are harmless although members are called like secrets: kinds of tokens, options. */
const WORD = /^[a-z]+(?:[_ -][a-z]+)*$/i;

/** The secrets that a recording has met, by which they are found wherever else they stand. */
export class KnownSecrets {
  readonly #forms = new Set<string>();

  /** Notes a value that a name tells to be a secret; a list is noted by its values. */
  note(value: unknown): void {
    for (const one of Array.isArray(value) ? value : [value]) {
      const text = String(one ?? "");
      if (text.length >= SHORTEST && !WORD.test(text))
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
  return new Set(forms.map(lowerCase).filter(({ length }) => length >= SHORTEST));
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
