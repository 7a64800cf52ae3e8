import { expireTokens } from "./auth/tokens.js";
import type { Controller, Credentials } from "./controller.js";
import { createFetch, type FetchLike } from "./fetch.js";
import { countsOf, type MockOptions } from "./options.js";
import { profileOf } from "./profiles/index.js";
import type { RequestRecord } from "./protocol/log.js";
import { createRouter } from "./router/trie.js";
import { hexFrom, randomOf } from "./sample/random.js";
import { loadSnapshot } from "./snapshot.js";
import { createState } from "./state/create.js";
import type { ControllerState } from "./state/types.js";

/** A simulated controller in this process. */
export interface MockController {
  /** Answers requests without a socket; give it to a client as its `fetch`. */
  fetch: FetchLike;
  credentials: Credentials;
  /** What the mock remembers; tests may read and change it. */
  state: ControllerState;
  /** The calls answered so far, oldest first, up to the latest 10000. */
  requests: RequestRecord[];
  /** Ends every access token now. */
  expireTokens: () => void;
}

/**
 * Makes a simulated controller without a socket.
 * @throws Error for an unknown profile, RangeError for a number out of range
 */
export async function createMockController(options: MockOptions): Promise<MockController> {
  return mockOf(await createController(options));
}

/** All parts of a mock, made from its options. */
export async function createController(options: MockOptions): Promise<Controller> {
  const profile = profileOf(options.profile);
  const { seed: number, tokenLifetimeSeconds, ...sizes } = countsOf(options);
  const seed = String(number);
  const model = options.model ?? (await loadSnapshot(profile.id));
  return {
    profile,
    quirks: { ...profile.quirks, ...options.quirks },
    model,
    router: createRouter(model.operations),
    seed,
    credentials: credentialsOf(seed),
    state: createState({ seed, ...sizes }),
    requests: [],
    tokenLifetime: tokenLifetimeSeconds,
    now: options.now ?? Date.now,
  };
}

/** The side of a mock that its users see. */
export function mockOf(controller: Controller): MockController {
  return {
    fetch: createFetch(controller),
    credentials: controller.credentials,
    state: controller.state,
    requests: controller.requests,
    expireTokens: () => expireTokens(controller),
  };
}

function credentialsOf(seed: string): Credentials {
  const random = randomOf(`${seed}/credentials`);
  return {
    omadacId: hexFrom(random, 32),
    clientId: hexFrom(random, 32),
    clientSecret: hexFrom(random, 32),
    username: "operator",
    password: `Mock-Passw0rd-${hexFrom(random, 6)}`,
  };
}
