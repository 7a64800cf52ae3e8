import { OmadaConnectionError } from "../../errors/errors.js";
import type { FailedRequest } from "./failure.js";
import { causesOf, isUnsent } from "./unsent.js";

/**
 * Turns what a fetch rejected with into an error of the SDK. What describes it is loaded when the first request fails, as
 * most programs never need it; where it cannot be loaded, as in a web page that lost its connection, the error says less.
 */
export async function failureOf(error: unknown, origin: string, request: FailedRequest): Promise<Error> {
  try {
    const { describeFailure } = await import("./failure.js");
    return describeFailure(error, origin, request);
  } catch {
    const outcome = !request.answered && isUnsent(causesOf(error)) ? "not-sent" : "unknown";
    return new OmadaConnectionError(`The connection to ${origin} failed.`, { origin, outcome });
  }
}
