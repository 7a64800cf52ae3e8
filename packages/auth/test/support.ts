import type { AuthContext } from "../src/index.js";

export const SECRET = "s3cr3t/v&lue";
export const ORIGIN = "https://192.168.0.2:8043";

/** A token request as the fake controller saw it. */
export interface Minted {
  readonly url: string;
  readonly init: RequestInit;
  readonly body: Record<string, string>;
}

export interface FakeController {
  readonly minted: Minted[];
  /** Context of a caller. */
  readonly context: (more?: Partial<AuthContext>) => AuthContext;
}

/** A controller that answers the nth token request with what `answer` returns: a body, a Response, or an error to throw. */
export function fakeController(
  answer: (n: number, init: RequestInit) => unknown = (n) => granted(n),
): FakeController {
  const minted: Minted[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    minted.push({ url, init, body: JSON.parse(String(init.body)) });
    const given = await answer(minted.length, init);
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
