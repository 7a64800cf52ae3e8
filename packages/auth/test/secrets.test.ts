import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type AuthContext,
  authorizationCode,
  clientCredentials,
  memoryTokenStore,
  type OmadaAuth,
} from "../src/index.js";
import { keyvTokenStore } from "../src/keyv-store.js";
import { webSession } from "../src/web-session.js";
import {
  CLIENT_ID,
  CLIENT_SECRET,
  type LiveController,
  PASSWORD,
  startController,
  USERNAME,
} from "./support/live-controller.js";

/** Everything that a run let out: what was printed, and every way of showing every object it made. */
const emitted: string[] = [];
const show = (value: unknown) => {
  const shown = inspect(value, { depth: 20, showHidden: true, getters: true, maxStringLength: null });
  emitted.push(shown, JSON.stringify(value) ?? "", String(value));
  if (value instanceof Error) {
    emitted.push(value.stack ?? "", JSON.stringify(value, Object.getOwnPropertyNames(value)));
    if (value.cause) show(value.cause);
  }
};

beforeEach(() => {
  emitted.length = 0;
  for (const method of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, method).mockImplementation((...args) => void args.map(show));
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((chunk) => emitted.push(String(chunk)) > 0);
});
afterEach(() => void vi.restoreAllMocks());

/** A fetch that puts all it knows into its errors, as badly as any ever did. */
const telling = (context: AuthContext): AuthContext => ({
  ...context,
  fetch: async (url, init) => {
    const error = new TypeError(
      `failed to fetch ${url} with ${init.body} and ${JSON.stringify(init.headers)}`,
    );
    throw Object.assign(error, { url, init, cause: { code: "ECONNRESET", message: url, request: init } });
  },
});

/** A controller that repeats everything it was sent. */
const repeating = (context: AuthContext): AuthContext => ({
  ...context,
  fetch: async (url, init) => {
    const msg = `${url} ${decodeURIComponent(url)} ${init.body} ${new URLSearchParams(`${init.body}`)}`;
    const values =
      init.body && `${init.body}`.startsWith("{") ? Object.values(JSON.parse(`${init.body}`)) : [];
    return Response.json({ errorCode: -99999, msg: `${msg} ${values.join(" ")}` });
  },
});

const variants = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  new URLSearchParams({ "": secret }).toString().slice(1),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString("base64"),
];

/** Compared without backslashes, which every quoting adds more of. */
function expectNone(controller: LiveController): void {
  const all = emitted.join("\n").replaceAll("\\", "");
  expect(controller.secrets.length).toBeGreaterThan(3);
  for (const secret of controller.secrets)
    for (const variant of variants(secret)) expect(all).not.toContain(variant.replaceAll("\\", ""));
}

const application = { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET };
const user = { username: USERNAME, password: PASSWORD };
const grants: Array<[string, () => OmadaAuth]> = [
  ["client credentials", () => clientCredentials(application)],
  ["client credentials in the query", () => clientCredentials({ ...application, tokenStyle: "query" })],
  ["an authorization code", () => authorizationCode({ ...application, ...user })],
  [
    "an authorization code in the query",
    () => authorizationCode({ ...application, ...user, tokenStyle: "query" }),
  ],
  ["a web session", () => webSession(user)],
];

async function fullRun(auth: OmadaAuth, controller: LiveController): Promise<void> {
  const context = controller.context();
  const attempt = async (where: AuthContext) => {
    show(auth);
    await auth.authorize(where).catch(show);
    show(auth);
  };
  for (const where of [context, telling(context), repeating(context), { ...context, omadacId: "unknown" }]) {
    await attempt(where);
    auth.invalidate({ errorCode: -44113 });
    await attempt(where);
  }
  await attempt({ ...context, origin: "nonsense" });
  await attempt({ ...context, signal: AbortSignal.abort() });
  controller.refresh.clear();
  auth.invalidate({ errorCode: -44113 });
  await attempt(context);
}

describe("a full run", () => {
  it.each(grants)("with %s emits no secret", async (name, make) => {
    const controller = await startController({ credentialsIn: name.endsWith("query") ? "query" : "body" });
    await fullRun(make(), controller);
    const all = emitted.join("\n");
    expect(all).toContain("could not be sent (ECONNRESET)");
    expect(all).toContain("refused to give a token");
    expectNone(controller);
  });

  it("with stores emits no secret, and their keys tell none", async () => {
    const controller = await startController();
    const kept = new Map<string, unknown>();
    const failing = keyvTokenStore({
      get: (key) => kept.get(key),
      delete: (key) => kept.delete(key),
      set(key, value) {
        const error = new Error(`SET ${key} ${JSON.stringify(value)}`);
        throw Object.assign(error, { command: { name: "set", args: [key, value] } });
      },
    });
    const stores = [memoryTokenStore(), keyvTokenStore(kept), failing];
    for (const store of stores)
      for (const auth of [
        clientCredentials({ ...application, store }),
        authorizationCode({ ...application, ...user, store }),
        webSession({ ...user, store }),
      ]) {
        await fullRun(auth, controller);
        show(store);
      }
    emitted.push(...kept.keys());
    const all = emitted.join("\n");
    expect(all).toContain("The token store failed (Error).");
    expectNone(controller);
  });
});
