import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readManifest, readSnapshot } from "@omada-sdk/codegen";
import type { SearchIndex } from "@omada-sdk/model/search";
import { beforeAll, describe, expect, test } from "vitest";
import { omada, SPECS } from "./omada.js";

interface Found {
  total: number;
  operations: {
    name: string;
    snapshots: string[];
    deprecatedIn: string[];
    successors: string[];
    foundBy: { in: string; text: string }[];
  }[];
}

async function found(...args: string[]): Promise<Found> {
  const { code, out, err } = await omada("ops", ...args, "--json");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return JSON.parse(out) as Found;
}

/** What people ask, the operation that answers it, and among how many it has to be; the site is asked the same. */
const questions = JSON.parse(
  readFileSync(join(SPECS, "../packages/model/test/search/questions.json"), "utf8"),
) as [question: string, operation: string, first: number][];

let ids: string[] = [];
beforeAll(async () => {
  ids = (await readManifest(SPECS)).snapshots.map(({ id }) => id);
});

describe("ops", () => {
  test.each([
    [["reboot", "gateway"], "device.rebootDevice"],
    [["restart", "router"], "device.rebootDevice"],
    [["rename", "client"], "client.updateClientName"],
    [["list", "sites"], "site.getSiteList"],
    [["create", "wlan"], "wirelessNetwork.createWlanGroup"],
    [["delete vouchers"], "voucher.deleteVoucher"],
    [["adopt", "a", "device"], "device.adoptDevice"],
    [["getClientDetail"], "client.getClientDetail"],
    [["GET", "/openapi/v1/{omadacId}/sites"], "site.getSiteList"],
  ])("%j finds %s first", async (words, name) => {
    expect((await found(...words)).operations[0]?.name).toBe(name);
  });

  test.each(questions)("%j finds %s among the first %i", async (question, name, first) => {
    for (const words of [[question], question.split(" ")])
      expect((await found(...words)).operations.slice(0, first).map((each) => each.name)).toContain(name);
  });

  test("the name of an error finds operations that list it", async () => {
    for (const { foundBy } of (await found("siteNotFound")).operations)
      expect(foundBy).toContainEqual(expect.objectContaining({ in: "error", text: "-33000 siteNotFound" }));
  });

  test.each([
    [["apNotFound"], "error", "-39303 apNotFound"],
    [["39303"], "error", "-39303 apNotFound"],
    [["Site Clients Manager Modify"], "permission", "Site Clients Manager Modify"],
    [["leftLeaseTime"], "field", "result.leftLeaseTime"],
    [["one-time", "password"], "value", "One-Time Password (OTP)"],
  ])("%j finds what has it as %s", async (words, place, text) => {
    const { operations } = await found(...words);
    expect(operations[0]?.foundBy).toContainEqual(expect.objectContaining({ in: place, text }));
  });

  test("says where an operation is and what replaces it", async () => {
    const deprecated = (await found("get", "--limit", "10000")).operations.filter(
      ({ deprecatedIn }) => deprecatedIn.length > 0,
    );
    expect(deprecated.length).toBeGreaterThan(0);
    for (const id of ids) {
      const names = new Map((await readSnapshot(SPECS, id)).operations.map((each) => [each.name, each]));
      for (const { name, snapshots, deprecatedIn, successors } of deprecated) {
        expect(names.has(name), `${name} in ${id}`).toBe(snapshots.includes(id));
        if (!names.has(name)) continue;
        expect(names.get(name)?.deprecated, `${name} in ${id}`).toBe(deprecatedIn.includes(id));
        if (deprecatedIn.at(-1) !== id) continue;
        for (const each of successors) expect(names.get(each)?.deprecated, each).toBe(false);
      }
    }
    const replaced = deprecated.find(({ successors }) => successors.length > 0);
    const { out } = await omada("ops", replaced?.name ?? "");
    expect(out).toContain(
      `deprecated in ${replaced?.deprecatedIn.join(", ")}; use ${replaced?.successors[0]}`,
    );
  });

  test("--snapshot keeps to one snapshot, --limit to a number", async () => {
    const everywhere = await found("ssid", "--limit", "3");
    expect(everywhere.operations).toHaveLength(3);
    const oldest = await found("ssid", "--snapshot", "5.12", "--limit", "1000");
    expect(oldest.total).toBeLessThan(everywhere.total);
    expect(oldest.operations).toHaveLength(oldest.total);
    for (const { snapshots } of oldest.operations) expect(snapshots).toContain("5.12");
    const { out, err } = await omada("ops", "ssid", "--limit", "3");
    expect(out.split("\n\n")).toHaveLength(3);
    expect(err).toBe(`3 of ${everywhere.total} operations; more with --limit, fewer with more words.\n`);
  });

  test("words that no operation has together find those with the most of them", async () => {
    const { code, out, err } = await omada("ops", "reboot", "zebra", "--limit", "1");
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^\w+\.\w*reboot/i) });
    expect(err).toMatch(/^No operation has all 2 words; these have 1 of them\.\n/);
  });

  test("nothing found is 1, with the nearest word", async () => {
    expect(await omada("ops", "vouchr")).toEqual({
      code: 1,
      out: "",
      err: 'omada ops: no operation has "vouchr"; did you mean voucher?\n',
    });
    const { code, out } = await omada("ops", "zebra", "--json");
    expect({ code, total: (JSON.parse(out) as Found).total }).toEqual({ code: 1, total: 0 });
    expect((await omada("ops", "zebra\u001b[2J")).err).not.toContain("\u001b");
  });

  test("the index has every operation of every snapshot", async () => {
    for (const id of ids) {
      const { total, operations } = await found("openapi", "--snapshot", id, "--limit", "10000");
      const names = (await readSnapshot(SPECS, id)).operations.map(({ name }) => name);
      expect(new Set(operations.map(({ name }) => name))).toEqual(new Set(names));
      expect(total).toBe(names.length);
    }
  });

  test("loads neither the compiler nor the generator", async () => {
    const source = join(import.meta.dirname, "../src");
    const open = ["main.ts", "commands/ops.ts", "commands/code.ts"];
    const seen = new Set<string>();
    const packages = new Set<string>();
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      const text = await readFile(join(source, file), "utf8");
      for (const [, name = ""] of text.matchAll(/^import (?!type )[^;]*? from "([^"]+)";/gms)) {
        if (name.startsWith(".")) open.push(join(file, "..", name.replace(/\.js$/, ".ts")));
        else packages.add(name);
      }
    }
    expect([...seen]).toContain("search-index.ts");
    expect([...packages].sort()).toEqual([
      "@commander-js/extra-typings",
      "@omada-sdk/model",
      "@omada-sdk/model/search",
      "@omada-sdk/model/words",
      "node:fs/promises",
    ]);
  });
});

