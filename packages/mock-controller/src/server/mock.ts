import type { ApiModel } from "@omada-sdk/model";
import { expireTokens } from "../auth/tokens.js";
import { quirksOf } from "../behaviour/behaviour.js";
import { profileOf } from "../behaviour/profiles/index.js";
import { withVersion } from "../behaviour/profiles/versions.js";
import { checkQuirks } from "../behaviour/quirks/check.js";
import { customerOf } from "../collections/customers.js";
import { logInAtPortal, type PortalLogin } from "../domains/hotspot/portal-login.js";
import { type EventInput, raiseEvent, setDeviceOnline } from "../events/raise.js";
import { fetchWithTimeout, loopbackFetch } from "../events/webhooks.js";
import { createFaults } from "../faults/faults.js";
import type { Faults } from "../faults/types.js";
import { replayOf } from "../har/replay.js";
import type { FetchLike } from "../protocol/call.js";
import { RequestLog } from "../protocol/log.js";
import { createRouter } from "../protocol/router.js";
import { hexFrom, randomOf } from "../schema/random.js";
import { createChanges } from "../state/changes.js";
import { type Clock, createClock } from "../state/clock.js";
import type { Controller, Credentials } from "../state/controller.js";
import { createState } from "../state/create.js";
import type { ControllerState } from "../state/types.js";
import { createFetch } from "./fetch.js";
import { checkedCounts, type MockOptions, webhookTimeoutOf } from "./options.js";

/** A simulated controller in this process. */
export interface MockController {
  /** Answers requests without a socket; give it to a client as its `fetch`. */
  fetch: FetchLike;
  credentials: Credentials;
  /** The state of the mock; tests may read and change it. */
  state: ControllerState;
  /**
   * The state of a customer of the MSP, by its id in the list of customers.
   * @throws Error for a customer that is not there
   */
  customerState: (customerId: string) => ControllerState;
  /** The calls answered so far, oldest first, actions of batches too. Of more than 10000 the oldest thousand goes. */
  requests: RequestLog;
  /** The mock's time: `await clock.advance(7_200_000)` ends every token. */
  clock: Clock;
  /** Faults that the mock injects into answers. */
  faults: Faults;
  /**
   * Lets something happen: it is logged and sent to the webhooks.
   * @returns after the first attempts of the webhooks; later ones follow by the clock
   */
  raiseEvent: (event: EventInput) => Promise<void>;
  /**
   * Takes a device off the network, or brings it back: with its clients, an event, and an alert when it goes.
   * @returns after the first attempts of the webhooks
   * @throws Error for a device that is not there
   */
  setDeviceOnline: (mac: string, online: boolean) => Promise<void>;
  /**
   * Logs a client in at the portal of its site, with a voucher or as a local user.
   * @returns 0, or -41501 when the portal refuses it
   */
  logInAtPortal: (login: PortalLogin) => number;
  /** Ends every access token now. */
  expireTokens: () => void;
}

/** All parts of a mock, made from its options. */
export function controllerOf(options: MockOptions, model: ApiModel): Controller {
  const profile = withVersion(profileOf(options.profile), options.controllerVersion);
  const { seed: number, tokenLifetimeSeconds, ...sizes } = checkedCounts(options);
  const seed = String(number);
  const changes = createChanges();
  const clock = createClock(options.now, changes.note);
  const credentials = credentialsOf(seed);
  const quirks = { ...quirksOf(profile, model), ...options.quirks };
  const operations = new Set(model.operations.map(({ name }) => name));
  checkQuirks({ ...options.quirks }, operations);
  const now = clock.now();
  return {
    behaviour: {
      profile,
      quirks,
      model,
      router: createRouter(model.operations),
      tokenLifetime: tokenLifetimeSeconds,
    },
    state: createState({ seed, omadacId: credentials.omadacId, now, ...sizes }),
    runtime: {
      clock,
      requests: new RequestLog(),
      changes,
      faults: createFaults(seed, operations),
      replay: options.replay && replayOf(options.replay),
      webhookFetch: fetchWithTimeout(options.webhookFetch ?? loopbackFetch, webhookTimeoutOf(options)),
      startedAt: now,
      calls: { since: now, count: 0 },
    },
    seed,
    credentials,
    issued: { events: 0, tokens: 0, ids: 0 },
    customers: new Map(),
  };
}

/** The side of a mock that its users see. */
export function mockOf(controller: Controller): MockController {
  const { changes } = controller.runtime;
  const noted = <T>(done: T): T => {
    changes.note();
    return done;
  };
  return {
    fetch: createFetch(controller),
    credentials: controller.credentials,
    state: changes.lend(controller.state),
    customerState: (customerId) => {
      const customer = customerOf(controller, customerId);
      if (!customer) throw new Error(`There is no customer ${JSON.stringify(customerId)}.`);
      return changes.lend(customer.state);
    },
    requests: controller.runtime.requests,
    clock: controller.runtime.clock,
    faults: controller.runtime.faults,
    raiseEvent: (event) => raiseEvent(controller, event),
    setDeviceOnline: (mac, online) => noted(setDeviceOnline(controller, mac, online)),
    logInAtPortal: (login) => noted(logInAtPortal(controller, login)),
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
