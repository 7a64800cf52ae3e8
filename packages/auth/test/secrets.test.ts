import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type AuthContext,
  type AuthorizationCodeAuth,
  authorizationCode,
  clientCredentials,
  type GrantKind,
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
    if (value instanceof AggregateError) value.errors.forEach(show);
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

/** A fetch that puts all that it was given into its errors. */
const quoting = (context: AuthContext): AuthContext => ({
  ...context,
  fetch: async (url, init) => {
    const error = new TypeError(
      `failed to fetch ${url} with ${init.body} and ${JSON.stringify(init.headers)}`,
    );
    throw Object.assign(error, { url, init, cause: { code: "ECONNRESET", message: url, request: init } });
  },
});

/** How often a controller repeated something. */
let shown = 0;

/** A controller that repeats everything it was sent, in all kinds of encodings, and cut. */
const repeating = (context: AuthContext): AuthContext => ({
  ...context,
  fetch: async (url, init) => {
    const msg = `${url} ${decodeURIComponent(url)} ${init.body} ${new URLSearchParams(`${init.body}`)}`;
    const values =
      init.body && `${init.body}`.startsWith("{") ? Object.values(JSON.parse(`${init.body}`)) : [];
    const headers = Object.values(init.headers ?? {}).flatMap((value) => [value, ...`${value}`.split("=")]);
    const encoded = [...values, ...headers].flatMap((value) => [
      ...variants(`${value}`),
      `${value}`.slice(0, -3),
    ]);
    // All at once, or one of them in a plain sentence.
    const said = [...values, ...headers, ...encoded];
    const one = said[shown++ % said.length] ?? "";
    return Response.json({ errorCode: -99999, msg: shown % 2 ? [msg, ...said].join(" ") : `Wrong: ${one}.` });
  },
});

/** A controller that behaves for so many requests: what goes wrong then has seen what the first ones gave. */
const after =
  (requests: number, wrong: (context: AuthContext) => AuthContext) =>
  (context: AuthContext): AuthContext => {
    let seen = 0;
    const { fetch } = wrong(context);
    return { ...context, fetch: (url, init) => (seen++ < requests ? context : { fetch }).fetch(url, init) };
  };
/** As far as the last step: a refresh that is refused, login, code, token. */
const WRONGS = [0, 1, 2, 3].flatMap((requests) => [after(requests, quoting), after(requests, repeating)]);

const variants = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  new URLSearchParams({ "": secret }).toString().slice(1),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString("base64"),
  Buffer.from(secret).toString("hex"),
  secret.toUpperCase(),
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
  ["a code from a redirect", () => authorizationCode(application)],
  ["a web session", () => webSession(user)],
];

/** Users of this grant come from a login page. */
const isRedirected = (auth: OmadaAuth): auth is AuthorizationCodeAuth =>
  auth.identity === `authorization-code:${CLIENT_ID}:`;

async function fullRun(auth: OmadaAuth, controller: LiveController): Promise<void> {
  const context = controller.context();
  const attempt = async (where: AuthContext) => {
    show(auth);
    if (isRedirected(auth)) await auth.exchange(controller.code(), where).catch(show);
    await auth.authorize(where).catch(show);
    show(auth);
  };
  const wrongs = WRONGS.map((wrong) => wrong(context));
  for (const where of [context, ...wrongs, { ...context, omadacId: "unknown" }]) {
    await attempt(where);
    controller.refresh.clear();
    auth.invalidate({ errorCode: -44113 });
    await attempt(where);
  }
  if ("exchange" in auth) await (auth as AuthorizationCodeAuth).exchange(PASSWORD).catch(show);
  await attempt({ ...context, origin: "nonsense" });
  await attempt({ ...context, signal: AbortSignal.abort() });
}

describe("a full run", () => {
  /** What only the run of a grant makes the controller hand out. */
  const HANDED_OUT: Record<GrantKind, string[]> = {
    "client-credentials": ["AT-"],
    "authorization-code": ["OC-", "AT-", "RT-"],
    "web-session": ["c00c", "c5f0"],
  };

  it.each(grants)("with %s emits no secret", async (name, make) => {
    const controller = await startController({ credentialsIn: name.endsWith("query") ? "query" : "body" });
    const auth = make();
    await fullRun(auth, controller);
    for (const prefix of HANDED_OUT[auth.kind])
      expect(controller.secrets.some((secret) => secret.startsWith(prefix))).toBe(true);
    const all = emitted.join("\n");
    expect(all).toContain("failed (ECONNRESET)");
    expect(all).toContain("refused to give a token");
    expectNone(controller);
  });

  it("with stores emits no secret, and their keys contain none", async () => {
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
        authorizationCode({ ...application, store }),
        webSession({ ...user, store }),
      ]) {
        await fullRun(auth, controller);
        show(store);
      }
    emitted.push(...kept.keys());
    expect(new Set([...kept.keys()].map((key) => key.replace(/\d+$/, "")))).toEqual(
      new Set(["omada-client-credentials-", "omada-authorization-code-", "omada-web-session-"]),
    );
    const all = emitted.join("\n");
    expect(all).toContain("The token store failed (Error).");
    expectNone(controller);
  });
});