describe("code", () => {
  test.each(["-39303", "39303", "apNotFound", "APNOTFOUND"])("explains %s", async (asked) => {
    const { code, out, err } = await omada("code", asked);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^-39303 apNotFound\n {2}meaning {3}not-found: /);
    for (const id of ids) expect(out).toMatch(new RegExp(`^  ${id.padEnd(10)}\\d+ operations: `, "m"));
  });

  test("takes options beside a number with minus", async () => {
    const { out } = await omada("code", "-39303", "--limit", "1");
    expect(out).toMatch(/^ {2}6\.2 {7}\d+ operations: \w+\.\w+, \.\.\.$/m);
    expect((await omada("code", "--limit", "1", "-39303")).out).toBe(out);
  });

  test("lists the operations of every snapshot that name it, and what is known of it", async () => {
    const ledger = await readFile(join(SPECS, "error-codes.json"), "utf8");
    const rows = (JSON.parse(ledger) as Pick<SearchIndex, "codes">).codes;
    const hinted = rows.filter(({ hint }) => hint !== undefined).slice(0, 3);
    const models = await Promise.all(ids.map((id) => readSnapshot(SPECS, id)));
    for (const { code: value, name, category, hint, retry } of [
      ...hinted,
      rows.find((row) => row.retry),
    ].flatMap((row) => row ?? [])) {
      const { out } = await omada("code", String(value), "--json");
      const operations = Object.fromEntries(
        models.map(({ id, operations: all }) => [
          id,
          all
            .filter(({ errorCodes }) => errorCodes.includes(value))
            .map((each) => each.name)
            .sort(),
        ]),
      );
      expect(JSON.parse(out)).toEqual({
        codes: [{ code: value, name, category, retryable: retry ?? false, hint: hint ?? null, operations }],
      });
    }
  });

  test("shows every code of a name", async () => {
    const ledger = await readFile(join(SPECS, "error-codes.json"), "utf8");
    const rows = (JSON.parse(ledger) as Pick<SearchIndex, "codes">).codes;
    const same = rows
      .filter(({ name }) => name === "csrfTokenInvalid")
      .map(({ code, name }) => `${code} ${name}`);
    expect(same.length).toBeGreaterThan(1);
    const { out } = await omada("code", "csrfTokenInvalid");
    expect(out.match(/^-\d+ csrfTokenInvalid$/gm)).toEqual(same);
  });

  test.each([
    [
      "a part of several names",
      "notfound",
      /no error code is called "notfound"; these hold it: (\w*NotFound, )+\w*NotFound.* and \d+ more\n/,
    ],
    ["a slip", "apNotFuond", /did you mean apNotFound\?\n/],
    [
      "a number that no snapshot lists",
      "-39999999",
      /no snapshot lists -39999999, .*near it: -\d+, -\d+, -\d+\n/,
    ],
    ["success", "0", /0 is no error: the request succeeded\n/],
  ])("answers %s with what is near", async (_, asked, message) => {
    const { code, out, err } = await omada("code", asked);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(message);
  });
});
