import type { FetchLike, InvalidationReason } from "@omada-sdk/auth";
import { type RequestInfo, requestLabel } from "../errors/request-info.js";
import type { WireRequest } from "../request/wire-request.js";
import { startDeadline } from "./deadline.js";
import { describeFailure } from "./failure.js";

/** How requests leave. */
export interface Transport {
  readonly fetch: FetchLike;
  /** Scheme, host and port. */
  readonly origin: string;
  /** Milliseconds a call may take unless it says otherwise. */
  readonly timeoutMs: number;
}

/** A grant, bound to one controller. */
export interface Credentials {
  authorize(signal: AbortSignal): Promise<Record<string, string>>;
  invalidate(reason: InvalidationReason, used: Record<string, string>): void;
}

/** What was read of an answer. */
export interface Reading<T> {
  readonly value: T;
  /** Set when the answer refuses the token. */
  readonly refusal?: InvalidationReason | undefined;
  /** More is read later; the reader calls `release` then. */
  readonly streaming?: boolean;
}

/** Reads an answer. */
export type Reader<T> = (response: Response, release: () => void, signal: AbortSignal) => Promise<Reading<T>>;

/**
 * Sends one request and reads its answer. A refused token is replaced once and the request sent once more; the
 * controller checks the token before it does anything, so nothing is carried out twice.
 * @throws OmadaTimeoutError, OmadaConnectionError, OmadaTlsError, OmadaAuthError, or the reason of the caller's signal
 */
export async function exchange<T>(
  transport: Transport,
  credentials: Credentials | undefined,
  request: WireRequest,
  info: RequestInfo,
  read: Reader<T>,
): Promise<T> {
  const deadline = startDeadline(
    request.signal,
    request.timeoutMs ?? transport.timeoutMs,
    requestLabel(info),
  );
  const { signal } = deadline;
  const attempt = async (token: Record<string, string>) => {
    try {
      const response = await transport.fetch(request.url, {
        method: request.method,
        headers: mergeHeaders(request.headers, token),
        body: request.body ?? null,
        redirect: "manual",
        signal,
      });
      return await read(response, deadline.release, signal);
    } catch (error) {
      throw describeFailure(error, transport.origin);
    }
  };
  let streaming = false;
  try {
    signal.throwIfAborted();
    const token = (await credentials?.authorize(signal)) ?? {};
    let reading = await attempt(token);
    if (reading.refusal && credentials && Object.keys(token).length > 0) {
      credentials.invalidate(reading.refusal, token);
      reading = await attempt(await credentials.authorize(signal));
    }
    streaming = reading.streaming === true;
    return reading.value;
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    if (streaming) deadline.stopClock();
    else deadline.release();
  }
}

function mergeHeaders(headers: Headers, token: Record<string, string>): Record<string, string> {
  const merged: Record<string, string> = Object.fromEntries(headers);
  for (const [name, value] of Object.entries(token)) merged[name.toLowerCase()] = value;
  return merged;
}
