/** What came of one question. */
export type Reply =
  | { kind: "result"; value: unknown }
  | { kind: "refused"; code: number }
  | { kind: "failed"; reason: string };

/** One question to a controller. There is no method in it: whatever asks can only read. */
export interface Question {
  /** Path template from the origin on. */
  path: string;
  /** Values of the path's parameters but `omadacId`. */
  parameters: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string | number | boolean>>;
}

/** A controller that can be read from. */
export interface ProbeTarget {
  read(question: Question): Promise<Reply>;
}

/** As much of a client of ours as reading takes. */
export interface ClientLike {
  request(
    method: "GET",
    path: string,
    options: { path: Record<string, string>; query: Record<string, unknown> },
  ): Promise<unknown>;
}

/** A controller as one of our clients reaches it. */
export function clientTarget(client: ClientLike): ProbeTarget {
  return {
    read: async ({ path, parameters, query }) => {
      try {
        const value = await client.request("GET", path, { path: { ...parameters }, query: { ...query } });
        return { kind: "result", value };
      } catch (error) {
        const { code, status, name } = Object(error) as { code?: unknown; status?: unknown; name?: unknown };
        if (typeof code === "number") return { kind: "refused", code };
        return { kind: "failed", reason: typeof status === "number" ? `HTTP ${status}` : String(name) };
      }
    },
  };
}

/** How to reach a controller without a client. */
export interface FetchTargetOptions {
  /** Scheme, host and port. */
  origin: string;
  omadacId: string;
  fetch(url: string, init: { method: "GET"; headers: Record<string, string> }): Promise<Response>;
  /** Headers that let a request in. */
  authorize(): Promise<Record<string, string>>;
}

/** A controller behind a plain fetch. */
export function fetchTarget({ origin, omadacId, fetch, authorize }: FetchTargetOptions): ProbeTarget {
  return {
    read: async ({ path, parameters, query }) => {
      const values: Record<string, string> = { omadacId, ...parameters };
      const filled = path.replace(/\{([^}]*)\}/g, (_, name) => encodeURIComponent(values[name] ?? ""));
      const search = new URLSearchParams();
      for (const [name, value] of Object.entries(query)) search.set(name, String(value));
      try {
        const headers = await authorize();
        const response = await fetch(`${origin}${filled}?${search}`, { method: "GET", headers });
        if (!response.headers.get("content-type")?.includes("json")) {
          await response.body?.cancel();
          return { kind: "failed", reason: `HTTP ${response.status}` };
        }
        const body = Object(await response.json()) as { errorCode?: unknown; result?: unknown };
        if (typeof body.errorCode !== "number") return { kind: "result", value: body };
        if (body.errorCode !== 0) return { kind: "refused", code: body.errorCode };
        return { kind: "result", value: body.result };
      } catch (error) {
        return { kind: "failed", reason: (error as Error).name };
      }
    },
  };
}
