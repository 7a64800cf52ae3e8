import { expireTokens } from "./auth/tokens.js";
import type { Controller, Credentials } from "./controller.js";
import { type EventInput, raiseEvent } from "./events/raise.js";
import { createFaults } from "./faults/faults.js";
import type { Faults } from "./faults/types.js";
import { createFetch, type FetchLike } from "./fetch.js";
import { replayOf } from "./har/replay.js";
import { countsOf, type MockOptions } from "./options.js";
import { profileOf } from "./profiles/index.js";
import { quirksOf } from "./profiles/quirks.js";
import { RequestLog } from "./protocol/log.js";
import { WEB_QUIRKS } from "./quirks/web.js";
import { createRouter } from "./router/trie.js";
import { hexFrom, randomOf } from "./sample/random.js";
import { loadSnapshot } from "./snapshot.js";
import { createState } from "./state/create.js";
import type { ControllerState } from "./state/types.js";
import { type Clock, createClock } from "./time/clock.js";
import { loopbackFetch } from "./webhooks/loopback.js";

/** A simulated controller in this process. */
export interface MockController {
  /** Answers requests without a socket; give it to a client as its `fetch`. */
  fetch: FetchLike;
  credentials: Credentials;
  /** What the mock remembers; tests may read and change it. */
  state: ControllerState;
  /** The calls answered so far, oldest first, up to the latest 10000. */
  requests: RequestLog;
  /** The mock's time: `await clock.advance(7_200_000)` ends every token. */
  clock: Clock;
  /** What is to go wrong. */
  faults: Faults;
  /**
   * Lets something happen: it is logged and told to the webhooks.
   * @returns when the first tries of the webhooks are done; later ones follow by the clock
   */
  raiseEvent: (event: EventInput) => Promise<void>;
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
  const clock = createClock(options.now);
  const model = options.model ?? (await loadSnapshot(profile.id));
  return {
    profile,
    quirks: { ...quirksOf(profile, model), ...WEB_QUIRKS[profile.id], ...options.quirks },
    model,
    router: createRouter(model.operations),
    seed,
    credentials: credentialsOf(seed),
    state: createState({ seed, ...sizes }),
    requests: new RequestLog(),
    faults: createFaults(seed),
    clock,
    calls: { since: clock.now(), count: 0 },
    startedAt: clock.now(),
    replay: options.replay && replayOf(options.replay),
    webhookFetch: options.webhookFetch ?? loopbackFetch,
    tokensIssued: 0,
    tokenLifetime: tokenLifetimeSeconds,
    now: clock.now,
  };
}

/** The side of a mock that its users see. */
export function mockOf(controller: Controller): MockController {
  return {
    fetch: createFetch(controller),
    credentials: controller.credentials,
    state: controller.state,
    requests: controller.requests,
    clock: controller.clock,
    faults: controller.faults,
    raiseEvent: (event) => raiseEvent(controller, event),
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
