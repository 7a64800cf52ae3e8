import type { AuthContext } from "../../src/index.js";

export const SECRET = "s3cr3t/v&lue";
export const ORIGIN = "https://192.168.0.2:8043";

/** A request as the fake controller saw it. */
export interface Minted {
  readonly url: string;
  readonly init: RequestInit;
  readonly query: Record<string, string>;
  /** Body, from JSON or a form; empty without one. */
  readonly body: Record<string, string>;
}

export interface FakeController {
  readonly minted: Minted[];
  /** Context of a caller. */
  readonly context: (more?: Partial<AuthContext>) => AuthContext;
}

/** A controller that answers the nth request with what `answer` returns: a body, a Response, or an error to throw. */
export function fakeController(
  answer: (n: number, request: Minted) => unknown = (n) => granted(n),
): FakeController {
  const minted: Minted[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    const request = { url, init, query: Object.fromEntries(new URL(url).searchParams), body: readBody(init) };
    minted.push(request);
    const given = await Promise.race([answer(minted.length, request), aborted(init.signal)]);
    if (given instanceof Error) throw given;
    return given instanceof Response ? given : Response.json(given);
  };
  return { minted, context: (more) => ({ origin: ORIGIN, omadacId: "abc", fetch, ...more }) };
}

/** The answer to a good token request. */
export function granted(n: number, expiresIn = 7200) {
  return {
    errorCode: 0,
    msg: "Success.",
    result: { accessToken: `AT-${n}`, tokenType: "bearer", expiresIn, refreshToken: `RT-${n}` },
  };
}

/** A promise and the means to settle it. */
export function deferred<T = unknown>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function readBody({ body, headers }: RequestInit): Record<string, string> {
  if (!body) return {};
  const isForm = new Headers(headers).get("content-type") === "application/x-www-form-urlencoded";
  return isForm ? Object.fromEntries(new URLSearchParams(`${body}`)) : JSON.parse(`${body}`);
}

function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
}
