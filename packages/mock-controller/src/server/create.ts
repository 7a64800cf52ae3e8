import { profileOf } from "../behaviour/profiles/index.js";
import { loadSnapshot } from "../behaviour/snapshot.js";
import type { Controller } from "../state/controller.js";
import { listen, type RunningServer } from "./https.js";
import { controllerOf, type MockController, mockOf } from "./mock.js";
import { type ListenOptions, type MockOptions, requestTimeoutOf } from "./options.js";

export { type MockController, mockOf };

/**
 * Makes a simulated controller without a socket.
 * @throws Error for an unknown profile, RangeError for a number out of range, for a version that the profile cannot
 *   have and for a quirk or a lie that there is not, TypeError for a recording that is no HAR file
 */
export async function createMockController(options: MockOptions): Promise<MockController> {
  return mockOf(await createController(options));
}

/** All parts of a mock; without a model of its own it gets the snapshot of its profile. */
export async function createController(options: MockOptions): Promise<Controller> {
  return controllerOf(options, options.model ?? (await loadSnapshot(profileOf(options.profile).id)));
}

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
  const timeoutMs = requestTimeoutOf(options);
  const controller = await createController(options);
  const server = await listen(controller, { host, port, timeoutMs });
  // Property by property, because the certificate may change.
  return Object.defineProperties(
    mockOf(controller),
    Object.getOwnPropertyDescriptors(server),
  ) as RunningMockController;
}
