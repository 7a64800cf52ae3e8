import { printable, withoutQuery } from "./printable.js";
import { blankOut, gramsOf, undoEscapes } from "./secrets.js";

const NAME =
  "access_?token|refresh_?token|client_?secret|pass(?:word|phrase|wd)|csrf_?-?token|shar(?:d|ed|ded)_?secret|(?:tpomada_|tpeap_)?session_?id|psk|(?:pre_?shared|security)_?key";
/** Between a name and its value, as it is, in JSON, in JSON within JSON, and percent-encoded. */
const SEPARATOR = String.raw`(?:\\*["']|%22)?\s*(?:[=:]|%3[ad])\s*(?:\\*["']|%22)?`;
const SECRET_VALUE = new RegExp(String.raw`((?:${NAME})${SEPARATOR})[^\s"'\\&,;}%]+`, "gi");
const TOKEN = /\b(?:a1-)?(?:[AR]T|OC)-[A-Za-z0-9]{6,}/g;
const URL = /https?:\/\/[^\s"']+/gi;
/** Characters of a text that are searched for secrets, and of those that are returned. */
const MAX_SEARCHED = 4000;
const MAX_RETURNED = 600;

/**
 * Replaces tokens, secrets and URL queries in a text of a controller or a system, shortens it, and removes control
 * characters.
 * @param secrets values that may not appear, in whatever encoding, even in part
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  const start = printable(text.slice(0, MAX_SEARCHED));
  const grams = gramsOf(secrets);
  const known = blankOut(start, grams);
  const plain = undoEscapes(undoEscapes(known));
  // The secret is escaped letter by letter, so its place in the text is not known.
  if (plain !== known && blankOut(plain, grams) !== plain) return "***";
  const rest = known.replace(URL, withoutQuery).replace(SECRET_VALUE, "$1***").replace(TOKEN, "***");
  return rest.length > MAX_RETURNED ? `${rest.slice(0, MAX_RETURNED)}...` : rest;
}

/** Texts of systems and fetch implementations. Quoted requests have braces, double quotes or equals signs. */
const PLAIN_TEXT = /^[\w\s.,:;()[\]/'*-]{0,200}$/;

/** Words of letters with a digit or two, joined by underscores: names of errors and codes of systems. */
const WORD = /^[A-Za-z]+\d{0,2}(?:_[A-Za-z]+\d{0,2})*$/;

/** The name or the code of an error; undefined for anything else, and for a secret. */
export function wordOf(value: unknown, secrets: readonly string[]): string | undefined {
  return typeof value === "string" &&
    value.length <= 64 &&
    WORD.test(value) &&
    redact(value, secrets) === value
    ? value
    : undefined;
}

/**
 * Copies name, code, message and cause of an error and leaves out all other members. A message that may quote a request
 * is left out whole.
 * @param secrets values that may not appear; with "everything" no message is copied
 */
export function safeCause(
  error: unknown,
  secrets: readonly string[] | "everything",
  depth = 0,
): Error | undefined {
  if (error === undefined || error === null || depth > 4) return undefined;
  const { name, code, message, cause } = Object(error) as Record<string, unknown>;
  const text =
    secrets === "everything"
      ? undefined
      : redact(typeof error === "string" ? error : String(message ?? ""), secrets);
  const plain = text !== undefined && PLAIN_TEXT.test(text);
  const copy = new Error(plain ? text : "(a text that may quote the request)");
  const listed = secrets === "everything" ? [] : secrets;
  copy.stack = `${wordOf(name, listed) ?? "Error"}: ${copy.message}`;
  const safeCode = typeof code === "number" ? code : wordOf(code, listed);
  if (safeCode !== undefined) Object.assign(copy, { code: safeCode });
  const inner = safeCause(cause, secrets, depth + 1);
  if (inner) copy.cause = inner;
  return copy;
}
