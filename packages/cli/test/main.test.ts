import { describe, expect, test } from "vitest";
import { omada } from "./omada.js";

const NAMES = [
  ...[
    "info",
    "doctor",
    "login",
    "profiles",
    "pull",
    "import",
    "generate",
    "diff",
    "advise",
    "verify",
    "ops",
    "code",
    "call",
    "api",
    "mock",
    "completion",
  ],
];

describe("the command line", () => {
  test("lists its commands, and fails without one", async () => {
    const { code, out } = await omada("--help");
    expect(code).toBe(0);
    for (const name of NAMES) expect(out).toMatch(new RegExp(`^ {2}${name} `, "m"));
    expect(await omada()).toMatchObject({ code: 2, out: "", err: out });
    expect(await omada("help")).toMatchObject({ code: 0, out });
  });

  test("prints its version", async () => {
    const { code, out } = await omada("--version");
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  test.each(NAMES)("%s --help explains itself", async (name) => {
    const help = await omada(name, "--help");
    expect(help).toMatchObject({ code: 0, out: expect.stringContaining(`Usage: omada ${name} [options]`) });
    expect(help.err).toBe("");
    expect(await omada("help", name)).toEqual(help);
  });

  test.each([
    [["nonsense"], /unknown command 'nonsense'/],
    [["pul"], /Did you mean pull\?/],
    [["constructor"], /unknown command/],
    [["info"], /missing required argument 'baseUrl'/],
    [["info", "not an address"], /write it like https:/],
    [["info", "https://a", "https://b"], /too many arguments/],
    [["info", "https://127.0.0.1:1", "--wrong"], /unknown option '--wrong'/],
    [["info", "https://127.0.0.1:1", "--fingerprnt", "00"], /Did you mean --fingerprint\?/],
    [["info", "https://127.0.0.1:1", "--insecure", "--fingerprint", "00"], /cannot be used with/],
    [["pull", "https://127.0.0.1:1"], /required option '--out <folder>'/],
    [["pull", "https://127.0.0.1:1", "--out", "x", "--timeout", "86401"], /whole number from 1 to 86400/],
    [["import", "documents"], /required option '--id <id>'/],
    [["import", "a", "b", "--id", "6.2"], /too many arguments/],
    [["import", "a", "--id", "6.2", "--status", "old"], /current, maintained, frozen/],
    [["diff", "5.15"], /missing required argument 'after'/],
    [["diff", "5.15", "6.2", "--format", "pdf"], /text, json, md, html/],
    [["advise", "."], /required option '--to <id>'/],
    [["verify", "https://127.0.0.1:1", "--least-coverage", "101"], /whole number from 0 to 100/],
    [["verify", "https://127.0.0.1:1", "--pause", "1s"], /whole number from 0/],
    [["ops"], /missing required argument 'words'/],
    [["ops", "--", "..."], /has no letters and no digits/],
    [["diff", "5.15", "9.9"], /there is no snapshot "9\.9"; known ids: 5\.12, 5\.15, 6\.2/],
    [["code", ""], /<code> is empty/],
    [["ops", "site", "--limit", "0"], /It has to be a whole number from 1 to 10000\.\n\(omada ops --help/],
    [["mock", "--lie", "nothing"], /^omada mock: --lie is "nothing"/],
    [["ops", "site", "--snapshot", "9.9"], /there is no snapshot "9\.9"; known ids: 5\.12, 5\.15, 6\.2/],
    [["ops", "site", "--limit", "0"], /whole number from 1/],
    [["code"], /missing required argument 'code'/],
    [["code", "-1", "-2"], /too many arguments/],
    [["mock", "--profile", "4.0"], /5\.12, 5\.15, 6\.2/],
    [["mock", "--profile", "6.22"], /\(Did you mean 6\.2\?\)/],
    [["completion", "bsh"], /\(Did you mean bash\?\)/],
    [["ops", "site", "--snapshot", "6.3"], /did you mean 6\.2\?/],
    [["profiles", "--remove", "nobody"], /there is no profile "nobody"/],
    [["mock", "--port", "eighty"], /whole number from 0 to 65535/],
    [["mock", "extra"], /too many arguments/],
  ])("%s is a wrong command line: 2", async (args, message) => {
    const { code, out, err } = await omada(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
    expect(err).toMatch(/--help lists the (options|commands)\)\n$/);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test.each([
    [["nonsense", "--json"], /unknown command 'nonsense'/],
    [["info", "--json"], /missing required argument 'baseUrl'/],
    [["pull", "x", "--out", "y", "--json"], /<baseUrl> is no address/],
    [["ops", "site", "--snapshot", "9.9", "--json"], /there is no snapshot/],
  ])("%j prints the error as a document, too", async (args, message) => {
    const { code, out, err } = await omada(...args);
    const { error } = JSON.parse(out) as { error: { message: string } };
    expect({ code, error }).toEqual({
      code: 2,
      error: { kind: "usage", exitCode: 2, message: expect.stringMatching(message) },
    });
    expect(err).toContain(error.message);
  });

  test("--json behind -- is an argument", async () => {
    expect(await omada("ops", "--", "--json", "...")).toMatchObject({
      code: 0,
      out: expect.not.stringContaining("{\n"),
    });
  });

  test.each([
    [["info", "https://admin:hunter2@127.0.0.1:1"]],
    [["info", "ftp://admin:hunter2@host"]],
    [["verify", "--client-secret=hunter2"]],
    [["verify", "--client-secret=hun'\nter2"]],
  ])("%j is not repeated", async (args) => {
    const { code, out, err } = await omada(...args);
    expect(code).not.toBe(0);
    expect(out + err).not.toMatch(/hun|ter2/);
  });
});
