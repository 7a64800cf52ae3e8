import { readdir, readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type PullOptions, pullDocuments } from "../../src/pull/pull.js";
import { PullError } from "../../src/pull/request.js";
import { temporaryFolder, writeAll } from "../support/workspace.js";
import { type Answers, controllerWith, DOCUMENT, withStandIn } from "./controller.js";

/**
 * Pulls what cannot be pulled. The folder itself is as before; what is kept beside it are whole documents.
 * @returns the message
 */
async function failure(options: Partial<PullOptions> & { baseUrl: string }): Promise<string> {
  const out = options.out ?? join(await temporaryFolder(), "pulled");
  const around = async () =>
    (await readdir(dirname(out), { recursive: true })).filter(
      (name) => !name.startsWith("pulled.incomplete"),
    );
  const before = await around();
  const error = await pullDocuments({ out, ...options }).then(
    () => new Error("was pulled"),
    (reason: Error) => reason,
  );
  expect(error).toBeInstanceOf(PullError);
  expect(await around()).toEqual(before);
  for (const name of await readdir(`${out}.incomplete`).catch(() => []))
    JSON.parse(await readFile(join(`${out}.incomplete`, name), "utf8"));
  return error.message;
}

const second = (answer: unknown): Answers => ({
  ...controllerWith("01 Lamp", "02 Tube"),
  "/v3/api-docs/02%20Tube": answer,
});
const status = (code: number) => (response: ServerResponse) => response.writeHead(code).end("{}");

it("refuses a list of more documents than any controller has", async () => {
  const names = Array.from({ length: 101 }, (_, index) => `${index} Lamp`);
  await withStandIn(controllerWith(...names), async ({ url }) => {
    expect(await failure({ baseUrl: url })).toMatch(/lists 101 documents, and no known controller/);
  });
});

describe.concurrent("answers that are no documents leave no folder", () => {
  it.each<[string, unknown, RegExp]>([
    [
      "HTML",
      "<html></html>",
      /02%20Tube answered with a web page \(HTML\) instead of JSON; is this the address of/,
    ],
    ["404", undefined, /02%20Tube answered with HTTP 404; controllers before 5\.12/],
    ["403", status(403), /answered with HTTP 403; a proxy/],
    ["503", status(503), /answered with HTTP 503; the controller may still be starting/],
    [
      "cut off text",
      JSON.stringify(DOCUMENT).slice(0, 40),
      /02%20Tube is not valid JSON .*cut off: pull it again/,
    ],
    [
      "a connection that breaks",
      (response: ServerResponse) => {
        response.writeHead(200, { "content-length": "1000" }).write("{");
        setTimeout(() => response.destroy(), 20);
      },
      /02%20Tube broke off in the middle of its answer .*pull again/,
    ],
    ["empty", "", /02%20Tube is empty/],
    ["an error in an envelope", { errorCode: -1 }, /02%20Tube is no OpenAPI 3 document, it has no "openapi"/],
    ["a document without paths", { openapi: "3.0.1" }, /no "openapi" or no "paths"/],
  ])("%s", async (_, answer, message) => {
    await withStandIn(second(answer), async ({ url }) => {
      expect(await failure({ baseUrl: url })).toMatch(message);
    });
  });

  it.each([
    ["a document", (answer: unknown) => second(answer), /02%20Tube redirects to another address/],
    [
      "the version",
      (answer: unknown) => ({ ...second(undefined), "/api/info": answer }),
      /api\/info redirects/,
    ],
  ])("%s that is elsewhere: the redirect is not followed", async (_, answersWith, message) => {
    let asked = 0;
    const count = (response: ServerResponse) => {
      asked++;
      response.end(JSON.stringify(DOCUMENT));
    };
    await withStandIn({ "/elsewhere": count }, async (other) => {
      for (const code of [301, 302, 303, 307, 308]) {
        const send = (response: ServerResponse) =>
          response.writeHead(code, { location: `${other.url}/elsewhere` }).end();
        await withStandIn(answersWith(send), async ({ url }) => {
          expect(await failure({ baseUrl: url })).toMatch(message);
        });
      }
    });
    expect(asked).toBe(0);
  });

  it("one that is longer than the limit, decompressed", async () => {
    const blanks = Buffer.alloc(80 * 2 ** 20, " ");
    const bomb = gzipSync(blanks);
    const send = (response: ServerResponse) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    await withStandIn(second(send), async ({ url }) => {
      expect(await failure({ baseUrl: url })).toMatch(/02%20Tube answers with more than 67108864 bytes/);
      expect(await failure({ baseUrl: url, maxBytes: 300 })).toMatch(
        /answers with more than 300 bytes.*maxBytes/,
      );
    });
  });

  it("one that does not come in time", async () => {
    await withStandIn(
      second(() => undefined),
      async ({ url }) => {
        expect(await failure({ baseUrl: url, timeoutMs: 100 })).toMatch(
          /02%20Tube did not answer within 0\.1 s; hardware controllers are slow, allow more time/,
        );
      },
    );
  });
});

