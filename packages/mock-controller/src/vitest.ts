import { type TestAPI, test } from "vitest";
import { type RunningMockController, startMockController } from "./server/create.js";
import type { ListenOptions, MockOptions } from "./server/options.js";

/** What {@link mockControllerTest} gives to every test. */
export interface MockControllerFixture {
  /** A controller of the test's own, closed after it. It is started only for tests that ask for it. */
  controller: RunningMockController;
}

/**
 * Vitest's `test` with a simulated controller for each test that asks for one, so that tests can run in parallel.
 * @param options what every test's controller is started with
 * @example
 * const test = mockControllerTest({ profile: "6.2", devices: 250 });
 * test("lists devices", async ({ controller, expect }) => {
 *   // … talk to controller.url …
 *   expect(controller.requests.of("device.getDeviceList")).toHaveLength(3);
 * });
 */
export function mockControllerTest(options: MockOptions & ListenOptions): TestAPI<MockControllerFixture> {
  return test.extend<MockControllerFixture>({
    // Vitest reads the names of other fixtures from the first parameter.
    controller: async ({ task: _ }, use) => {
      const controller = await startMockController(options);
      try {
        await use(controller);
      } finally {
        await controller.close();
      }
    },
  });
}
