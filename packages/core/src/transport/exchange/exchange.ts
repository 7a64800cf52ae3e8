import { OmadaTimeoutError, requestLabel } from "../../errors/errors.js";
import type { WireRequest } from "../../request/wire-request.js";
import type { Outcome, Reader, StreamControl } from "../../response/reading.js";
import { ABANDONED, sleep } from "../timing.js";
import type { Call } from "./call.js";
import type { Credentials } from "./credentials.js";
import { Deadline } from "./deadline.js";
import { failureOf } from "./failure-of.js";
import type { Transport } from "./transport.js";
import { causesOf, isUnsent } from "./unsent.js";

/**
 * Sends one request and reads its response: waits for its turn, adds the token, replaces a refused token once, and
 * retries what may be retried. The time limit begins with the first turn.
 * @throws OmadaError when the client was closed; OmadaTimeoutError, OmadaConnectionError, OmadaTlsError,
 *   OmadaAuthError, or the reason of the caller's signal
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
  const makeTimeoutError = () => {
    const { outcome, write } = call;
    return new OmadaTimeoutError(requestLabel(call), timeoutMs, { outcome, write });
  };
  const deadline = new Deadline(clock, request.signal, timeoutMs, makeTimeoutError);
  const { signal } = deadline;
  const send = createSend(transport, credentials, request, call, deadline, read);
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
    else deadline.release();
  }
}

/**
 * Makes the function that sends a call's request once, with a token. The first time a token is refused it is replaced
 * and the request sent again: the controller checks the token before it does anything, so nothing happens twice.
 */
function createSend<T>(
  { fetch, origin, observer }: Transport,
  credentials: Credentials | undefined,
  request: WireRequest,
  call: Call,
  deadline: Deadline,
  read: Reader<T>,
): () => Promise<Outcome<T>> {
  const { signal } = deadline;
  let tokenReplaced = false;
  const control: StreamControl = {
    release: () => deadline.release(),
    describe: async (error) =>
      signal.aborted ? signal.reason : failureOf(error, origin, { answered: true }),
  };

  const sendWith = async (made: WireRequest, token: Record<string, string>): Promise<Outcome<T>> => {
    call.attempt++;
    call.credentials.add(token);
    call.sent = made;
    call.outcome = "unknown";
    let answered = false;
    const headers = mergeHeaders(made.headers, token);
    observer?.requested(call, headers);
    try {
      const { method, body = null } = made;
      const response = await fetch(made.url, { method, headers, body, redirect: "manual", signal });
      answered = true;
      const reading = await read(response, call, control);
      observer?.answered(call, reading);
      return { reading };
    } catch (error) {
      const unsent = !answered && isUnsent(causesOf(error));
      if (unsent) call.outcome = "not-sent";
      if (signal.aborted) return { error: signal.reason, unsent };
      return { error: await failureOf(error, origin, { answered, call }), unsent };
    }
  };

  return async () => {
    try {
      const made = request.whole ? await request.whole : request;
      const token = credentials ? await credentials.authorize(signal) : {};
      const outcome = await sendWith(made, token);
      if (tokenReplaced || !credentials || !outcome.reading) return outcome;
      const { status, errorCode, html } = outcome.reading;
      if (errorCode === 0) return outcome;
      const reason = { status, errorCode, html };
      const staleness = credentials.isStale(reason, token);
      if (staleness === false) return outcome;
      tokenReplaced = true;
      if (staleness === "refused") call.outcome = "not-sent";
      credentials.invalidate(reason, token);
      if (staleness === "suspect" && call.write) return outcome;
      const fresh = await credentials.authorize(signal);
      observer?.retrying(call, "token", 0);
      return await sendWith(made, fresh);
    } catch (thrown) {
      // `sendWith` does not throw: the request was not sent yet, or the controller refused it for its token.
      const error = signal.aborted ? thrown : await credentials?.explain(thrown, signal);
      return { error, unsent: true };
    }
  };
}

function mergeHeaders(
  headers: Readonly<Record<string, string>>,
  token: Record<string, string>,
): Record<string, string> {
  const merged: Record<string, string> = { ...headers };
  for (const name in token) merged[name.toLowerCase()] = token[name] as string;
  return merged;
}
