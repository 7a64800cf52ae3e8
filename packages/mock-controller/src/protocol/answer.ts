import { MESSAGES } from "../generated/codes.js";

/** How an answer gets to the caller, when not whole and at once. */
export interface Delivery {
  /** Milliseconds of the mock's clock before the answer. */
  delay?: number;
  /** The connection ends after so many bytes of the body. */
  truncateAt?: number | "half";
  /** Pieces of so many bytes, each after so many milliseconds of the mock's clock. */
  trickle?: { bytes: number; delay: number };
  /** The connection ends without an answer. */
  close?: true;
  /** Done after the answer is out. */
  afterwards?: () => void;
}

/** What goes back to the caller, before it becomes a Response or bytes on a socket. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
  /** The code in the envelope, for the log. */
  errorCode?: number;
  /** Name of the operation that answered, for the log. */
  operation?: string;
  delivery?: Delivery;
  /** Kind of the fault that was injected, for the log. */
  fault?: string;
}

const JSON_TYPE = { "content-type": "application/json;charset=UTF-8" };

/** A JSON text with a status. */
export function json(value: unknown, status = 200): Answer {
  return { status, headers: { ...JSON_TYPE }, body: JSON.stringify(value) };
}

/** `{errorCode: 0, msg, result}`; without `result` when there is none. */
export function success(result?: unknown): Answer {
  const envelope = { errorCode: 0, msg: "Success.", ...(result === undefined ? {} : { result }) };
  return { ...json(envelope), errorCode: 0 };
}

/** The same with a result that is JSON text already. */
export function successText(result: string): Answer {
  const body = `{"errorCode":0,"msg":"Success.","result":${result}}`;
  return { status: 200, headers: JSON_TYPE, body, errorCode: 0 };
}

/** `{msg, errorCode}` in this order, as controllers send errors. Most errors come with status 200. */
export function failure(code: number, status = 200): Answer {
  return { ...json({ msg: messageOf(code), errorCode: code }, status), errorCode: code };
}

/** The answer to an unknown controller id: status 200 and no Content-Type (observed on local controllers). */
export function unknownController(): Answer {
  return { ...failure(-7131), headers: {} };
}

/** The answer of the web framework to a malformed request: no envelope, no error code. */
export function badRequest(path: string, timestamp: number): Answer {
  return json({ ...frameworkError(timestamp, 400, "Bad Request"), path }, 400);
}

function frameworkError(timestamp: number, status: number, error: string): object {
  return { timestamp: new Date(timestamp).toISOString().replace("Z", "+0000"), status, error };
}

/** The answer to a path of the web pages, which this mock does not have: that of an unknown path, with the reason. */
export function pagesNotSimulated(status: number): Answer {
  const msg = "The mock does not simulate the API of the web pages, only its login.";
  return { ...json({ msg, errorCode: -1600 }, status), errorCode: -1600 };
}

/** The answer to a path that only takes other methods, as the web framework sends it: no envelope, no error code. */
export function methodNotAllowed(path: string, allowed: readonly string[], timestamp: number): Answer {
  const answer = json({ ...frameworkError(timestamp, 405, "Method Not Allowed"), path }, 405);
  return { ...answer, headers: { ...answer.headers, allow: allowed.join(", ") } };
}

/** Statuses of answers that have no body by definition (RFC 9110); clients refuse them with one. */
const STATUSES_WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/** The answer as its status allows it: without a body, and so without an error code, where there cannot be one. */
export function withAllowedBody(answer: Answer): Answer {
  if (!STATUSES_WITHOUT_BODY.has(answer.status)) return answer;
  const { errorCode: _, ...rest } = answer;
  return { ...rest, body: "" };
}

/** Nothing but a status. */
export function empty(status: number): Answer {
  return { status, headers: {}, body: "" };
}

/** A web page. */
export function html(title: string): Answer {
  const body = `<!DOCTYPE html><html lang="en"><head><title>${title}</title></head><body></body></html>\n`;
  return { status: 200, headers: { "content-type": "text/html;charset=UTF-8" }, body };
}

/** A file, as export and download operations send it. */
export function download(fileName: string, body: string): Answer {
  const headers = {
    "content-type": "text/csv;charset=UTF-8",
    "content-disposition": `attachment; filename="${fileName}"`,
  };
  return { status: 200, headers, body: new TextEncoder().encode(body) };
}

/** Wording of a code; a code of an operation that the mock has no wording for gets a neutral one. */
export function messageOf(code: number): string {
  return MESSAGES[code] ?? "Operation failed.";
}
