import type { Answer } from "../protocol/answer.js";
import { addressOf, type Call } from "../protocol/call.js";
import { isRecord } from "../schema/check.js";
import type { Har, HarEntry } from "./record.js";

/** Gives the recorded answer to a call, or undefined when none was recorded. */
export type Replay = (call: Pick<Call, "method" | "segments" | "query">) => Answer | undefined;

/**
 * Answers calls as they were answered when a HAR file was recorded. A call is known by method, path without the
 * controller's id, and query in any order. Repeated calls get their answers in the order of the file; the last one
 * stays. Token requests are not replayed, nor calls whose address or answer cannot be read: browsers record calls that
 * were never answered, too.
 * @throws TypeError naming the member that a HAR file has to have
 */
export function replayOf(har: Har): Replay {
  const recorded = new Map<string, Answer[]>();
  for (const { request, response } of checkedEntries(har)) {
    const address = URL.canParse(request.url) ? addressOf(targetOf(new URL(request.url))) : undefined;
    const answer = answerOf(response);
    if (!address || !answer) continue;
    const { segments, query } = address;
    if (segments[0] !== "openapi" || segments[1] === "authorize") continue;
    const key = callKey({ method: request.method, segments, query });
    recorded.set(key, [...(recorded.get(key) ?? []), answer]);
  }
  return (call) => {
    const answers = recorded.get(callKey(call));
    return answers && answers.length > 1 ? answers.shift() : answers?.[0];
  };
}

/** The calls of a file, as far as they have what is read here. */
function checkedEntries(har: unknown): HarEntry[] {
  const log = isRecord(har) ? har.log : undefined;
  const entries = isRecord(log) ? log.entries : undefined;
  if (!Array.isArray(entries)) throw invalidHar("log.entries", "a list");
  for (const [index, entry] of entries.entries()) {
    const { request, response } = isRecord(entry) ? entry : {};
    const place = `log.entries[${index}]`;
    if (!isRecord(request)) throw invalidHar(`${place}.request`, "an object");
    if (typeof request.url !== "string") throw invalidHar(`${place}.request.url`, "a text");
    if (typeof request.method !== "string") throw invalidHar(`${place}.request.method`, "a text");
    if (!isRecord(response)) throw invalidHar(`${place}.response`, "an object");
    if (typeof response.status !== "number") throw invalidHar(`${place}.response.status`, "a number");
  }
  return entries as HarEntry[];
}

function invalidHar(place: string, expected: string): TypeError {
  return new TypeError(`replay is no HAR file: ${place} has to be ${expected}.`);
}

function targetOf({ pathname, search }: URL): string {
  return pathname + search;
}

function callKey({ method, segments, query }: Pick<Call, "method" | "segments" | "query">): string {
  const id = segments[2] === "msp" ? 3 : 2;
  const path = segments.filter((_, index) => index !== id).map(encodeURIComponent);
  const parameters = [...query].map(([name, value]) => `${name}=${value}`).sort();
  return `${method.toUpperCase()} ${path.join("/")}?${parameters.join("&")}`;
}

/** Undefined for a call that was not answered, and for a body in an unknown encoding. */
function answerOf({ status, headers = [], content }: HarEntry["response"]): Answer | undefined {
  const body = recordedBody(content);
  if (body === undefined || !Number.isInteger(status) || status < 200 || status > 599) return undefined;
  const type = headers.find(({ name }) => name.toLowerCase() === "content-type")?.value;
  const code = codeOf(body);
  return {
    ...{ status, body, headers: type === undefined ? {} : { "content-type": type } },
    ...(code === undefined ? {} : { errorCode: code }),
  };
}

function recordedBody({
  text = "",
  encoding,
}: Partial<HarEntry["response"]["content"]> = {}): string | Uint8Array | undefined {
  if (encoding === undefined || encoding === "") return text;
  return encoding.toLowerCase() === "base64" ? Buffer.from(text, "base64") : undefined;
}

function codeOf(body: string | Uint8Array): number | undefined {
  try {
    const text = typeof body === "string" ? body : new TextDecoder().decode(body);
    const { errorCode } = JSON.parse(text) as { errorCode?: unknown };
    return typeof errorCode === "number" ? errorCode : undefined;
  } catch {
    return undefined;
  }
}
