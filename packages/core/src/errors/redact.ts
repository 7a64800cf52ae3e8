const SECRET_VALUE =
  /(access_?token["']?\s*[=:]\s*["']?|refresh_?token["']?\s*[=:]\s*["']?|client_?secret["']?\s*[=:]\s*["']?|password["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi;
const TOKEN = /\b(?:a1-)?[AR]T-[A-Za-z0-9]{6,}/g;
const URL_QUERY = /(https?:\/\/[^\s?#"']+)[?#][^\s"']*/gi;

/** Blanks out tokens, secrets and URL queries in a text that came from elsewhere. */
export function redact(text: string): string {
  return text.replace(URL_QUERY, "$1").replace(SECRET_VALUE, "$1***").replace(TOKEN, "***");
}

/** A URL without its query, which may hold what nobody wants in a log. */
export function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, "");
}

/** Copies what is worth keeping of an error (name, code, message, cause) and leaves out everything it may have attached. */
export function safeCause(error: unknown, depth = 0): Error | undefined {
  if (error === undefined || error === null || depth > 4) return undefined;
  const { name, code, message, cause } = Object(error) as Record<string, unknown>;
  const copy = new Error(redact(typeof error === "string" ? error : String(message ?? "")));
  copy.stack = `${String(name ?? "Error")}: ${copy.message}`;
  if (typeof code === "string" || typeof code === "number") Object.assign(copy, { code });
  const inner = safeCause(cause, depth + 1);
  if (inner) copy.cause = inner;
  return copy;
}
