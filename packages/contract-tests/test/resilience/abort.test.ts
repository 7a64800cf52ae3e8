import { authorizationCode } from "@omada-sdk/auth";
import { createNodeFetch } from "@omada-sdk/core/node";
import type { Fault } from "@omada-sdk/mock-controller";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Bed, listDevices, openBed, PROFILES, TOKEN_PATH, until } from "./support/bed.js";
import { stoppedClock } from "./support/clocks.js";
import { type Relay, startRelay } from "./support/relay.js";

const NEVER: Fault = { kind: "delay", ms: 1e9 };
const SLOWLY: Fault = { kind: "trickle", ms: 1e9, bytes: 64 };

/** A client behind a relay that counts connections, without one that is open already, and how to end it. */
async function relayed(profile: (typeof PROFILES)[number], withUser = false) {
  const bed = await openBed(profile);
  const relay = await startRelay(bed.controller.url);
  const { clientId, clientSecret, username, password } = bed.controller.credentials;
  const clock = stoppedClock();
  const options = {
    baseUrl: relay.url,
    clock,
    timeoutMs: 30_000,
    retry: { baseMs: 10_000, random: () => 1 },
    pacing: { concurrency: 1 },
    hooks: bed.events.hooks,
    ...(withUser ? { auth: authorizationCode({ clientId, clientSecret, username, password }) } : {}),
  };
  const first = createNodeFetch({ fingerprint256: bed.controller.fingerprint256 });
  const second = createNodeFetch({ fingerprint256: bed.controller.fingerprint256 });
  let current = first;
  const omada = await bed.connect({ ...options, fetch: (url, init) => current(url, init) });
  current = second;
  await first.close();
  await until(() => relay.open() === 0);
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= second.close();
    return closed;
  };
  onTestFinished(() => close());
  return { ...bed, omada, relay, clock, close };
}
type Relayed = Awaited<ReturnType<typeof relayed>>;

interface Phase {
  name: string;
  /** Brings the client to where the call shall end; the call begins between this and `arrived`. */
  before?: (bed: Relayed) => unknown;
  arrived: (bed: Relayed) => Promise<unknown>;
  call?: (bed: Relayed, signal: AbortSignal) => Promise<unknown>;
  withUser?: boolean;
}

const list = ({ omada, siteId }: Bed, signal: AbortSignal) =>
  omada.request("GET", "/openapi/v1/{omadacId}/sites/{siteId}/devices", {
    path: { siteId },
    query: { page: 1, pageSize: 10 },
    signal,
  });
const add = (fault: Fault, more: object) => (bed: Bed) => void bed.controller.faults.add({ ...more, fault });
const held = (bed: Bed) => bed.controller.clock.whenWaiting();
const manner = (way: Relay["manner"]) => (bed: Relayed) => {
  bed.relay.manner = way;
};

