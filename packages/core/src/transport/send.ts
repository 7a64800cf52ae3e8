import type { WireRequest } from "../request/wire-request.js";
import type { Call } from "./call.js";
import type { Credentials } from "./credentials.js";
import type { Deadline } from "./deadline.js";
import type { Reader } from "./exchange.js";
import { causesOf, describeFailure } from "./failure.js";
import type { Outcome } from "./outcome.js";
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

  const sendWith = async (token: Record<string, string>): Promise<Outcome<T>> => {
    call.attempt++;
    call.credentials.add(token);
    call.carries = request;
    let answered = false;
    const headers = mergeHeaders(request.headers, token);
    observer?.requested(call, headers);
    try {
      const { method, body = null } = request;
      const response = await fetch(request.url, { method, headers, body, redirect: "manual", signal });
      answered = true;
      const reading = await read(response, () => deadline.release(), signal);
      observer?.answered(call, reading);
      return { reading };
    } catch (error) {
      const described = describeFailure(error, origin, { answered, sent: call.secrets });
      return { error: described, unsent: !answered && isUnsent(causesOf(error)) };
    }
  };

  return async () => {
    try {
      const token = credentials ? await credentials.authorize(signal) : {};
      const outcome = await sendWith(token);
      if (healed || !credentials || !outcome.reading) return outcome;
      const { status, errorCode, html } = outcome.reading;
      if (errorCode === 0) return outcome;
      const reason = { status, errorCode, html };
      const staleness = credentials.isStale(reason, token);
      if (staleness === false) return outcome;
      healed = true;
      credentials.invalidate(reason, token);
      if (staleness === "suspect" && call.write) return outcome;
      const fresh = await credentials.authorize(signal);
      observer?.retrying(call, "token", 0);
      return await sendWith(fresh);
    } catch (thrown) {
      // Only authorize throws: the request did not leave, or was refused for its token.
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
