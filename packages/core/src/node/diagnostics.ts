import { channel } from "node:diagnostics_channel";
import type { OmadaHooks } from "../transport/observe/hooks.js";

/** Names of the channels of `node:diagnostics_channel`; each carries the event of the hook of the same name. */
export const DIAGNOSTICS_CHANNELS = {
  connect: "omada-sdk:connect",
  request: "omada-sdk:request",
  response: "omada-sdk:response",
  retry: "omada-sdk:retry",
  error: "omada-sdk:error",
} as const;

/**
 * Publishes what a client does on `node:diagnostics_channel`, where monitoring tools listen.
 * @returns hooks for the `hooks` option of a client
 */
export function publishDiagnostics(): OmadaHooks {
  const publisher = (name: string) => {
    const target = channel(name);
    return (event: unknown) => {
      if (target.hasSubscribers) target.publish(event);
    };
  };
  return {
    onConnect: publisher(DIAGNOSTICS_CHANNELS.connect),
    onRequest: publisher(DIAGNOSTICS_CHANNELS.request),
    onResponse: publisher(DIAGNOSTICS_CHANNELS.response),
    onRetry: publisher(DIAGNOSTICS_CHANNELS.retry),
    onError: publisher(DIAGNOSTICS_CHANNELS.error),
  };
}
