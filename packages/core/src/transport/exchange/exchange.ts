import { requestLabel } from "../../errors/request-info.js";
import { OmadaTimeoutError } from "../../errors/timeout-error.js";
import type { WireRequest } from "../../request/wire-request.js";
import type { Outcome, Reading } from "../../response/reading.js";
import { ABANDONED } from "../abandoned.js";
import { createSending } from "../send.js";
import { sleep } from "../sleep.js";
import type { Transport } from "../transport.js";
import type { Call } from "./call.js";
import type { Credentials } from "./credentials.js";
import { prepareDeadline } from "./deadline.js";

/** Reads an answer. */
export type Reader<T> = (
  response: Response,
  release: () => void,
  signal: AbortSignal,
  call: Call,
) => Promise<Reading<T>>;

/**
 * Sends one request and reads its answer: waits for its turn, puts the token on, replaces a refused one once, and sends
 * again what may be sent again. The time limit begins with the first turn.
 * @throws OmadaError when the client was closed; OmadaTimeoutError, OmadaConnectionError, OmadaTlsError, OmadaAuthError, or the reason of the caller's signal
 */
export async function exchange<T>(
  transport: Transport,
  credentials: Credentials | undefined,
  request: WireRequest,
  call: Call,
  read: Reader<T>,
): Promise<T> {
  const { clock, lifetime, observer, pacer, retrier } = transport;
  const timeoutMs = request.timeoutMs ?? transport.timeoutMs;
  lifetime.check();
  const onTime = () => {
    const { outcome, write } = call;
    return new OmadaTimeoutError(requestLabel(call), timeoutMs, { outcome, write });
  };
  const deadline = prepareDeadline(clock, request.signal, timeoutMs, onTime);
  const { signal } = deadline;
  const send = createSending(transport, credentials, request, call, deadline, read);
  lifetime.begin();
  observer?.began(call);
  let streaming = false;
  try {
    signal.throwIfAborted();
    for (let tries = 1; ; tries++) {
      const waiting = pacer?.enter(call, signal, tries > 1);
      if (waiting) await waiting;
      let outcome: Outcome<T>;
      try {
        observer?.turned(call);
        deadline.startClock();
        call.endsAt = deadline.end;
        outcome = await send();
      } finally {
        pacer?.leave(call);
      }
      if (outcome.reading === undefined) signal.throwIfAborted();
      const decision = retrier?.decide(outcome, call.write, tries, deadline.remainingMs());
      if (typeof decision !== "object") {
        call.gaveUp = decision;
        if (outcome.reading === undefined) throw outcome.error;
        streaming = outcome.reading.streaming === true;
        return outcome.reading.value;
      }
      // A write is only sent again when the request before provably did nothing.
      call.outcome = "not-sent";
      observer?.retrying(call, decision.reason, decision.delayMs);
      await sleep(clock, decision.delayMs, signal);
    }
  } catch (thrown) {
    const error = signal.aborted ? signal.reason : thrown;
    if (error !== ABANDONED) observer?.failed(call, error);
    throw error;
  } finally {
    pacer?.finish(call);
    lifetime.end();
    if (streaming) deadline.stopClock();
    else deadline.recycle();
  }
}
