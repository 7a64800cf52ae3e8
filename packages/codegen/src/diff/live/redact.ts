import { createHmac, randomBytes } from "node:crypto";

/** Makes texts of a controller unreadable, the same text always in the same way within one report. */
export type Redact = (text: string) => string;

/** @param salt keeps guesses from being tried out; a random one by default, so that no two reports can be matched */
export function createRedact(salt: string | Uint8Array = randomBytes(16)): Redact {
  return (text) => `#${createHmac("sha256", salt).update(text).digest("hex").slice(0, 8)}`;
}

const IDENTIFIER = /^[A-Za-z][A-Za-z0-9_]{0,40}$/;
const LOOKS_LIKE_ID = /^[0-9a-fA-F]{8,}$|\d{5}/;

/** A member name as it is, if it looks like one that a programmer gave; else redacted. */
export function safeName(name: string, redact: Redact): string {
  return IDENTIFIER.test(name) && !LOOKS_LIKE_ID.test(name) ? name : redact(name);
}