describe.concurrent("controllers that cannot be reached", () => {
  it("no server listens", async () => {
    const url = await withStandIn({}, ({ url }) => Promise.resolve(url));
    expect(await failure({ baseUrl: url })).toMatch(
      /\/api\/info cannot be reached \(ECONNREFUSED\); check address/,
    );
  });

  const rejecting = (code: string) => () =>
    Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) }));

  it.each([
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "CERT_HAS_EXPIRED",
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ])("%s gives the fingerprint and how to accept it", async (code) => {
    const message = await failure({
      baseUrl: "https://192.0.2.1:8043",
      fetch: rejecting(code),
      presentedFingerprint: () => Promise.resolve("AB:CD"),
    });
    expect(message).toMatch(
      new RegExp(
        `https://192\\.0\\.2\\.1:8043 is not trusted \\(${code}\\)\\. It presents the certificate AB:CD\\.`,
      ),
    );
    expect(message).toMatch(/pass --fingerprint <sha256>; --insecure accepts any certificate$/);
  });

  it("a fingerprint that cannot be read is not printed", async () => {
    const options = { baseUrl: "https://192.0.2.1", fetch: rejecting("DEPTH_ZERO_SELF_SIGNED_CERT") };
    const presentedFingerprint = () => Promise.reject(new Error("no"));
    expect(await failure({ ...options, presentedFingerprint })).not.toMatch(/presents/);
  });

  it("another certificate than the pinned one is reported as it is", async () => {
    const cause = Object.assign(new Error("pinned is AB, presented was CD"), {
      reason: "FINGERPRINT_MISMATCH",
    });
    const fetch = () => Promise.reject(new TypeError("fetch failed", { cause }));
    expect(await failure({ baseUrl: "https://192.0.2.1", fetch })).toBe("pinned is AB, presented was CD");
  });

  it.each([
    ["http://192.168.0.2:8088", /192\.168\.0\.2:8088 would be read without encryption; use https:/],
    ["http://localhost.evil.example", /without encryption/],
    ["192.168.0.2:8043", /is no address|is not supported/],
    ["ftp://192.168.0.2", /"ftp:\/\/" is not supported/],
    ["", /"" is no address; write it like https:/],
  ])("%s is refused before anything is asked", async (baseUrl, message) => {
    expect(await failure({ baseUrl, fetch: () => Promise.reject(new Error("was asked")) })).toMatch(message);
  });
});

describe.concurrent("the folder", () => {
  const existing = async () => writeAll(join(await temporaryFolder(), "pulled"), { "old.json": "{}" });

  it("is not touched when it holds something", async () => {
    const out = await existing();
    const options = {
      baseUrl: "https://192.0.2.1",
      out,
      fetch: () => Promise.reject(new Error("was asked")),
    };
    expect(await failure(options)).toMatch(/pulled is not empty; pass --replace/);
    expect(await readFile(join(out, "old.json"), "utf8")).toBe("{}");
  });

  it("is replaced as a whole when that is meant, and kept when the pull fails", async () => {
    const out = await existing();
    await withStandIn(second(undefined), ({ url }) => failure({ baseUrl: url, out, replace: true }));
    expect(await readdir(out)).toEqual(["old.json"]);
    await withStandIn(controllerWith("All"), ({ url }) =>
      pullDocuments({ baseUrl: url, out: `${out}/`, replace: true }),
    );
    expect((await readdir(out)).sort()).toEqual([
      "All.json",
      "controller.json",
      "default.json",
      "swagger-config.json",
    ]);
    expect(await readdir(dirname(out))).toEqual(["pulled"]);
  });

  it("is no file", async () => {
    const out = join(await existing(), "old.json");
    expect(await failure({ baseUrl: "https://192.0.2.1", out })).toMatch(
      /old\.json is a file; name a folder/,
    );
  });
});
