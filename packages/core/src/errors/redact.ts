const NAME =
  "access_?token|refresh_?token|client_?secret|pass(?:word|phrase|wd)|csrf_?-?token|shar(?:d|ed|ded)_?secret|(?:tpomada_|tpeap_)?session_?id|psk|(?:pre_?shared|security)_?key";
/** Between a name and its value, as it is, in JSON, in JSON within JSON, and percent-encoded. */
const SEPARATOR = String.raw`(?:\\*["']|%22)?\s*(?:[=:]|%3[ad])\s*(?:\\*["']|%22)?`;
const SECRET_VALUE = new RegExp(String.raw`((?:${NAME})${SEPARATOR})[^\s"'\\&,;}%]+`, "gi");
const TOKEN = /\b(?:a1-)?[AR]T-[A-Za-z0-9]{6,}/g;
const URL_QUERY = /(https?:\/\/[^\s?#"']+)[?#][^\s"']*/gi;
/** Shorter ones are words, not secrets. */
const SHORTEST_SECRET = 12;

/**
 * Blanks out tokens, secrets and URL queries in a text that came from elsewhere.
 * @param sent values that may not appear whatever surrounds them; see {@link secretsIn}
 */
export function redact(text: string, sent: readonly string[] = []): string {
  const known = sent.reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
  return known.replace(URL_QUERY, "$1").replace(SECRET_VALUE, "$1***").replace(TOKEN, "***");
}

/** The values in the headers of a grant: tokens, session cookies. */
export function secretsIn(headers: Readonly<Record<string, string>>): string[] {
  return Object.values(headers)
    .flatMap((value) => value.split(/[;,\s]+/))
    .map((part) => part.slice(part.indexOf("=") + 1))
    .filter((part) => part.length >= SHORTEST_SECRET);
}

/** A URL without its query, which may hold what nobody wants in a log. */
export function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, "");
}

/** Texts of systems and fetch implementations. Quoted requests have braces, double quotes or equals signs. */
const PLAIN_TEXT = /^[\w\s.,:;()[\]/'*-]{0,200}$/;

/**
 * Copies what is worth keeping of an error (name, code, message, cause) and leaves out everything it may have attached.
 * A message that may quote a request is left out whole.
 * @param sent values that may not appear; see {@link secretsIn}. "everything" keeps no message at all
 */
export function safeCause(
  error: unknown,
  sent: readonly string[] | "everything",
  depth = 0,
): Error | undefined {
  if (error === undefined || error === null || depth > 4) return undefined;
  const { name, code, message, cause } = Object(error) as Record<string, unknown>;
  const text =
    sent === "everything"
      ? undefined
      : redact(typeof error === "string" ? error : String(message ?? ""), sent);
  const plain = text !== undefined && PLAIN_TEXT.test(text);
  const copy = new Error(plain ? text : "(a text that may quote the request)");
  copy.stack = `${String(name ?? "Error")}: ${copy.message}`;
  if (typeof code === "string" || typeof code === "number") Object.assign(copy, { code });
  const inner = safeCause(cause, sent, depth + 1);
  if (inner) copy.cause = inner;
  return copy;
}
