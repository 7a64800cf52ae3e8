import { isRecord } from "../schema/check.js";
import { type KnownSecrets, redactLinks } from "./secrets.js";

/** What stands in the place of a secret. */
export const REDACTED = "REDACTED";
/** What stands in the place of the controller's id. */
const NO_ID = "0".repeat(32);
const CONTROLLER_ID = /(?<![0-9a-z])[0-9a-f]{32}(?![0-9a-z])/gi;
/** Members and parameters that hold secrets, as their names end. */
const SECRET_NAME =
  /(pass(word|wd|phrase|code)?|pwd|secret|token|psk|(security|private|pre_?shared|shared|wep|radius|auth|md5|simple|license|device)_?key(list)?|credentials?|csrf|session_?id|cookie|authorization|community(_?string)?|(pin|puk|auth|verify|voucher)_?code|(^|access_?)pin)s?$/i;
/** The code of a voucher opens a portal; other codes are shorter or numbers. */
const VOUCHER = /^[0-9A-Za-z]{6,}$/;
/** Query parameters that are secrets, or ids of an application, at the token endpoints. */
const AUTHORIZE_NAMES = new Set(["code", "client_id"]);
/** Headers that are kept; all others could hold secrets. */
const KEPT_HEADERS = new Set(["content-type", "accept", "retry-after", "content-disposition"]);
const TOKEN = /\b(AT|RT|OC)-[0-9A-Za-z]{16,}\b/g;

/** Removes secrets from a JSON value: members that are called like one, tokens, and ids of controllers and clients. */
function redactValue(value: unknown, known: KnownSecrets | undefined): unknown {
  if (typeof value === "string") return redactText(value, known);
  if (Array.isArray(value)) return value.map((one) => redactValue(one, known));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (!isSecret(name, member, value)) return [name, redactValue(member, known)];
      known?.note(member);
      return [name, REDACTED];
    }),
  );
}

/** A text can be JSON itself, as the messages in the logs of webhooks are. */
function redactText(text: string, known: KnownSecrets | undefined): string {
  const value = /^\s*[[{]/.test(text) ? jsonOf(text) : undefined;
  if (value !== undefined) return JSON.stringify(redactValue(value, known));
  return redactLinks(text.replace(CONTROLLER_ID, NO_ID), REDACTED).replace(TOKEN, `$1-${REDACTED}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isSecret(name: string, value: unknown, beside: Record<string, unknown>): boolean {
  const values = Array.isArray(value) ? value : [value];
  // A pre-shared key stands alone, that of VRRP beside its kind; any other `key` names something.
  if (name === "key") return Object.keys(beside).length === 1 || "authentication" in beside;
  if (/^codes?$/i.test(name)) return values.some((one) => typeof one === "string" && VOUCHER.test(one));
  return SECRET_NAME.test(name) && values.some((one) => typeof one === "string" || typeof one === "number");
}

/**
 * Removes secrets from a body: by its members where it is JSON or a form; what is neither is left out.
 * @param known collects what was removed
 */
export function redactBody(text: string, mimeType: string, known?: KnownSecrets): string {
  if (text === "") return "";
  if (/x-www-form-urlencoded/i.test(mimeType))
    return redactParameters(new URLSearchParams(text), true, known).toString();
  try {
    return JSON.stringify(redactValue(JSON.parse(text), known));
  } catch {
    return REDACTED;
  }
}

/**
 * Removes secrets from an address, and the controller's id from its path.
 * @param known collects what was removed
 */
export function redactUrl(address: string, known?: KnownSecrets): string {
  const url = new URL(address);
  url.username = "";
  url.password = "";
  url.pathname = url.pathname.replace(/[0-9a-f]{32}/gi, NO_ID);
  const authorize = url.pathname.includes("/openapi/authorize/");
  url.search = redactParameters(url.searchParams, authorize, known).toString();
  return url.href;
}

function redactParameters(
  parameters: URLSearchParams,
  authorize: boolean,
  known: KnownSecrets | undefined,
): URLSearchParams {
  return new URLSearchParams(
    [...parameters].map(([name, value]) => {
      const secret = SECRET_NAME.test(name) || (authorize && AUTHORIZE_NAMES.has(name));
      if (secret) known?.note(value);
      return [name, secret ? REDACTED : /^omadac_?id$/i.test(name) ? NO_ID : value] as [string, string];
    }),
  );
}

/**
 * The headers that are worth keeping.
 * @param known collects the secrets in the others
 */
export function redactHeaders(headers: Headers, known: KnownSecrets): { name: string; value: string }[] {
  for (const [name, value] of headers) if (SECRET_NAME.test(name)) known.noteHeader(value);
  return [...headers].filter(([name]) => KEPT_HEADERS.has(name)).map(([name, value]) => ({ name, value }));
}
