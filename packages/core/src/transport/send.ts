import type { WireRequest } from "../request/wire-request.js";
import type { Outcome } from "../response/reading.js";
import type { Call } from "./exchange/call.js";
import type { Credentials } from "./exchange/credentials.js";
import type { Deadline } from "./exchange/deadline.js";
import type { Reader } from "./exchange/exchange.js";
import { causesOf, describeFailure } from "./exchange/failure.js";
import type { Transport } from "./transport.js";
import { isUnsent } from "./unsent.js";

/**
 * Makes the function that sends a call's request once, with a token. The first time a token is refused it is replaced
 * and the request sent again: the controller looks at the token before it does anything, so nothing happens twice.
 */
export function createSending<T>(
  transport: Transport,
  credentials: Credentials | undefined,
  request: WireRequest,
  call: Call,
  deadline: Deadline,
  read: Reader<T>,
): () => Promise<Outcome<T>> {
  const { fetch, origin, observer } = transport;
  const { signal } = deadline;
  let healed = false;

  const sendWith = async (made: WireRequest, token: Record<string, string>): Promise<Outcome<T>> => {
    call.attempt++;
    call.credentials.add(token);
    call.carries = made;
    call.outcome = "unknown";
    let answered = false;
    const headers = mergeHeaders(made.headers, token);
    observer?.requested(call, headers);
    try {
      const { method, body = null } = made;
      const response = await fetch(made.url, { method, headers, body, redirect: "manual", signal });
      answered = true;
      const reading = await read(response, () => deadline.release(), signal, call);
      observer?.answered(call, reading);
      return { reading };
    } catch (error) {
      const { write, secrets: sent } = call;
      const unsent = !answered && isUnsent(causesOf(error));
      if (unsent) call.outcome = "not-sent";
      return { error: describeFailure(error, origin, { answered, sent, write }), unsent };
    }
  };

  return async () => {
    try {
      const made = request.whole ? await request.whole : request;
      const token = credentials ? await credentials.authorize(signal) : {};
      const outcome = await sendWith(made, token);
      if (healed || !credentials || !outcome.reading) return outcome;
      const { status, errorCode, html } = outcome.reading;
      if (errorCode === 0) return outcome;
      const reason = { status, errorCode, html };
      const staleness = credentials.isStale(reason, token);
      if (staleness === false) return outcome;
      healed = true;
      if (staleness === "refused") call.outcome = "not-sent";
      credentials.invalidate(reason, token);
      if (staleness === "suspect" && call.write) return outcome;
      const fresh = await credentials.authorize(signal);
      observer?.retrying(call, "token", 0);
      return await sendWith(made, fresh);
    } catch (thrown) {
      // Only what comes before throws: the request did not leave, or was refused for its token.
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
