import { authorizationCode, isOmadaAuthError } from "@omada-sdk/auth";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Bed, failureOf, listDevices, openBed, PROFILES, TOKEN_PATH, until } from "./support/bed.js";

const CALLERS = 50;
const fifty = (bed: Bed) => Array.from({ length: CALLERS }, () => listDevices(bed));

describe.each(PROFILES)("a renewal with 50 callers on %s", (profile) => {
  it("is one token request, also for those who come while it is under way", async () => {
    const bed = await openBed(profile, { pacing: false });
    await listDevices(bed);
    const { controller } = bed;
    controller.expireTokens();
    controller.faults.add({ path: TOKEN_PATH, fault: { kind: "delay", ms: 60_000 } });
    const before = bed.calls().length;
    const first = fifty(bed);
    await controller.clock.whenWaiting();
    await until(() => bed.calls().length === before + CALLERS);
    const late = fifty(bed);
    await controller.clock.advance(60_000);
    await Promise.all([...first, ...late]);
    expect(bed.tokenRequests()).toHaveLength(2);
    const refused = bed.calls().filter(({ errorCode }) => errorCode === -44112);
    expect(refused).toHaveLength(CALLERS);
    expect(bed.calls().length - before).toBe(CALLERS * 3);
  });

  it("is one token request when there is no token yet", async () => {
    const bed = await openBed(profile, { pacing: false });
    await Promise.all(fifty(bed));
    expect(bed.tokenRequests()).toHaveLength(1);
  });

  it("is not made again for a refusal that arrives after it", async () => {
    const bed = await openBed(profile, { pacing: false });
    await listDevices(bed);
    const { controller } = bed;
    controller.expireTokens();
    controller.faults.add({ path: /devices$/, nth: 25, fault: { kind: "delay", ms: 60_000 } });
    let done = 0;
    const all = fifty(bed).map((call) => call.then(() => void done++));
    await controller.clock.whenWaiting();
    await until(() => done === CALLERS - 1);
    expect(bed.tokenRequests()).toHaveLength(2);
    await controller.clock.advance(60_000);
    await Promise.all(all);
    expect(bed.tokenRequests()).toHaveLength(2);
  });

  it("that fails for good fails for all of them, with one request each attempt", async () => {
    const bed = await openBed(profile, { pacing: false, retry: false });
    await listDevices(bed);
    const { controller } = bed;
    controller.expireTokens();
    controller.faults.add({ path: TOKEN_PATH, fault: { kind: "delay", ms: 60_000 } });
    const before = bed.calls().length;
    controller.credentials.clientSecret = "f".repeat(32);
    const calls = fifty(bed).map(failureOf);
    await controller.clock.whenWaiting();
    await until(() => bed.calls().length === before + CALLERS);
    await controller.clock.advance(60_000);
    for (const error of await Promise.all(calls)) expect(isOmadaAuthError(error, -44106)).toBe(true);
    expect(bed.tokenRequests()).toHaveLength(2);
  });
});

describe.each(PROFILES)("an early renewal on %s", (profile) => {
  afterEach(() => void vi.useRealTimers());

  it("that hangs delays no call: all go on with the token they have, behind one request", async () => {
    vi.useFakeTimers({ toFake: ["Date", "performance"] });
    const bed = await openBed(profile, { pacing: false }, { now: () => Date.now() });
    await listDevices(bed);
    vi.advanceTimersByTime((7200 - 55) * 1000);
    const { clock, faults } = bed.controller;
    faults.add({ path: TOKEN_PATH, fault: { kind: "delay", ms: 60_000 } });
    await Promise.all(fifty(bed));
    await clock.whenWaiting();
    await Promise.all(fifty(bed));
    expect(bed.tokenRequests()).toHaveLength(2);
    await clock.advance(60_000);
    vi.advanceTimersByTime(55_000);
    await Promise.all(fifty(bed));
    expect(bed.tokenRequests()).toHaveLength(2);
    expect(bed.events.reasons()).toEqual([]);
  });
});

