import type { Answer } from "../protocol/answer.js";
import type { Call } from "../protocol/call.js";
import type { Har, HarEntry } from "./types.js";

/** Gives the recorded answer to a call, or undefined when none was recorded. */
export type Replay = (call: Pick<Call, "method" | "segments" | "query">) => Answer | undefined;

/**
 * Answers calls as they were answered when a HAR file was recorded. A call is known by method, path without the
 * controller's id, and query in any order. Repeated calls get their answers in the order of the file; the last one
 * stays. Token requests are not replayed.
 */
export function replayOf({ log }: Har): Replay {
  const recorded = new Map<string, Answer[]>();
  for (const { request, response } of log.entries) {
    const { pathname, searchParams: query } = new URL(request.url);
    const segments = pathname.split("/").slice(1).map(decodeURIComponent);
    if (segments[0] !== "openapi" || segments[1] === "authorize") continue;
    const key = keyOf({ method: request.method, segments, query });
    recorded.set(key, [...(recorded.get(key) ?? []), answerOf(response)]);
  }
  return (call) => {
    const answers = recorded.get(keyOf(call));
    return answers && answers.length > 1 ? answers.shift() : answers?.[0];
  };
}

function keyOf({ method, segments, query }: Pick<Call, "method" | "segments" | "query">): string {
  const id = segments[2] === "msp" ? 3 : 2;
  const path = segments.filter((_, index) => index !== id).map(encodeURIComponent);
  const parameters = [...query].map(([name, value]) => `${name}=${value}`).sort();
  return `${method.toUpperCase()} ${path.join("/")}?${parameters.join("&")}`;
}

function answerOf({ status, headers, content }: HarEntry["response"]): Answer {
  const body = content.text ?? "";
  const type = headers.find(({ name }) => name.toLowerCase() === "content-type")?.value;
  const code = codeOf(body);
  return {
    ...{ status, body, headers: type === undefined ? {} : { "content-type": type } },
    ...(code === undefined ? {} : { errorCode: code }),
  };
}

function codeOf(body: string): number | undefined {
  try {
    const { errorCode } = JSON.parse(body) as { errorCode?: unknown };
    return typeof errorCode === "number" ? errorCode : undefined;
  } catch {
    return undefined;
  }
}
