import { reasonOf } from "../files/input-error.js";

/** Documents that cannot be pulled. The message says what happened at which address, and what to do. */
export class PullError extends Error {
  override readonly name = "PullError";
}

const LOCAL = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * The origin of a controller's address. Paths, queries and credentials are left behind.
 * @throws PullError for what is no address, and for plain http to another machine
 */
export function originOf(baseUrl: string): string {
  let url: URL;
  try {
    url = new URL(baseUrl);
  } catch {
    throw new PullError(`"${baseUrl}" is no address; write it like https://192.168.0.2:8043`);
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new PullError(
      `"${url.protocol}//" is not supported; write the address like https://192.168.0.2:8043`,
    );
  }
  if (url.protocol === "http:" && !LOCAL.test(url.hostname)) {
    throw new PullError(
      `${url.origin} would be read without encryption; use https:// (http:// only goes to this machine itself)`,
    );
  }
  return url.origin;
}

/** The part of `fetch` that a pull needs. */
export type PullFetch = (url: string, init: { signal: AbortSignal; redirect: "manual" }) => Promise<Response>;

export interface Requester {
  origin: string;
  fetch: PullFetch;
  timeoutMs: number;
  /** Bytes that are read of an answer at most, decompressed. */
  maxBytes: number;
  /** Ends the pull. */
  signal?: AbortSignal | undefined;
  /** Reads the fingerprint of the certificate that the controller presents, for the message of a refused one. */
  presentedFingerprint?: (() => Promise<string>) | undefined;
}

/** One answer of a controller, read to its end. */
export interface Answer {
  url: string;
  status: number;
  text: string;
}

/**
 * Reads the answer of one address, of any status. Redirects are not followed: another host would answer.
 * @throws PullError when there is no complete answer, or a redirect, or more than `maxBytes`; the reason of the
 *   requester's signal when it aborts
 */
export async function request(requester: Requester, path: string): Promise<Answer> {
  const url = requester.origin + path;
  requester.signal?.throwIfAborted();
  const timeout = AbortSignal.timeout(requester.timeoutMs);
  const signal = requester.signal ? AbortSignal.any([requester.signal, timeout]) : timeout;
  let response: Response | undefined;
  try {
    response = await requester.fetch(url, { signal, redirect: "manual" });
    refuseRedirect(url, response);
    return { url, status: response.status, text: await readText(url, response, requester.maxBytes) };
  } catch (error) {
    requester.signal?.throwIfAborted();
    if (error instanceof PullError) throw error;
    if (timeout.aborted) {
      throw new PullError(
        `${url} did not answer within ${requester.timeoutMs / 1000} s; hardware controllers are slow, allow more time`,
      );
    }
    if (response) {
      throw new PullError(`${url} broke off in the middle of its answer (${rootCause(error)}); pull again`);
    }
    if (isCertificateProblem(error)) throw await certificateError(requester, error);
    throw new PullError(`${url} cannot be reached (${rootCause(error)}); check address and port`);
  }
}

function refuseRedirect(url: string, response: Response): void {
  const { status, type, redirected } = response;
  if (type !== "opaqueredirect" && !redirected && (status < 300 || status > 399)) return;
  response.body?.cancel().catch(() => undefined);
  throw new PullError(`${url} redirects to another address, which is not followed; name the final one`);
}

async function readText(url: string, { body }: Response, limit: number): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (;;) {
    const { value } = (await reader?.read()) ?? {};
    if (!value) return text + decoder.decode();
    size += value.length;
    if (size > limit) {
      reader?.cancel().catch(() => undefined);
      throw new PullError(`${url} answers with more than ${limit} bytes, which is the limit (maxBytes)`);
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** @throws PullError unless the answer has status 200 and is no web page */
export function refuseBadAnswer({ url, status, text }: Answer): void {
  if (status !== 200) throw new PullError(`${url} answered with HTTP ${status}${hintOf(status)}`);
  if (text.trimStart().startsWith("<")) {
    throw new PullError(
      `${url} answered with a web page (HTML) instead of JSON; is this the address of an Omada controller of 5.12 or newer?`,
    );
  }
}

function hintOf(status: number): string {
  if (status === 404) return "; controllers before 5.12 do not describe their interface";
  if (status === 401 || status === 403) return "; a proxy in front of the controller asks for a login";
  return status >= 500 ? "; the controller may still be starting, try again in some minutes" : "";
}

const CERTIFICATE =
  /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_(HAS_EXPIRED|NOT_YET_VALID|UNTRUSTED)|ALTNAME_INVALID|FINGERPRINT/;

function chain(error: unknown): unknown[] {
  const found: unknown[] = [];
  for (
    let one = error;
    one !== undefined && found.length < 8;
    one = (one as { cause?: unknown } | null)?.cause
  ) {
    found.push(one);
  }
  return found;
}

function codeOf(error: unknown): string {
  const { code, reason } = (error ?? {}) as { code?: unknown; reason?: unknown };
  return [code, reason].filter((part) => typeof part === "string").join(" ");
}

function isCertificateProblem(error: unknown): boolean {
  return chain(error).some((one) => CERTIFICATE.test(codeOf(one)));
}

function rootCause(error: unknown): string {
  const causes = chain(error);
  const known = causes.map(codeOf).find((code) => code !== "");
  return known ?? reasonOf(causes.at(-1));
}

async function certificateError(requester: Requester, error: unknown): Promise<PullError> {
  const { origin } = requester;
  const mismatch = chain(error).find((one) => codeOf(one).includes("FINGERPRINT"));
  if (mismatch !== undefined) return new PullError(reasonOf(mismatch));
  const presented = await requester.presentedFingerprint?.().catch(() => undefined);
  const shown = presented === undefined ? "" : ` It presents the certificate ${presented}.`;
  return new PullError(
    `the certificate of ${origin} is not trusted (${rootCause(error)}).${shown} Compare the fingerprint on the ` +
      "controller itself, then pass --fingerprint <sha256>; --insecure accepts any certificate",
  );
}
