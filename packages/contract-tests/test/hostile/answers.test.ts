import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { clientCredentials } from "@omada-sdk/auth";
import { createOmadaClient } from "@omada-sdk/client-v6";
import { createClient, isOmadaError } from "@omada-sdk/core";
import { createNodeFetch } from "@omada-sdk/core/node";
import fc from "fast-check";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";

const OMADAC_ID = "0123456789abcdef0123456789abcdef";
/** Milliseconds after which an answer counts as one that blocks; a busy machine is no failure. */
const PATIENCE = 10_000;
const SEED = 20261121;

const POISON = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "then", "toJSON"];
const STEERING = "\u001b[2J\u009b31m\u202e\u2066\u200f\u2028\u0000\u0007";
const LONG = 'https://psk=\\"AT-'.repeat(2000);

const word = fc.oneof(
  fc.string(),
  fc.constantFrom(...POISON, "errorCode", "result", "data", "totalRows", "msg", STEERING, "\ud800", LONG),
);
const scalar = fc.oneof(
  word,
  fc.double(),
  fc.maxSafeInteger(),
  fc.constantFrom(null, true, false, 0, -0, -1, 1e21, 2 ** 53, "0", "-44112", "1e3", " 0"),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie("value"), { maxLength: 4 }), tie("object")),
  object: fc.array(fc.tuple(word, tie("value")), { maxLength: 5 }).map((pairs) => {
    const own = Object.create(null) as Record<string, unknown>;
    for (const [name, member] of pairs)
      Object.defineProperty(own, name, { value: member, enumerable: true, configurable: true });
    return own;
  }),
}));
const code = fc.oneof(
  fc.constantFrom(0, 0, -1, -1200, -7132, -33000, -44112, -44113, -44116, "0", "x", null),
  scalar,
);
const list = fc.record({ totalRows: scalar, currentPage: scalar, currentSize: scalar, data: value });
const issued = fc.record(
  { accessToken: fc.oneof(fc.constant("AT-1234567890"), scalar), expiresIn: scalar, refreshToken: scalar },
  { requiredKeys: ["accessToken"] },
);
const info = fc.record({
  controllerVer: fc.oneof(fc.constant("6.2.0.17"), word),
  omadacId: fc.oneof(fc.constant(OMADAC_ID), word),
  type: scalar,
  mspMode: scalar,
});
const envelope = fc.record(
  {
    errorCode: code,
    msg: fc.oneof(word, fc.constantFrom(LONG, STEERING), value),
    result: fc.oneof(value, list, issued, info),
  },
  { requiredKeys: [] },
);
const deep = fc.integer({ min: 10, max: 20_000 }).map((depth) => "[".repeat(depth) + "]".repeat(depth));
const body = fc.oneof(
  { weight: 4, arbitrary: envelope.map((each) => JSON.stringify(each)) },
  { weight: 2, arbitrary: value.map((each) => JSON.stringify(each)) },
  { weight: 1, arbitrary: envelope.map((each) => JSON.stringify(each).slice(0, -1)) },
  { weight: 1, arbitrary: word },
  { weight: 1, arbitrary: deep },
  { weight: 1, arbitrary: word.map((text) => `<!doctype html><script>${text}</script>`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("", " ", "\ufeff", "\ufeff{}", "{", "null", "NaN", '{"errorCode":0}', LONG),
  },
);
const bytes = fc.oneof(
  { weight: 4, arbitrary: body.map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((each) => Buffer.from(each)) },
  { weight: 1, arbitrary: body.map((text) => Buffer.from(text, "utf16le")) },
);
const status = fc.oneof(
  { weight: 3, arbitrary: fc.constant(200) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      201,
      202,
      206,
      301,
      302,
      307,
      400,
      401,
      403,
      404,
      418,
      429,
      500,
      502,
      503,
      504,
      599,
    ),
  },
  { weight: 1, arbitrary: fc.integer({ min: 200, max: 599 }) },
);
const headers = fc.record(
  {
    "content-type": fc.constantFrom(
      ...[
        "application/json",
        "application/json; charset=utf-16",
        "text/html",
        "text/csv",
        "*/*",
        "",
        "x",
        ";;;",
        "application/octet-stream",
      ],
    ),
    "content-disposition": fc.constantFrom(
      ...[
        'attachment; filename="../../x"',
        "attachment; filename*=UTF-8''%E0%A4%A",
        "attachment; filename=",
        `inline${"=".repeat(5000)}`,
      ],
    ),
    "retry-after": fc.constantFrom(
      "0",
      "-1",
      "1e99",
      "never",
      "Thu, 01 Jan 1970 00:00:00 GMT",
      "9".repeat(400),
    ),
    location: fc.constantFrom(
      "https://elsewhere.test/?token=a",
      "//",
      "javascript:alert(1)",
      "/x".repeat(3000),
    ),
    "set-cookie": fc.constantFrom("TPOMADA_SESSIONID=", "a".repeat(5000), ";;=;"),
    date: fc.constantFrom("now", "", "Thu, 99 Foo 2026"),
  },
  { requiredKeys: [] },
);
const answer = fc.record({ status, headers, bytes });
type Answer = typeof answer extends fc.Arbitrary<infer T> ? T : never;

const success = (result: unknown) => Response.json({ errorCode: 0, result });
const INFO = { controllerVer: "6.2.0.17", omadacId: OMADAC_ID, type: 1 };
const token = () => success({ accessToken: "AT-1234567890", expiresIn: 7200 });

function responseOf({ status: code, headers: named, bytes: content }: Answer): Response {
  const bodiless = [204, 205, 304].includes(code);
  return new Response(bodiless ? null : content, { status: code, headers: named as Record<string, string> });
}

