import { redact } from "../errors/redact.js";

const SECRET = /^(?:proxy-)?authorization$|cookie|token|secret|password/;

/** Copies headers with the values of credentials blanked out. */
export function redactHeaders(
  headers: Pick<Headers, "forEach"> | Record<string, string>,
): Record<string, string> {
  const copy: Record<string, string> = {};
  const add = (value: string, name: string) => {
    const key = name.toLowerCase();
    copy[key] = SECRET.test(key) ? "***" : redact(value);
  };
  if (typeof headers.forEach === "function") headers.forEach(add);
  else for (const [name, value] of Object.entries(headers)) add(value, name);
  return copy;
}
