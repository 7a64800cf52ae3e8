import { createController, type MockController, mockOf } from "./create.js";
import { listen, type RunningServer } from "./https/server.js";
import { type ListenOptions, type MockOptions, patienceOf } from "./options.js";

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
  const { host = "127.0.0.1", port = 0 } = options;
  const patience = patienceOf(options);
  const controller = await createController(options);
  const server = await listen(controller, { host, port, patience });
  // Property by property, because the certificate may change.
  return Object.defineProperties(
    mockOf(controller),
    Object.getOwnPropertyDescriptors(server),
  ) as RunningMockController;
}
