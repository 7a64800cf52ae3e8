import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { AuthContext } from "../../src/index.js";
import { createCertificate } from "./certificate.js";
import { httpsFetch } from "./https-fetch.js";

export const OMADAC_ID = "0123456789abcdef0123456789abcdef";
export const CLIENT_ID = "c11e47";
export const CLIENT_SECRET = "cl1ent/s&cret+1";
export const USERNAME = "operator";
export const PASSWORD = 'pa"ss&w0rd é';

/** Switches for what controllers disagree about. */
export interface Behaviour {
  /** Where the credentials of an application are read. */
  credentialsIn: "query" | "body";
  /** Where a refresh is read; anything else is answered -1001 or -1004. */
  refreshIn: "form" | "query";
  /** Seconds. */
  expiresIn: number;
  /** Name of the web session's cookie. */
  cookieName: string;
}

export interface Seen {
  readonly path: string;
  readonly query: Record<string, string>;
  readonly headers: IncomingMessage["headers"];
  readonly body: Record<string, string>;
}

type Answer = { errorCode: number; result?: unknown; status?: number; cookie?: string; html?: boolean };
const no = (errorCode: number, status = 200): Answer => ({ errorCode, status });
const yes = (result?: unknown): Answer => ({ errorCode: 0, result });

/** What the controllers of a test file show; it has to be trusted. */
export const CERTIFICATE = createCertificate();
const client = httpsFetch(CERTIFICATE.cert);
const { fetch } = client;

const running: Array<() => Promise<unknown>> = [];

/** Closes the controllers that the tests of a file started. */
export async function closeControllers(): Promise<void> {
  client.close();
  await Promise.all(running.splice(0).map((close) => close()));
}

/** A controller over HTTPS on a loopback port that hands out tokens and checks them, as long as its test file runs. */
export class LiveController {
  readonly behaviour: Behaviour;
  readonly seen: Seen[] = [];
  readonly access = new Set<string>();
  readonly refresh = new Set<string>();
  readonly codes = new Set<string>();
  readonly sessions = new Map<string, string>();
  /** Everything secret that was handed out. */
  readonly secrets: string[] = [CLIENT_SECRET, PASSWORD];
  origin = "";
  #count = 0;

  constructor(behaviour: Partial<Behaviour> = {}) {
    this.behaviour = {
      credentialsIn: "body",
      refreshIn: "form",
      expiresIn: 7200,
      cookieName: "TPOMADA_SESSIONID",
      ...behaviour,
    };
  }

  context(more: Partial<AuthContext> = {}): AuthContext {
    return { origin: this.origin, omadacId: OMADAC_ID, fetch, ...more };
  }

  /** Asks for something as a client does, with these headers. */
  async call(headers: Record<string, string>): Promise<{ status: number; errorCode: number | undefined }> {
    const response = await fetch(`${this.origin}/openapi/v1/${OMADAC_ID}/sites`, { headers });
    const text = await response.text();
    return {
      status: response.status,
      errorCode: text.startsWith("{") ? JSON.parse(text).errorCode : undefined,
    };
  }

  seenAt(path: string): Seen[] {
    return this.seen.filter((one) => one.path === path);
  }

  make(prefix: string): string {
    const secret = `${prefix}${(++this.#count).toString().padStart(8, "0")}`;
    this.secrets.push(secret);
    return secret;
  }

