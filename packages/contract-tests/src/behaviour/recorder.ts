import type { OmadaClientOptions } from "@omada-sdk/core";

type Fetch = NonNullable<OmadaClientOptions["fetch"]>;

/** A fetch that notes in words what was sent and what came back, without ids, secrets and texts. */
export interface Recorder {
  fetch: Fetch;
  /** What was noted since the last time, in the order of first appearance; repeated calls are counted. */
  take(): string[];
}

/** Wraps a fetch. */
export function createRecorder(fetch: Fetch): Recorder {
  let lines: string[] = [];
  return {
    fetch: async (url, init) => {
      const sent = describeRequest(String(url), init);
      const response = await fetch(url, init);
      lines.push(`${sent} -> ${response.status}${await codeOf(response)}`);
      return response;
    },
    take: () => {
      const counts = new Map<string, number>();
      for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
      lines = [];
      return [...counts].map(([line, count]) => (count === 1 ? line : `${count} x ${line}`));
    },
  };
}

function describeRequest(url: string, init: RequestInit | undefined): string {
  const { pathname, searchParams } = new URL(url);
  const query = [...new Set(searchParams.keys())].sort().join(",");
  const body = typeof init?.body === "string" ? membersOf(init.body) : "";
  return `${init?.method ?? "GET"} ${withoutIds(pathname)}${query ? `?${query}` : ""}${body}`;
}

function membersOf(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    return ` {${Object.keys(Object(value)).sort().join(",")}}`;
  } catch {
    return ` form{${[...new URLSearchParams(body).keys()].sort().join(",")}}`;
  }
}

async function codeOf(response: Response): Promise<string> {
  if (!response.headers.get("content-type")?.includes("json")) return "";
  const value: unknown = await response.clone().json();
  const code = (Object(value) as { errorCode?: unknown }).errorCode;
  return typeof code === "number" ? ` ${code}` : " without envelope";
}

/** Replaces whatever differs from run to run: ids, MAC addresses, tokens. */
export function withoutIds(text: string): string {
  return text
    .replace(/\b[0-9A-Fa-f]{2}(?:[-:][0-9A-Fa-f]{2}){5}\b/g, "<mac>")
    .replace(/\b[0-9a-f]{24,}\b/g, "<id>")
    .replace(/\bAT-\w+|\bRT-\w+/g, "<token>");
}
