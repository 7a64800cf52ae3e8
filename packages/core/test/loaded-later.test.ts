import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { readOrigin } from "../src/request/base-url.js";
import { originOf } from "../src/request/origin.js";
import { failureOf } from "../src/transport/exchange/failure-of.js";

const SRC = join(import.meta.dirname, "../src");
const IMPORT = /^(?:import|export)(?! type)[^;]*? from "(\.[^"]+)";/gms;
const LATER = /\bimport\("(\.[^"]+)"\)/g;

/** The modules that one reaches by static imports, and those that they load by `import()`. */
function reachedFrom(entry: string) {
  const reached = new Set([join(SRC, entry)]);
  const later = new Set<string>();
  for (const file of reached) {
    const text = readFileSync(file, "utf8");
    const at = (path: string) => join(dirname(file), path).replace(/\.js$/, ".ts");
    for (const [, path = ""] of text.matchAll(IMPORT)) reached.add(at(path));
    for (const [, path = ""] of text.matchAll(LATER)) later.add(at(path));
  }
  return { reached, later };
}

it("nothing that is loaded when needed is in the bundle of a program that connects", () => {
  const { reached, later } = reachedFrom("connection.ts");
  expect(reached.size).toBeGreaterThan(30);
  expect(later.size).toBeGreaterThan(5);
  expect([...later].filter((file) => reached.has(file))).toEqual([]);
});

it("the search finds what is in it", () => {
  const { reached, later } = reachedFrom("index.ts");
  expect([...later].filter((file) => reached.has(file))).not.toEqual([]);
});

it.each([
  "https://192.168.0.2:8043",
  "https://omada.example/",
  "HTTPS://Omada.Example:443",
  "https://[::1]:8043",
  "https://use1-omada-northbound.tplinkcloud.com",
])("%s has the origin that readOrigin says, without loading it", async (baseUrl) => {
  expect(await originOf(baseUrl, false)).toBe(readOrigin(baseUrl));
});

it.each([
  "https://host:80",
  "https://host:080",
  "https://host:8843/",
  "https://host:99999",
  "https://omada.tplinkcloud.com",
  "https://user@host",
  "https://host/api",
  "http://host",
  "host",
  "",
])("%s is refused as readOrigin does", async (baseUrl) => {
  const refused = await originOf(baseUrl, false).catch((error: Error) => error.message);
  expect(() => readOrigin(baseUrl)).toThrow(refused as string);
});

it("a failure is described as far as it can be", async () => {
  const error = new TypeError("fetch failed", { cause: { code: "ECONNREFUSED", syscall: "connect" } });
  await expect(failureOf(error, "https://x", {})).resolves.toMatchObject({
    name: "OmadaConnectionError",
    outcome: "not-sent",
    message: expect.stringContaining("8043"),
  });
});