const PROTOTYPES = [Object.prototype, Array.prototype, Function.prototype, Error.prototype];
const snapshotOf = () => PROTOTYPES.map((each) => Object.getOwnPropertyNames(each).sort().join()).join("|");
const CLEAN = snapshotOf();
afterEach(() => expect(snapshotOf()).toBe(CLEAN));

/** A text that is short and steers no terminal. */
function expectHarmless(text: string): void {
  expect(text.length).toBeLessThanOrEqual(2000);
  expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
}

/** A result, or an error of ours that is short and steers no terminal, in time. */
async function outcomeOf(run: () => Promise<unknown>, about: unknown): Promise<"result" | "error"> {
  const start = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), PATIENCE);
  });
  const ended = run().then(
    () => "result" as const,
    (error: unknown) => {
      if (!isOmadaError(error))
        throw new Error(`not an error of ours: ${error} for ${JSON.stringify(about)?.slice(0, 500)}`);
      expectHarmless(error.message);
      return "error" as const;
    },
  );
  const outcome = await Promise.race([ended, late]);
  clearTimeout(timer);
  if (outcome === "late" || performance.now() - start > PATIENCE)
    throw new Error(`no end for ${JSON.stringify(about)?.slice(0, 500)}`);
  return outcome;
}

/** How many of so many hostile answers ended as what; each ended somehow. */
async function countOutcomes(count: number, run: (given: Answer) => Promise<unknown>) {
  const outcomes = { result: 0, error: 0 };
  for (const given of fc.sample(answer, { seed: SEED, numRuns: count }))
    outcomes[await outcomeOf(() => run(given), given)]++;
  return outcomes;
}

const auth = () => clientCredentials({ clientId: "c", clientSecret: "s".repeat(32) });
const fetchOf = (place: string, given: Answer) => async (url: string) => {
  const { pathname } = new URL(url);
  const isToken = pathname.includes("/authorize/token");
  const at = pathname === "/api/info" ? "info" : isToken ? "token" : "call";
  if (at === place) return responseOf(given);
  return at === "info" ? success(INFO) : token();
};
const options = (place: string, given: Answer) => ({
  baseUrl: "https://192.0.2.1:8043",
  auth: auth(),
  fetch: fetchOf(place, given),
  retry: false as const,
  pacing: false as const,
  timeoutMs: 2000,
  logger: { warn: expectHarmless },
});

/** `pnpm test:others` tries ten times as many. */
const ANSWERS = process.env.OMADA_LONG_TESTS ? 2500 : 250;

describe("an answer of a hostile controller", () => {
  let results = 0;
  const calls: Record<string, (given: Answer) => Promise<unknown>> = {
    "to a call by path": async (given) =>
      (await createClient(options("call", given), [])).request("GET", "/openapi/v1/{omadacId}/x"),
    "to a write": async (given) =>
      (await createClient(options("call", given), [])).request("POST", "/openapi/v1/{omadacId}/x", {
        body: { a: 1 },
      }),
    "to a generated method": async (given) => {
      const omada = await createOmadaClient(options("call", given));
      return omada.device.getDeviceList({ siteId: "s", page: 1, pageSize: 10 });
    },
    "to a list that is paged through": async (given) => {
      const omada = await createOmadaClient(options("call", given));
      let rows = 0;
      for await (const _ of omada.paginate(omada.device.getDeviceList, { siteId: "s" }, { pageSize: 10 }))
        if (++rows > 2000) break;
    },
    "to the request for a token": async (given) =>
      (await createClient(options("token", given), [])).request("GET", "/openapi/v1/{omadacId}/x"),
    "to the question who it is": (given) => createClient(options("info", given), []),
  };
  it.each(Object.entries(calls))("%s ends in a result or an error of ours", async (_, call) => {
    const { result, error } = await countOutcomes(ANSWERS, call);
    expect(result + error).toBe(ANSWERS);
    expect(error).toBeGreaterThan(0);
    results += result;
  });

  it("is fine now and then: the answers are not all rubbish", () => expect(results).toBeGreaterThan(10));
});

it("bytes on a socket that are no good HTTP end in an error of ours or a result, through both fetches", async () => {
  const texts = [
    ...[
      "",
      "\r\n",
      "HTTP/1.1",
      "HTTP/9.9 200 OK\r\n\r\n",
      "HTTP/1.1 999999 x\r\n\r\n",
      "HTTP/1.1 200 OK\r\nX\r\n\r\n",
    ],
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nabcde",
    "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{}",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n{}",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope",
    "HTTP/1.1 200 OK\r\nContent-Encoding: br, gzip, x\r\nContent-Length: 2\r\n\r\n{}",
    `HTTP/1.1 200 OK\r\nX: ${"a".repeat(200_000)}\r\n\r\n`,
    `HTTP/1.1 200 ${"\u001b[2J"}\r\nContent-Length: 0\r\n\r\n`,
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n",
    "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nabcde",
    'HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{"errorCode":0}',
  ];
  let text = "";
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => socket.end(text, "latin1"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const own = createNodeFetch();
  onTestFinished(async () => {
    await own.close();
    server.close();
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const outcomes = { result: 0, error: 0 };
  for (const fetch of [own, undefined])
    for (text of texts)
      outcomes[
        await outcomeOf(
          () =>
            createClient(
              {
                baseUrl,
                allowHttp: true,
                auth: auth(),
                retry: false,
                timeoutMs: 2000,
                ...(fetch ? { fetch } : {}),
              },
              [],
            ),
          text,
        )
      ]++;
  expect(outcomes.error).toBe(2 * texts.length);
});
