/** Names of members, parameters and headers that hold secrets. */
export const SECRET_NAME =
  /token|secret|pass(?:word|phrase|wd|code)|csrf|session_?-?id|cookie|authorization|psk|(?:pre_?shared|shared|security|private|wep|radius|api|auth)_?-?key|^code$|^pin$/i;
/** Shorter ones are words, not secrets: in headers, which hold other words too, and in members. */
const SHORTEST = { header: 12, member: 4 };
/** Longer bodies are uploads, which nobody quotes. */
const LONGEST_BODY = 100_000;

/** What is known about a request that may not be quoted. */
export interface SecretBearer {
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The values in the headers of a grant: tokens, session cookies. */
export function secretsIn(headers: Readonly<Record<string, string>>): string[] {
  return Object.values(headers)
    .flatMap((value) => value.split(/[;,\s]/))
    .map((part) => part.slice(part.indexOf("=") + 1))
    .filter((part) => part.length >= SHORTEST.header);
}

/** The secrets in what a caller sends: by the names of headers, query parameters and members of the body. */
export function secretsOf({ url = "", headers = {}, body }: SecretBearer): string[] {
  const named = Object.entries(headers).filter(([name]) => SECRET_NAME.test(name));
  const found = secretsIn(Object.fromEntries(named));
  const query = url.indexOf("?");
  if (query >= 0) collect(Object.fromEntries(new URLSearchParams(url.slice(query))), found);
  if (typeof body === "string" && body.length <= LONGEST_BODY && SECRET_NAME.test(body))
    collect(readBody(body), found);
  return found;
}

function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return Object.fromEntries(new URLSearchParams(text));
  }
}

/**
 * @param within the value belongs to a member that is called like a secret
 * @param depth of nesting that is looked at no more
 */
function collect(value: unknown, found: string[], within = false, depth = 12): void {
  if (typeof value !== "object" || value === null) {
    const text = String(value ?? "");
    if (within && text.length >= SHORTEST.member) found.push(text);
    return;
  }
  if (depth === 0) return;
  for (const [name, member] of Object.entries(value))
    collect(member, found, within || (!Array.isArray(value) && SECRET_NAME.test(name)), depth - 1);
}
