import { redact } from "../errors/redact.js";
import { SECRET_NAME } from "../errors/secrets.js";

/** Headers of answers to a grant that hold no secret; others might. */
const HARMLESS =
  /^(?:content-(?:type|length|encoding)|date|server|connection|keep-alive|transfer-encoding|retry-after|cache-control|vary)$/;

/**
 * Copies headers with the values of credentials blanked out.
 * @param sent values that may not appear in any
 * @param ofGrant the answer hands out credentials: only harmless headers are shown
 */
export function redactHeaders(
  headers: Pick<Headers, "forEach"> | Record<string, string>,
  sent: readonly string[] = [],
  ofGrant = false,
): Record<string, string> {
  const copy: Record<string, string> = {};
  const add = (value: string, name: string) => {
    const key = name.toLowerCase();
    const hidden = SECRET_NAME.test(key) || (ofGrant && !HARMLESS.test(key));
    copy[key] = hidden ? "***" : redact(value, sent);
  };
  if (typeof headers.forEach === "function") headers.forEach(add);
  else for (const [name, value] of Object.entries(headers)) add(value, name);
  return copy;
}
