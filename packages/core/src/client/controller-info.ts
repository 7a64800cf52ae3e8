import { OmadaError } from "@omada-sdk/auth";
import { loadCodesFor } from "../errors/codes.js";
import type { WireRequest } from "../request/wire-request.js";
import { bodyReader } from "../response/body.js";
import { decodeAnswer } from "../response/decode.js";
import { answerReader } from "../response/readers.js";
import type { ControllerInfo } from "../transport/controller-info.js";
import { Call } from "../transport/exchange/call.js";
import type { LookUp } from "../transport/exchange/credentials.js";
import { exchange } from "../transport/exchange/exchange.js";
import type { TransportOptions } from "../transport/exchange/options.js";
import { openTransport, type Transport } from "../transport/exchange/transport.js";
import { onAbort } from "../transport/timing.js";

const PATH = "/api/info";

/**
 * Asks a controller for its version and id. Needs no token. Cloud hosts do not answer this (observed).
 * @throws OmadaHttpError when the host is not a controller; OmadaError when the answer lacks version or id
 */
export async function readControllerInfo(
  transport: Transport,
  signal?: AbortSignal | undefined,
): Promise<ControllerInfo> {
  const { origin, limits } = transport;
  const url = origin + PATH;
  const call = new Call(undefined, "GET", PATH, url, false);
  call.needs = "result";
  const request: WireRequest = {
    url,
    method: "GET",
    headers: {},
    body: undefined,
    signal,
    timeoutMs: undefined,
  };
  const read = answerReader(false, bodyReader(limits, "infoBytes"));
  const answer = await exchange(transport, undefined, request, call, read);
  const result = decodeAnswer(answer, call, false, { origin, omadacId: "" });
  const { controllerVer, omadacId } = Object(result) as Partial<ControllerInfo>;
  if (typeof controllerVer !== "string" || typeof omadacId !== "string")
    throw new OmadaError(
      `${url} does not answer with version and id; the host may not be an Omada controller.`,
    );
  return result as ControllerInfo;
}

/**
 * Asks a host once for its version and id, without a client: for finding controllers and checking a base URL.
 * @param baseUrl scheme, host and port
 * @throws OmadaHttpError when the host is not a controller; OmadaError for a wrong base URL or an answer without
 *   version or id; OmadaConnectionError, OmadaTlsError or OmadaTimeoutError when no answer comes
 */
export async function fetchControllerInfo(
  baseUrl: string,
  options: Pick<TransportOptions, "fetch" | "tls" | "timeoutMs" | "allowHttp" | "limits" | "logger"> & {
    signal?: AbortSignal;
  } = {},
): Promise<ControllerInfo> {
  const transport = await openTransport(baseUrl, { ...options, retry: false });
  try {
    return await readControllerInfo(transport, options.signal);
  } finally {
    await transport.lifetime.close();
  }
}

const UNKNOWN_ID = -7131;
/** Milliseconds to wait for a hint at most. */
const MAX_HINT_WAIT_MS = 3000;

/**
 * Makes the function that gathers what explains an error: names of rarer codes, and for -7131 what the controller now
 * says about itself.
 */
export function createLookUp(transport: Transport): LookUp {
  let asking: Promise<ControllerInfo | undefined> | undefined;
  /** Asks once for all calls that fail at the same time. */
  const ask = () => {
    asking ??= readControllerInfo({ ...transport, retrier: undefined, timeoutMs: MAX_HINT_WAIT_MS })
      .catch(() => undefined)
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
  return async (code, known, { signal, remainingMs = MAX_HINT_WAIT_MS }) => {
    await loadCodesFor(code);
    // Without an id the host is a cloud one, or does not answer /api/info at all.
    if (code !== UNKNOWN_ID || known.reportedId === undefined || remainingMs <= 0) return known;
    const info = await waitFor(ask(), transport, Math.min(MAX_HINT_WAIT_MS, remainingMs), signal);
    signal?.throwIfAborted();
    if (!info) return known;
    return { ...known, reportedId: info.omadacId, formerId: known.reportedId, mspMode: info.mspMode };
  };
}

/** The answer, or undefined when it does not come in time. */
function waitFor<T>(
  answer: Promise<T>,
  { clock }: Transport,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<T | undefined> {
  return new Promise((resolve) => {
    const settle = (value: T | undefined) => {
      cancelTimer();
      unsubscribe?.();
      resolve(value);
    };
    const cancelTimer = clock.timer(() => settle(undefined), ms);
    const unsubscribe = signal && onAbort(signal, () => settle(undefined));
    answer.then(settle);
  });
}
