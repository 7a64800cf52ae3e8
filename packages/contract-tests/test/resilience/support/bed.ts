import { clientCredentials } from "@omada-sdk/auth";
import { createOmadaClient as connect515 } from "@omada-sdk/client-v5";
import { createOmadaClient as connect512 } from "@omada-sdk/client-v5/5.12";
import { createOmadaClient as connect62 } from "@omada-sdk/client-v6";
import type {
  ErrorEvent,
  OmadaClientOptions,
  OmadaHooks,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
} from "@omada-sdk/core";
import { createNodeFetch, type NodeFetch } from "@omada-sdk/core/node";
import {
  type MockOptions,
  type RequestRecord,
  type RunningMockController,
  startMockController,
} from "@omada-sdk/mock-controller";
import { onTestFinished } from "vitest";
import type { Driver } from "../../../src/matrix.js";
import { hastyClock } from "./clocks.js";

/** What the tests call beside what every client has: one write, and what reads it back. */
export interface Rig extends Driver {
  readonly ap: {
    readonly getGeneralConfig: (args: { siteId: string; apMac: string }) => Promise<{ name?: string }>;
    readonly modifyGeneralConfig: (args: {
      siteId: string;
      apMac: string;
      body: { name: string };
    }) => Promise<unknown>;
  };
}

const CONNECT: Record<Profile, (options: OmadaClientOptions) => Promise<Rig>> = {
  "5.12": connect512 as never,
  "5.15": connect515,
  "6.2": connect62,
};

export type Profile = "5.12" | "5.15" | "6.2";
/** Those that the suite runs on. */
export const PROFILES = ["5.15", "6.2"] as const satisfies readonly Profile[];

export const TOKEN_PATH = "/openapi/authorize/token";

/** A controller that listens, a client of it, and what the test asks about both. */
export interface Bed {
  profile: Profile;
  controller: RunningMockController;
  fetch: NodeFetch;
  omada: Rig;
  /** What the client's hooks were called with since it connected. */
  events: Events;
  siteId: string;
  /** An access point of the site. */
  apMac: string;
  /** Calls the controller answered, without `/api/info` and the grant's own. */
  calls(): RequestRecord[];
  tokenRequests(): RequestRecord[];
  /** How often a write was carried out. */
  writes(): number;
  /** Another client of the same controller. */
  connect(options?: Partial<OmadaClientOptions>): Promise<Rig>;
}

/**
 * Starts a controller with HTTPS on loopback and connects a client that pins its certificate, never waits and has no
 * time limit. Both are gone after the test.
 */
export async function openBed(
  profile: Profile,
  options: Partial<OmadaClientOptions> = {},
  mock: Omit<MockOptions, "profile"> = {},
): Promise<Bed> {
  const controller = await startMockController({ profile, sites: 2, devices: 6, ...mock });
  const fetch = createNodeFetch({ fingerprint256: controller.fingerprint256 });
  onTestFinished(async () => {
    controller.faults.clear();
    // First, so that the fetch does not wait for answers that a fault holds back.
    await controller.close();
    await fetch.close();
  });
  const { clientId, clientSecret } = controller.credentials;
  const events = recordEvents();
  const connect = (more: Partial<OmadaClientOptions> = {}): Promise<Rig> =>
    CONNECT[profile]({
      baseUrl: controller.url,
      auth: clientCredentials({ clientId, clientSecret }),
      fetch,
      clock: hastyClock(),
      timeoutMs: 0,
      retry: { baseMs: 0 },
      ...more,
      // The hasty clock would end every wait for a turn, too.
      pacing: more.pacing !== false && { maxQueueMs: Number.POSITIVE_INFINITY, ...more.pacing },
    });
  const omada = await connect({ hooks: events.hooks, ...options });
  const [site] = controller.state.sites.values();
  const siteId = site?.siteId ?? "";
  const devices = [...controller.state.devices.values()];
  const apMac = devices.find((device) => device.siteId === siteId && device.type === "ap")?.mac ?? "";
  return {
    profile,
    controller,
    fetch,
    omada,
    events,
    siteId,
    apMac,
    calls: () => controller.requests.filter(({ path }) => /^\/openapi\/v\d/.test(path)),
    tokenRequests: () => controller.requests.filter(({ path }) => path === TOKEN_PATH),
    writes: () => controller.state.audits.filter(({ result }) => result === "Succeed").length,
    connect,
  };
}

/** The device list as most tests ask for it. */
export const listDevices = ({ omada, siteId }: Pick<Bed, "omada" | "siteId">) =>
  omada.device.getDeviceList({ siteId, page: 1, pageSize: 10 });

/** A write that can be seen afterwards. */
export const rename = ({ omada, siteId, apMac }: Pick<Bed, "omada" | "siteId" | "apMac">, name: string) =>
  omada.ap.modifyGeneralConfig({ siteId, apMac, body: { name } });

/** What a promise rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    (value) => {
      throw new Error(`it did not fail: ${JSON.stringify(value)?.slice(0, 200)}`);
    },
    (error: Error) => error,
  );
}

/** Milliseconds after which something that should have happened did not. */
const PATIENCE = 20_000;

/** Waits until something holds, no longer than it takes. */
export async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`this does not come true: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** What a client's hooks were called with. */
interface Events {
  hooks: OmadaHooks;
  requests: RequestEvent[];
  responses: ResponseEvent[];
  retries: RetryEvent[];
  errors: ErrorEvent[];
  /** The reasons of the repetitions. */
  reasons(): string[];
}

function recordEvents(): Events {
  const [requests, responses, retries, errors]: [
    RequestEvent[],
    ResponseEvent[],
    RetryEvent[],
    ErrorEvent[],
  ] = [[], [], [], []];
  return {
    hooks: {
      onRequest: (event) => void requests.push(event),
      onResponse: (event) => void responses.push(event),
      onRetry: (event) => void retries.push(event),
      onError: (event) => void errors.push(event),
    },
    requests,
    responses,
    retries,
    errors,
    reasons: () => retries.map(({ reason }) => reason),
  };
}
