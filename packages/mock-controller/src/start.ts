import { createController, type MockController, mockOf } from "./create.js";
import { listen, type RunningServer } from "./http/server.js";
import type { ListenOptions, MockOptions } from "./options.js";

/** A simulated controller that listens with HTTPS on a loopback address. */
export interface RunningMockController extends MockController, RunningServer {}

/**
 * Starts a simulated controller with a self-signed certificate of its own.
 * @returns the mock; `url`, `ca` and `fingerprint256` are what a client needs to reach and trust it
 * @throws Error for an unknown profile, a host that is no loopback address or a port that is taken;
 *   RangeError for a number out of range
 * @example
 * const mock = await startMockController({ profile: "6.2", devices: 250 });
 * // … talk to mock.url …
 * await mock.close();
 */
export async function startMockController(
  options: MockOptions & ListenOptions,
): Promise<RunningMockController> {
  const controller = await createController(options);
  const server = await listen(controller, options.host ?? "127.0.0.1", options.port ?? 0);
  return { ...mockOf(controller), ...server };
}
