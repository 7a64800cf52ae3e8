import type { ApiModel } from "@omada-sdk/model";
import { controllerOf, type MockController, mockOf } from "./server/mock.js";
import type { MockOptions } from "./server/options.js";

export type { ProfileId } from "./behaviour/profiles/types.js";
export type { RequestRecord } from "./protocol/log.js";
export { sample } from "./schema/sample.js";
export type { MockController, MockOptions };

/**
 * Makes a simulated controller without a socket, on platforms without files: the model has to be given.
 * @throws what `createMockController` of the main entry throws
 * @example
 * const mock = createMockController({ profile: "6.2", model: fromBundle(text) });
 */
export function createMockController(options: MockOptions & { model: ApiModel }): MockController {
  return mockOf(controllerOf(options, options.model));
}
