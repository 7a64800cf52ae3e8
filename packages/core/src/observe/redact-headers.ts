import { redact } from "../errors/redact.js";
import { SECRET_NAME } from "../errors/secrets.js";

/** Headers of answers to a grant that are shown, when they look as they should; anything else might hold a secret. */
const HARMLESS = /^(?:content-type|content-length|date|retry-after)$/;
const USUAL =
  /^(?:\d{1,12}|[a-z]{1,20}\/[a-z.+-]{1,40}(?:; ?charset=[a-z\d-]{1,12})?|[a-z]{3}, \d\d [a-z]{3} \d{4} [\d:]{8} GMT)$/i;

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
    // A name can repeat a secret as well as a value can.
    const shown = ofGrant && !HARMLESS.test(key) && key !== "set-cookie" ? "***" : redact(key, sent);
    const hidden = SECRET_NAME.test(key) || (ofGrant && !(HARMLESS.test(key) && USUAL.test(value)));
    copy[shown] = hidden ? "***" : redact(value, sent);
  };
  if (typeof headers.forEach === "function") headers.forEach(add);
  else for (const [name, value] of Object.entries(headers)) add(value, name);
  return copy;
}