/** A client that acts as the user. */
async function userBed(profile: (typeof PROFILES)[number], withPassword: boolean) {
  const bed = await openBed(profile, { pacing: false });
  const { clientId, clientSecret, username, password } = bed.controller.credentials;
  const auth = authorizationCode({ clientId, clientSecret, ...(withPassword ? { username, password } : {}) });
  const omada = await bed.connect({ auth, pacing: false });
  const count = (end: string) =>
    bed.controller.requests.filter(({ path }) => path === `/openapi/authorize/${end}`).length;
  return { ...bed, omada, auth, count };
}

/** Spends the newest refresh token as another program that has it would. */
async function spend({ controller, fetch }: Bed) {
  const { clientId, clientSecret } = controller.credentials;
  const [stolen = ""] = [...controller.state.refreshTokens.keys()].slice(-1);
  const query = new URLSearchParams({
    grant_type: "refresh_token",
    refresh_token: stolen,
    client_id: clientId,
    client_secret: clientSecret,
  });
  const response = await fetch(`${controller.url}${TOKEN_PATH}?${query}`, { method: "POST" });
  return ((await response.json()) as { errorCode: number }).errorCode;
}

describe.each(PROFILES)("a refresh token of %s", (profile) => {
  it("is spent once, however many callers wait, and its successor is spent next", async () => {
    const bed = await userBed(profile, true);
    await listDevices(bed);
    for (let round = 1; round <= 3; round++) {
      bed.controller.state.accessTokens.clear();
      await Promise.all(fifty(bed));
      expect([bed.count("login"), bed.count("token")]).toEqual([1, 1 + round]);
    }
    const used = [...bed.controller.state.refreshTokens.values()].map((token) => token.used);
    expect(used).toEqual([true, true, true, false]);
  });

  it("that another program spent is refused, and the user is logged in again", async () => {
    const bed = await userBed(profile, true);
    await listDevices(bed);
    expect(await spend(bed)).toBe(0);
    expect(await spend(bed)).toBe(0); // the newest one is the successor now
    bed.controller.state.accessTokens.clear();
    await Promise.all(fifty(bed));
    expect(bed.controller.requests.some(({ errorCode }) => errorCode === -44114)).toBe(true);
    expect(bed.count("login")).toBe(2);
    const logins = bed.count("login");
    bed.controller.state.accessTokens.clear();
    await listDevices(bed);
    expect(bed.count("login")).toBe(logins);
  });

  it("that was spent, without a password, ends in -44114 until there is another code", async () => {
    const bed = await userBed(profile, false);
    const code = async () => {
      const { credentials, state, clock } = bed.controller;
      const fresh = `OC-${state.codes.size}${credentials.clientId}`;
      state.codes.set(fresh, clock.now() + 120_000);
      return fresh;
    };
    await bed.auth.exchange(await code());
    await listDevices(bed);
    await spend(bed);
    bed.controller.state.accessTokens.clear();
    for (let round = 0; round < 2; round++)
      for (const error of await Promise.all(fifty(bed).map(failureOf)))
        expect(isOmadaAuthError(error, -44114)).toBe(true);
    expect(bed.controller.requests.filter(({ errorCode }) => errorCode === -44114)).toHaveLength(1);
    // A code that is refused does not bring the user before back.
    await bed.auth.exchange("OC-refused");
    expect(isOmadaAuthError(await failureOf(listDevices(bed)), -44110)).toBe(true);
    expect(isOmadaAuthError(await failureOf(listDevices(bed)), -44114)).toBe(true);
    await bed.auth.exchange(await code());
    await expect(listDevices(bed)).resolves.toBeDefined();
    expect(bed.count("login")).toBe(0);
  });

  it("survives an answer that never arrives: the login starts over", async () => {
    const bed = await userBed(profile, true);
    await listDevices(bed);
    bed.controller.state.accessTokens.clear();
    // Spent on the controller's side, its successor lost with the connection.
    bed.controller.faults.add({ path: TOKEN_PATH, nth: 1, executes: true, fault: { kind: "close" } });
    await expect(listDevices(bed)).resolves.toBeDefined();
    expect(bed.count("login")).toBe(2);
  });
});
