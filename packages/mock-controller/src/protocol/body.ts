import type { Call } from "./call.js";

/** A body that was read: its value, or that it is not what it says it is. */
export type ParsedBody = { ok: true; value: unknown } | { ok: false };

/**
 * Reads a JSON body. An empty body is `undefined`. A `__proto__` member is dropped.
 */
export function parseJson(body: Uint8Array): ParsedBody {
  const text = decode(body);
  if (text === undefined) return { ok: false };
  if (text.trim() === "") return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(text, (key, value) => (key === "__proto__" ? undefined : value)) };
  } catch {
    return { ok: false };
  }
}

/** Reads a form-encoded body, or undefined when the call has none. */
export function parseForm(call: Call): URLSearchParams | undefined {
  if (!call.header("content-type")?.toLowerCase().startsWith("application/x-www-form-urlencoded")) {
    return undefined;
  }
  return new URLSearchParams(decode(call.body) ?? "");
}

function decode(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}
