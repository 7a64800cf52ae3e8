import { clientCredentials } from "@omada-sdk/auth";
import type { OmadaClientOptions } from "@omada-sdk/core";
import { createNodeFetch } from "@omada-sdk/core/node";
import {
  type MockOptions,
  type RunningMockController,
  startMockController,
} from "@omada-sdk/mock-controller";
import type { Driver, Pair } from "../../src/matrix.js";

/** A running controller and everything needed to reach it. */
export interface Session {
  controller: RunningMockController;
  options: OmadaClientOptions;
  /** Connects the pair's own client. */
  connect(overrides?: Partial<OmadaClientOptions>): Promise<Driver>;
  close(): Promise<void>;
}

/** Starts a controller of the pair's profile with real HTTPS on loopback; its certificate is pinned. */
export async function openSession(pair: Pair, size: Omit<MockOptions, "profile"> = {}): Promise<Session> {
  const controller = await startMockController({ profile: pair.id, ...size });
  const fetch = createNodeFetch({ fingerprint256: controller.fingerprint256 });
  const { omadacId, clientId, clientSecret } = controller.credentials;
  const options: OmadaClientOptions = {
    baseUrl: controller.url,
    auth: clientCredentials({ clientId, clientSecret }),
    fetch,
    logger: { warn: () => undefined },
    ...(pair.cloud ? { omadacId } : {}),
  };
  return {
    controller,
    options,
    connect: (overrides) => pair.connect({ ...options, ...overrides }),
    close: async () => {
      await fetch.close();
      await controller.close();
    },
  };
}
