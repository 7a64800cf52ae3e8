import type { OmadaAuth } from "@omada-sdk/auth";
import type { Credentials, Transport } from "./exchange.js";
import { describeFailure } from "./failure.js";

/** Binds a grant to one controller. */
export function bindCredentials(
  auth: OmadaAuth,
  transport: Transport,
  omadacId: string,
  controllerVersion: string | undefined,
): Credentials {
  const { origin } = transport;
  const context = {
    origin,
    omadacId,
    controllerVersion,
    fetch: async (url: string, init: RequestInit) => {
      try {
        return await transport.fetch(url, init);
      } catch (error) {
        throw init.signal?.aborted ? error : describeFailure(error, origin);
      }
    },
  };
  return {
    authorize: (signal) => auth.authorize({ ...context, signal }),
    invalidate: (reason, used) => auth.invalidate(reason, used),
  };
}
