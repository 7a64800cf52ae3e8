import type { ErrorEvent, OmadaHooks, RequestEvent, ResponseEvent, RetryEvent } from "@omada-sdk/core";

/** What a client's hooks were told. */
export interface Events {
  hooks: OmadaHooks;
  requests: RequestEvent[];
  responses: ResponseEvent[];
  retries: RetryEvent[];
  errors: ErrorEvent[];
  /** The reasons of the repetitions. */
  reasons(): string[];
}

export function recordEvents(): Events {
  const [requests, responses, retries, errors]: [
    RequestEvent[],
    ResponseEvent[],
    RetryEvent[],
    ErrorEvent[],
  ] = [[], [], [], []];
  return {
    hooks: {
      onRequest: (event) => void requests.push(event),
      onResponse: (event) => void responses.push(event),
      onRetry: (event) => void retries.push(event),
      onError: (event) => void errors.push(event),
    },
    requests,
    responses,
    retries,
    errors,
    reasons: () => retries.map(({ reason }) => reason),
  };
}