  answer(request: Seen): Answer {
    const { path, query, headers, body } = request;
    const { credentialsIn, refreshIn, cookieName } = this.behaviour;
    const isForm = `${headers["content-type"]}`.startsWith("application/x-www-form-urlencoded");
    const matches = (from: Record<string, string>) =>
      from.client_id === CLIENT_ID && from.client_secret === CLIENT_SECRET;
    const credentials = credentialsIn === "query" ? query : body;
    if (path === "/openapi/authorize/token" && query.grant_type === "refresh_token") {
      if (isForm !== (refreshIn === "form")) return no(isForm ? -1001 : -1004);
      if (!matches({ ...query, ...body })) return no(-44106);
      return this.refresh.delete(`${query.refresh_token}`) ? this.#grant() : no(-44114);
    }
    if (path === "/openapi/authorize/token") {
      if (query.grant_type === "client_credentials" && body.omadacId !== OMADAC_ID) return no(-7131);
      if (!matches(credentials)) return no(-44106);
      if (query.grant_type === "client_credentials") return this.#grant();
      return this.codes.delete(`${query.code}`) ? this.#grant() : no(-44110);
    }
    if (path === "/openapi/authorize/login") {
      if (query.omadac_id !== OMADAC_ID) return no(-7131);
      if (query.client_id !== CLIENT_ID) return no(-44106);
      if (body.username !== USERNAME || body.password !== PASSWORD) return no(-30109);
      const [sessionId, csrfToken] = [this.make("5e55"), this.make("c5f0")];
      this.sessions.set(sessionId, csrfToken);
      return yes({ csrfToken, sessionId });
    }
    if (path === "/openapi/authorize/code") {
      const session = /^TPOMADA_SESSIONID=(\w+)$/.exec(`${headers.cookie}`)?.[1] ?? "";
      if (query.response_type !== "code") return no(-44107);
      if (!this.sessions.has(session)) return no(-44109);
      return this.sessions.get(session) === headers["csrf-token"] ? yes(this.code()) : no(-44108);
    }
    if (path === `/${OMADAC_ID}/api/v2/login`) {
      if (body.username !== USERNAME || body.password !== PASSWORD) return no(-30109);
      const [cookie, token] = [this.make("c00c"), this.make("c5f0")];
      this.sessions.set(cookie, token);
      return { ...yes({ roleType: 0, token }), cookie: `${cookieName}=${cookie}; Path=/; Secure; HttpOnly` };
    }
    if (headers["omada-request-source"] === "web-local") {
      const [name, session = ""] = `${headers.cookie}`.split("=");
      const good = name === cookieName && this.sessions.get(session) === headers["csrf-token"];
      return good ? yes([]) : { errorCode: 0, html: true };
    }
    if (!headers.authorization) return no(-44116, 401);
    return this.access.has(headers.authorization.replace(/^AccessToken=/, "")) ? yes([]) : no(-44113);
  }

  /** An authorization code, as a login over the browser gives it. */
  code(): string {
    const code = this.make("OC-");
    this.codes.add(code);
    return code;
  }

  #grant(): Answer {
    const [accessToken, refreshToken] = [this.make("AT-"), this.make("RT-")];
    this.access.add(accessToken);
    this.refresh.add(refreshToken);
    return yes({ accessToken, refreshToken, tokenType: "bearer", expiresIn: this.behaviour.expiresIn });
  }
}

export async function startController(behaviour: Partial<Behaviour> = {}): Promise<LiveController> {
  const controller = new LiveController(behaviour);
  const server = createServer(CERTIFICATE, async (incoming: IncomingMessage, response: ServerResponse) => {
    let text = "";
    for await (const chunk of incoming.setEncoding("utf8")) text += chunk;
    const url = new URL(incoming.url ?? "", "http://host");
    const body = text.startsWith("{") ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
    const query = Object.fromEntries(url.searchParams);
    const request = { path: url.pathname, query, headers: incoming.headers, body };
    controller.seen.push(request);
    const { errorCode, result, status = 200, cookie, html } = controller.answer(request);
    if (cookie) response.setHeader("set-cookie", ["rememberMe=deleted; Path=/", cookie]);
    response.writeHead(status, { "content-type": html ? "text/html" : "application/json" });
    response.end(
      html ? "<html>login</html>" : JSON.stringify({ errorCode, msg: `code ${errorCode}`, result }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  controller.origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  running.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return controller;
}