const PHASES: readonly Phase[] = [
  {
    name: "waiting for its turn",
    before: async (bed) => {
      bed.controller.faults.add({ operation: "site.getSiteList", fault: NEVER });
      const other = new AbortController();
      onTestFinished(() => other.abort());
      bed.omada
        .request("GET", "/openapi/v1/{omadacId}/sites", {
          query: { page: 1, pageSize: 10 },
          signal: other.signal,
        })
        .catch(() => undefined);
      await held(bed);
      // The one that holds the turn ends with it.
      return () => other.abort();
    },
    arrived: async () => undefined,
  },
  {
    name: "opening a connection",
    before: manner("silent"),
    arrived: async ({ relay }) => until(() => relay.open() > 0),
  },
  { name: "waiting for a token", before: add(NEVER, { path: TOKEN_PATH }), arrived: held },
  {
    name: "reading the token",
    before: add(SLOWLY, { path: TOKEN_PATH }),
    arrived: held,
  },
  {
    name: "logging in as a user",
    withUser: true,
    before: add(NEVER, { path: "/openapi/authorize/code" }),
    arrived: held,
  },
  {
    name: "waiting for the answer",
    before: add(NEVER, { operation: "device.getDeviceList" }),
    arrived: held,
  },
  { name: "reading the answer", before: add(SLOWLY, { operation: "device.getDeviceList" }), arrived: held },
  {
    name: "renewing a token that was refused",
    before: async (bed) => {
      await listDevices(bed);
      bed.controller.expireTokens();
      bed.controller.faults.add({ path: TOKEN_PATH, fault: NEVER });
    },
    arrived: held,
  },
  {
    name: "waiting to be sent again",
    before: add({ kind: "status", status: 503 }, { operation: "device.getDeviceList" }),
    arrived: ({ events }) => until(() => events.retries.length > 0),
  },
  {
    name: "waiting to be sent again after the connection was cut",
    before: add({ kind: "truncate" }, { operation: "device.getDeviceList" }),
    arrived: ({ events }) => until(() => events.retries.length > 0),
  },
  {
    name: "reading pages ahead",
    before: async (bed) => {
      bed.controller.faults.add({ operation: "device.getDeviceList", nth: [2, 3, 4], fault: NEVER });
    },
    call: ({ omada, siteId }, signal) =>
      omada.paginate(omada.device.getDeviceList, { siteId }, { pageSize: 2, signal }).toArray(),
    arrived: held,
  },
];

describe.each(PROFILES)("a call of %s that is aborted", (profile) => {
  it.each(PHASES)("while $name leaves nothing behind", async ({ before, arrived, call = list, withUser }) => {
    const bed = await relayed(profile, withUser);
    const undo = await before?.(bed);
    const abort = new AbortController();
    const reason = new Error("enough");
    const ended = call(bed, abort.signal).then(
      () => "answered",
      (error: unknown) => error,
    );
    await arrived(bed);
    abort.abort(reason);
    expect(await ended).toBe(reason);
    if (typeof undo === "function") undo();
    // No timer of the client, and no connection on the controller's side once the fetch is closed.
    await until(() => bed.clock.pending().length === 0);
    const sent = bed.controller.requests.length;
    await bed.close();
    await until(() => bed.relay.open() === 0);
    // undici connects anew after an abort, but what was aborted is not sent again.
    expect(bed.controller.requests.length).toBe(sent);
  });

  it("before it begins sends nothing at all", async () => {
    const bed = await relayed(profile);
    const before = bed.relay.made();
    await expect(list(bed, AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
    expect(bed.relay.made()).toBe(before);
  });

  it("does not disturb the next one, which gets a connection that is whole", async () => {
    const bed = await relayed(profile);
    const { faults } = bed.controller;
    for (const [already, fault] of [NEVER, SLOWLY].entries()) {
      faults.add({ operation: "device.getDeviceList", times: 1, fault });
      const abort = new AbortController();
      const ended = list(bed, abort.signal).catch((error: Error) => error.message);
      await bed.controller.clock.whenWaiting(already + 1);
      abort.abort(new Error("enough"));
      expect(await ended).toBe("enough");
      await expect(list(bed, new AbortController().signal)).resolves.toHaveProperty("data.length", 6);
    }
    await bed.close();
    await until(() => bed.relay.open() === 0);
  });

  it("and shares the renewal with another one does not end that", async () => {
    const bed = await openBed(profile);
    bed.controller.faults.add({ path: TOKEN_PATH, times: 1, fault: { kind: "delay", ms: 60_000 } });
    const abort = new AbortController();
    const first = list(bed, abort.signal).catch((error: Error) => error.message);
    const second = list(bed, new AbortController().signal);
    await held(bed);
    abort.abort(new Error("enough"));
    expect(await first).toBe("enough");
    await bed.controller.clock.advance(60_000);
    await expect(second).resolves.toHaveProperty("data.length", 6);
    expect(bed.tokenRequests()).toHaveLength(1);
  });
});
