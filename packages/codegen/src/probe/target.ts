/**
 * What came of one question. `foreign` is an answer that the API does not give: a web page, a file, JSON without an
 * envelope. Reasons are an HTTP status or the name of an error, nothing that the other side wrote.
 */
export type Reply =
  | { kind: "result"; value: unknown }
  | { kind: "refused"; code: number }
  | { kind: "failed" | "foreign"; reason: string };

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

/**
 * A controller as one of our clients reaches it.
 * @param watch is among the client's hooks; without it, JSON without an envelope passes for a result, because clients
 * accept that when they are asked by path
 */
export function clientTarget(client: ClientLike, watch?: AnswerWatch): ProbeTarget {
  return {
    read: async ({ path, parameters, query }) => {
      try {
        const value = await client.request("GET", path, { path: { ...parameters }, query: { ...query } });
        if (isDownload(value)) return { kind: "foreign", reason: await drop(value) };
        const bare = watch?.bare();
        return bare === undefined ? { kind: "result", value } : strange(bare);
      } catch (error) {
        const { code, status, name } = Object(error) as { code?: unknown; status?: unknown; name?: unknown };
        if (typeof code === "number") return { kind: "refused", code };
        return typeof status === "number" ? strange(status) : { kind: "failed", reason: String(name) };
      }
    },
  };
}

/** An answer that is no envelope: beside an error status it is a failure, else it comes from another server. */
function strange(status: number): Reply {
  return { kind: status >= 400 ? "failed" : "foreign", reason: `HTTP ${status}` };
}

/** Clients hand over what is no JSON as a file. */
interface Download {
  cancel(): Promise<void>;
}

function isDownload(value: unknown): value is Download {
  return typeof (Object(value) as Partial<Download>).cancel === "function";
}

async function drop(file: Download): Promise<string> {
  await file.cancel();
  return "a file";
}

/** Sees what the results of a client do not show: whether an answer had an envelope. */
export interface AnswerWatch {
  /** To be given to the client among its hooks. */
  onResponse(event: { readonly status: number; readonly errorCode: number | undefined }): void;
  /** HTTP status of the last answer if it had no envelope. */
  bare(): number | undefined;
}

/** For one client that is asked one question at a time. */
export function watchAnswers(): AnswerWatch {
  let bare: number | undefined;
  return {
    onResponse: ({ status, errorCode }) => {
      bare = errorCode === undefined ? status : undefined;
    },
    bare: () => bare,
  };
}
