import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { authorizationCode, clientCredentials, memoryTokenStore, type OmadaAuth } from "@omada-sdk/auth";
import { webSession } from "@omada-sdk/auth/web-session";
import { deviceRaw } from "@omada-sdk/client-v6/device/raw";
import { createBatch, createSupportLog, type OmadaHooks } from "@omada-sdk/core";
import {
  createNodeFetch,
  DIAGNOSTICS_CHANNELS,
  openSupportLog,
  publishDiagnostics,
} from "@omada-sdk/core/node";
import type { Fault } from "@omada-sdk/mock-controller";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { type Bed, listDevices, openBed, rename } from "./support/bed.js";

afterEach(() => void vi.restoreAllMocks());

const FAULTS: readonly Fault[] = [
  { kind: "status", status: 503, body: "gone" },
  { kind: "rate-limit", retryAfterSeconds: 1 },
  { kind: "html" },
  { kind: "truncate" },
  { kind: "close" },
  { kind: "token-death" },
  { kind: "token-death", code: -44116 },
  { kind: "code", code: -33000 },
  { kind: "code", code: -1 },
];

/** Where a grant gets its token or its session. */
const GRANT_PATHS = /^\/openapi\/authorize\/token|\/api\/v2\/login/;

/** Everything a program may do, on a controller where all of it goes wrong once, and every object shown. */
async function run(bed: Bed, auth: OmadaAuth, hooks: OmadaHooks[], show: (value: unknown) => void) {
  const { controller } = bed;
  const tried = async (promise: Promise<unknown>) => show(await promise.catch((error: unknown) => error));
  const connecting = bed.connect({ auth, hooks, logger: { warn: show }, retry: { baseMs: 0, attempts: 2 } });
  const omada = await connecting;
  const own = { ...bed, omada };
  show(auth);
  show(omada);
  show(omada.info);
  const all = async () => {
    await tried(listDevices(own));
    await tried(omada.paginate(omada.device.getDeviceList, { siteId: bed.siteId }).toArray());
    await tried(rename(own, "Lobby"));
    await tried(omada.request("GET", "/openapi/v1/{omadacId}/nothing"));
    await tried(omada.request("GET", "/openapi/v1/{omadacId}/sites"));
  };
  await all();
  for (const path of [/^\/openapi\/v1/, GRANT_PATHS])
    for (const fault of FAULTS)
      for (const times of [1, 5]) {
        controller.faults.clear();
        controller.faults.add({ path, times, fault });
        if (path === GRANT_PATHS) {
          controller.state.accessTokens.clear();
          controller.state.webSessions.clear();
        }
        await tried(listDevices(own));
        await tried(rename(own, "Lobby"));
      }
  controller.faults.clear();
  if (bed.profile !== "5.12") {
    const batch = createBatch(omada);
    batch.add(omada.ap.modifyGeneralConfig, {
      siteId: bed.siteId,
      apMac: bed.apMac,
      body: { name: "Batch" },
    });
    show(batch);
    await tried(batch.send());
  }
  controller.changeCertificate();
  await tried(listDevices(own));
  show(auth);
  show(omada);
  show(deviceRaw(omada));
  show(omada.paginate(omada.device.getDeviceList, { siteId: bed.siteId }));
}

const GRANTS = ["client credentials", "authorization code", "web session", "a wrong secret"] as const;

it("is found by this search in whatever form", () => {
  const secret = "s3cr3t/with=signs & more";
  const emitted = collectEmitted();
  emitted.show(new Error("failed", { cause: { headers: new Map([["cookie", `a=${secret}`]]) } }));
  emitted.show({ url: `https://192.0.2.1/?${new URLSearchParams({ client_secret: secret })}` });
  emitted.show(Object.assign(() => undefined, { token: Buffer.from(secret).toString("base64") }));
  const forms = formsOf(secret).filter((form) => emitted.text().includes(form));
  expect(new Set(forms).size).toBe(3);
});

