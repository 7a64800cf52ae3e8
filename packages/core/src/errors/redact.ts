import { blankOut, gramsOf, undoEscapes } from "./secrets.js";

const NAME =
  "access_?token|refresh_?token|client_?secret|pass(?:word|phrase|wd)|csrf_?-?token|shar(?:d|ed|ded)_?secret|(?:tpomada_|tpeap_)?session_?id|psk|(?:pre_?shared|security)_?key";
/** Between a name and its value, as it is, in JSON, in JSON within JSON, and percent-encoded. */
const SEPARATOR = String.raw`(?:\\*["']|%22)?\s*(?:[=:]|%3[ad])\s*(?:\\*["']|%22)?`;
const SECRET_VALUE = new RegExp(String.raw`((?:${NAME})${SEPARATOR})[^\s"'\\&,;}%]+`, "gi");
const TOKEN = /\b(?:a1-)?(?:[AR]T|OC)-[A-Za-z0-9]{6,}/g;
const URL = /https?:\/\/[^\s"']+/gi;
/** Characters of a text that are looked at, and how many of them are kept at most. */
const LOOKED_AT = 4000;
const KEPT = 600;

/**
 * Blanks out tokens, secrets and URL queries in a text that came from elsewhere, cuts it, and takes out what would steer
 * a terminal.
 * @param sent values that may not appear whatever surrounds them and however they are encoded or cut
 */
export function redact(text: string, sent: readonly string[] = []): string {
  const start = printable(text.slice(0, LOOKED_AT));
  const grams = gramsOf(sent);
  const known = blankOut(start, grams);
  const plain = undoEscapes(undoEscapes(known));
  // Escaped letter by letter: there is no saying where it begins.
  if (plain !== known && blankOut(plain, grams) !== plain) return "***";
  const rest = known.replace(URL, withoutQuery).replace(SECRET_VALUE, "$1***").replace(TOKEN, "***");
  return rest.length > KEPT ? `${rest.slice(0, KEPT)}...` : rest;
}

/** A URL without its query, which may hold what nobody wants in a log. */
export function withoutQuery(url: string): string {
  const end = url.search(/[?#]/);
  return end < 0 ? url : url.slice(0, end);
}

/** Texts of systems and fetch implementations. Quoted requests have braces, double quotes or equals signs. */
const PLAIN_TEXT = /^[\w\s.,:;()[\]/'*-]{0,200}$/;

/** Words of letters with a digit or two, joined by underscores: names of errors and codes of systems. */
const WORD = /^[A-Za-z]+\d{0,2}(?:_[A-Za-z]+\d{0,2})*$/;

/** A name or a code that an error carries; undefined for anything else, and for what was sent. */
export function wordOf(value: unknown, sent: readonly string[]): string | undefined {
  return typeof value === "string" && value.length <= 64 && WORD.test(value) && redact(value, sent) === value
    ? value
    : undefined;
}

/**
 * Copies what is worth keeping of an error (name, code, message, cause) and leaves out everything it may have attached.
 * A message that may quote a request is left out whole.
 * @param sent values that may not appear; "everything" keeps no message at all
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
  const known = sent === "everything" ? [] : sent;
  copy.stack = `${wordOf(name, known) ?? "Error"}: ${copy.message}`;
  const kept = typeof code === "number" ? code : wordOf(code, known);
  if (kept !== undefined) Object.assign(copy, { code: kept });
  const inner = safeCause(cause, sent, depth + 1);
  if (inner) copy.cause = inner;
  return copy;
}

/** Control characters, those that turn or hide the text around them, halves of pairs, line and paragraph separators. */
const STEERING = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const LONGEST = 2000;

/** Part of a message that came from elsewhere: nothing in it steers a terminal, and there is no end of it. */
export function printable(text: string): string {
  return text.slice(0, LONGEST).replace(STEERING, "?");
}
