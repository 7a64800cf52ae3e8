import { clientCredentials } from "@omada-sdk/auth";
import {
  isOmadaApiError,
  isOmadaAuthError,
  isOmadaError,
  isOmadaHttpError,
  type OmadaClientOptions,
} from "@omada-sdk/core";
import { createMockController, type MockController, type MockOptions } from "@omada-sdk/mock-controller";
import type { Driver, Pair } from "../matrix.js";
import { createRecorder, withoutIds } from "./recorder.js";

/** One step of a scenario, as it went. */
export interface Observation {
  step: string;
  requests: string[];
  outcome: string;
}

/** What scenarios act on: one client and one controller, whatever their versions. */
export interface World {
  /** Id of the controller's profile. */
  readonly profile: string;
  readonly controller: MockController;
  /** Options that reach the controller. */
  readonly options: OmadaClientOptions;
  /** Connects the pair's client. */
  connect(overrides?: Partial<OmadaClientOptions>): Promise<Driver>;
  /**
   * Calls a method by its stable name, `tag.method`.
   * @throws Error when this client has no such method
   */
  call<T = unknown>(omada: Driver, name: string, args?: object): Promise<T>;
  /**
   * Does something and notes what was sent and what came of it. The scenario goes on whatever happens.
   * @returns what the action returned; undefined when it failed
   */
  step<T>(title: string, action: () => Promise<T>): Promise<T | undefined>;
  readonly observations: Observation[];
}

/** Waits at least this long are for answers that do not come, in milliseconds; the others are pauses. */
const ANSWER_TIMEOUT_MS = 5000;
/** Characters of a result that are compared. */
const MAX_LENGTH = 240;
const LOCAL = "https://controller.test";
const CLOUD = "https://aps1-omada-northbound.tplinkcloud.com";
/** The same clock for every run. */
const STARTED = Date.UTC(2026, 0, 1);

/** Makes a world of its own: a fresh controller, nothing sent yet. */
export async function createWorld(
  client: Pair,
  profile: Pair,
  size: Partial<MockOptions> = {},
  more: Partial<OmadaClientOptions> = {},
): Promise<World> {
  const sizes = { sites: 2, devices: 25, clients: 8, ...size };
  const controller = await createMockController({ ...sizes, profile: profile.id, now: () => STARTED });
  const recorder = createRecorder(controller.fetch);
  const { omadacId, clientId, clientSecret } = controller.credentials;
  const options: OmadaClientOptions = {
    baseUrl: profile.cloud ? CLOUD : LOCAL,
    auth: clientCredentials({ clientId, clientSecret }),
    fetch: recorder.fetch,
    clock: hurriedClock(),
    logger: { warn: () => undefined },
    ...(profile.cloud ? { omadacId } : {}),
    ...more,
  };
  const observations: Observation[] = [];
  return {
    profile: profile.id,
    controller,
    options,
    observations,
    connect: (overrides) => client.connect({ ...options, ...overrides }),
    call: async (omada, name, args) => {
      const [tag = "", method = ""] = name.split(".");
      const methods = (omada as unknown as Record<string, Record<string, CallableFunction> | undefined>)[tag];
      const action = methods?.[method];
      if (typeof action !== "function") throw new Error(`this client has no ${name}`);
      return action(args);
    },
    step: async (title, action) => {
      recorder.take();
      const attempt = await action().then(
        (value) => ({ value, outcome: describeValue(value) }),
        (error: unknown) => ({ value: undefined, outcome: describeFailure(error) }),
      );
      observations.push({ step: title, requests: recorder.take(), outcome: attempt.outcome });
      return attempt.value;
    },
  };
}

/** A clock that skips the pauses between requests, so that a run takes no longer than its work. */
function hurriedClock(): NonNullable<OmadaClientOptions["clock"]> {
  let skipped = 0;
  return {
    now: () => performance.now() + skipped,
    timer(callback, ms) {
      if (ms >= ANSWER_TIMEOUT_MS) {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      }
      const turn = setImmediate(() => {
        skipped += ms;
        callback();
      });
      return () => clearImmediate(turn);
    },
  };
}

/** A result in words; scenarios return only what they want compared. */
function describeValue(value: unknown): string {
  if (value === undefined) return "ok";
  const text = withoutIds(JSON.stringify(value) ?? String(value));
  return `ok ${text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}...` : text}`;
}

/** A failure by its kind and code; texts of controllers change too often to be compared. */
function describeFailure(error: unknown): string {
  if (isOmadaApiError(error)) {
    const { code, codeName, operation, retryable, hint } = error;
    const name = codeName === undefined ? "" : ` (${codeName})`;
    return `refused ${code}${name}, ${operation ?? "by path"}${retryable ? ", retryable" : ""}${hint ? ", with a hint" : ""}`;
  }
  if (isOmadaHttpError(error)) return `HTTP ${(error as { status?: number }).status}`;
  if (isOmadaAuthError(error)) return `no token${codeOf(error)}`;
  if (isOmadaError(error)) return `${(error as Error).name}: ${withoutIds((error as Error).message)}`;
  return withoutIds(String(error));
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === "number" ? ` ${code}` : "";
}