describe.each(["5.12", "5.15", "6.2"] as const)("what a run on %s lets out", (profile) => {
  // Web sessions reach the Open API from 6.2 on.
  it.each(GRANTS.filter((grant) => profile === "6.2" || grant !== "web session"))(
    "with %s holds no secret, no password and no token",
    async (grant) => {
      const emitted = collectEmitted();
      const folder = await mkdtemp(join(tmpdir(), "omada-secrets-"));
      onTestFinished(() => rm(folder, { recursive: true }));
      const bed = await openBed(profile);
      const { state, credentials } = bed.controller;
      const { clientId, username, password } = credentials;
      const clientSecret =
        grant === "a wrong secret" ? "wrong/secret+with=signs & more" : credentials.clientSecret;
      const secrets = new Set([clientSecret, password]);
      for (const map of [state.accessTokens, state.refreshTokens, state.codes]) noteKeys(map, secrets);
      const logins = state.logins.set.bind(state.logins);
      state.logins.set = (id, session) => {
        secrets.add(session.csrfToken).add(session.sessionId);
        return logins(id, session);
      };

      const openSession = state.webSessions.set.bind(state.webSessions);
      state.webSessions.set = (id, session) => {
        secrets.add(session.csrfToken).add(session.sessionId);
        return openSession(id, session);
      };

      const options = { clientId, clientSecret };
      const store = memoryTokenStore();
      const grants: Record<(typeof GRANTS)[number], () => OmadaAuth> = {
        "client credentials": () => clientCredentials({ ...options, store }),
        "authorization code": () => authorizationCode({ ...options, username, password, store }),
        "web session": () => webSession({ username, password, store }),
        "a wrong secret": () => clientCredentials({ ...options, store }),
      };
      const auth = grants[grant]();
      const every = (name: string) => (event: object) => {
        emitted.show(name);
        emitted.show(event);
      };
      const own: OmadaHooks = {
        onConnect: every("connect"),
        onRequest: every("request"),
        onResponse: every("response"),
        onRetry: every("retry"),
        onError: every("error"),
      };
      const lines: string[] = [];
      const file = openSupportLog(join(folder, "support.log"));
      const published = Object.values(DIAGNOSTICS_CHANNELS);
      const listener = (event: unknown) => emitted.show(event);
      for (const name of published) subscribe(name, listener);
      const supportLog = createSupportLog({ write: (line) => void lines.push(line) });
      await run(bed, auth, [own, supportLog, file.hooks, publishDiagnostics()], emitted.show);
      for (const name of published) unsubscribe(name, listener);
      await file.close();
      emitted.show(store);
      emitted.show(createNodeFetch({ fingerprint256: bed.controller.fingerprint256 }));

      const text = [emitted.text(), ...lines, await readFile(join(folder, "support.log"), "utf8")].join("\n");
      // It saw the whole run, with tokens on the way.
      expect(text.length).toBeGreaterThan(100_000);
      expect(lines.length).toBeGreaterThan(50);
      if (grant !== "a wrong secret") expect(secrets.size).toBeGreaterThan(10);
      const errors = ["OmadaAuthError", "OmadaTlsError", "OmadaConnectionError"];
      if (grant !== "a wrong secret") errors.push("OmadaApiError", "OmadaHttpError");
      expect(errors.filter((name) => !text.includes(name))).toEqual([]);
      const found = [...secrets].filter((secret) => formsOf(secret).some((form) => text.includes(form)));
      expect(found).toEqual([]);
      // The support log may be mailed: nothing that names the network is in it either.
      const mailed = lines.join("\n");
      const names = [credentials.omadacId, clientId, bed.siteId, bed.apMac, username, "127.0.0.1", "Lobby"];
      expect(names.filter((name) => mailed.includes(name))).toEqual([]);
    },
  );
});

/** Everything that a run let out, as text. */
interface Emitted {
  /** Notes every way in which a value can be shown. */
  show(value: unknown): void;
  text(): string;
}

/** Collects, and catches what goes to the console meanwhile. */
function collectEmitted(): Emitted {
  const texts: string[] = [];
  const show = (value: unknown): void => {
    texts.push(
      inspect(value, {
        depth: 12,
        showHidden: true,
        getters: true,
        maxStringLength: null,
        maxArrayLength: null,
      }),
      JSON.stringify(value) ?? "",
      String(value),
    );
    if (!(value instanceof Error)) return;
    texts.push(value.stack ?? "", JSON.stringify(value, Object.getOwnPropertyNames(value)));
    if (value.cause !== undefined) show(value.cause);
  };
  for (const method of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, method).mockImplementation((...values) => void values.map(show));
  return { show, text: () => texts.join("\n") };
}

/** How a secret may look once it went through a URL, a form, JSON or a header. */
function formsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ "": secret }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString("base64"),
    Buffer.from(secret).toString("base64url"),
    Buffer.from(secret).toString("hex"),
  ];
}

/** Notes every key that a map is given. */
function noteKeys(map: Map<string, unknown>, secrets: Set<string>): void {
  const set = map.set.bind(map);
  map.set = (key, value) => {
    secrets.add(key);
    return set(key, value);
  };
}
