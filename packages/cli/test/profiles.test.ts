import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { startMockController } from "@omada-sdk/mock-controller";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { main } from "../src/index.js";
import { profilePath, readProfile, storeProfile } from "../src/profiles/profile-file.js";
import { settingsFor } from "../src/profiles/settings.js";
import { askOnTerminal } from "../src/prompt.js";
import { emptyFolder, omada } from "./omada.js";

beforeEach(async () => {
  for (const name of ["URL", "CLIENT_ID", "CLIENT_SECRET", "FINGERPRINT", "OMADAC_ID"])
    for (const variable of [`OMADA_${name}`, `OMADA_${name}_FILE`]) vi.stubEnv(variable, undefined);
  vi.stubEnv("XDG_CONFIG_HOME", await emptyFolder());
  return () => vi.unstubAllEnvs();
});

const PROFILE = { url: "https://192.0.2.7:8043", clientId: "an id", clientSecret: "s3cret-of-the-profile" };
const isPosix = process.platform !== "win32";

describe("the profile file", () => {
  test("holds several profiles, for its owner only", async () => {
    await storeProfile("one", PROFILE);
    await storeProfile("two", { ...PROFILE, url: "https://192.0.2.8" });
    expect(await readProfile("one")).toEqual(PROFILE);
    expect(await readProfile("two")).toMatchObject({ url: "https://192.0.2.8" });
    expect(await readProfile("three")).toBeUndefined();
    expect(await readdir(dirname(profilePath()))).toEqual(["profiles.json"]);
    if (!isPosix) return;
    expect((await stat(profilePath())).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(profilePath()))).mode & 0o777).toBe(0o700);
  });

  test.runIf(isPosix)("is refused where others may read it, or where it is a link", async () => {
    await storeProfile("one", PROFILE);
    await chmod(profilePath(), 0o640);
    await expect(readProfile("one")).rejects.toThrow("chmod 600");
    await expect(storeProfile("one", PROFILE)).rejects.toThrow("chmod 600");
    await chmod(profilePath(), 0o600);
    const linked = join(await emptyFolder(), "profiles.json");
    await symlink(profilePath(), linked);
    await expect(readProfile("one", linked)).rejects.toThrow("is a link");
    await expect(storeProfile("one", PROFILE, linked)).rejects.toThrow("is a link");
  });

  test.each([
    ["{", "not valid JSON"],
    [
      JSON.stringify({ profiles: { one: { ...PROFILE, clientSecret: 1, clientId: PROFILE.clientSecret } } }),
      "not complete",
    ],
    [`${JSON.stringify({ profiles: {} })}${" ".repeat(2 ** 20)}`, "larger than"],
  ])("is not quoted when it is broken (%#)", async (text, message) => {
    await mkdir(dirname(profilePath()), { recursive: true });
    await writeFile(profilePath(), text, { mode: 0o600 });
    const error = await readProfile("one").catch(String);
    expect(error).toContain(message);
    expect(error).not.toContain(PROFILE.clientSecret);
  });
});

describe("settings", () => {
  test("come from the named profile, else from the environment, else from the default profile", async () => {
    await storeProfile("default", PROFILE);
    await storeProfile("office", { ...PROFILE, url: "https://192.0.2.8", clientId: "office" });
    expect(await settingsFor({})).toMatchObject(PROFILE);
    vi.stubEnv("OMADA_CLIENT_ID", "from the environment");
    expect(await settingsFor({})).toEqual({
      clientId: "from the environment",
      url: undefined,
      fingerprint: undefined,
    });
    expect(await settingsFor({ profile: "office" })).toMatchObject({
      clientId: "office",
      url: "https://192.0.2.8",
    });
  });

  test("of a profile are not for another host", async () => {
    await storeProfile("default", PROFILE);
    expect(await settingsFor({ url: "https://192.0.2.9" })).toEqual({
      url: "https://192.0.2.9",
      fingerprint: undefined,
    });
    await expect(settingsFor({ url: "https://192.0.2.9", profile: "default" })).rejects.toThrow(
      "another host",
    );
    // Another port of the same controller.
    expect(await settingsFor({ url: "https://192.0.2.7", profile: "default" })).toMatchObject({
      url: "https://192.0.2.7",
      clientSecret: PROFILE.clientSecret,
    });
    await expect(settingsFor({ profile: "nobody" })).rejects.toThrow("there is no profile");
    await expect(settingsFor({ profile: "__proto__" })).rejects.toThrow("there is no profile");
  });

  test("may be in files", async () => {
    const file = join(await emptyFolder(), "secret");
    await writeFile(file, "from a file\n");
    vi.stubEnv("OMADA_CLIENT_SECRET_FILE", file);
    expect(await settingsFor({})).toMatchObject({ clientSecret: "from a file" });
    vi.stubEnv("OMADA_CLIENT_SECRET", "twice");
    await expect(settingsFor({})).rejects.toThrow("not both");
    vi.stubEnv("OMADA_CLIENT_SECRET", undefined);
    vi.stubEnv("OMADA_CLIENT_SECRET_FILE", `${file}.none`);
    await expect(settingsFor({})).rejects.toThrow("OMADA_CLIENT_SECRET_FILE names cannot be read (ENOENT)");
  });
});

test("a hidden answer does not appear, and an end of the input is no answer", async () => {
  const input = new PassThrough();
  const screen = new PassThrough();
  let shown = "";
  screen.on("data", (piece) => (shown += piece));
  const ask = askOnTerminal(new AbortController().signal, input, screen);
  const typed = (question: string, options?: { hidden: boolean }) => {
    const answer = ask(question, options);
    setImmediate(() => input.write(`typed at ${question}\r`));
    return answer;
  };
  expect(await typed("one")).toBe("typed at one");
  expect(await typed("two", { hidden: true })).toBe("typed at two");
  expect(shown).toContain("typed at one");
  expect(shown).not.toContain("typed at two");
  const ended = ask("three");
  input.end();
  await expect(ended).rejects.toThrow("ended without an answer");
  const stopped = askOnTerminal(AbortSignal.abort(), new PassThrough(), screen)("four");
  await expect(stopped).rejects.toThrow("abort");
});

test("what is no fingerprint is a wrong command line", async () => {
  for (const command of ["doctor", "verify"])
    expect(await omada(command, "https://127.0.0.1:1", "--fingerprint", "12:34")).toMatchObject({
      code: 2,
      err: expect.stringContaining("64 hexadecimal digits"),
    });
});

describe("login", () => {
  async function running() {
    const controller = await startMockController({ profile: "6.2" });
    onTestFinished(() => controller.close());
    return controller;
  }

  /** Answers questions by their beginning, and notes which ones were hidden. */
  async function answering(answers: Record<string, string>, ...args: string[]) {
    let written = "";
    const hidden: string[] = [];
    const write = (text: string) => {
      written += text;
    };
    const code = await main(["login", ...args], {
      out: write,
      err: write,
      signal: new AbortController().signal,
      ask: async (question, options) => {
        if (options?.hidden) hidden.push(question);
        return Object.entries(answers).find(([start]) => question.startsWith(start))?.[1] ?? "";
      },
    });
    return { code, written, hidden };
  }

  test("asks for what is missing, tries it and stores it", async () => {
    const { url, credentials, fingerprint256 } = await running();
    const { clientId, clientSecret, omadacId } = credentials;
    const answers = { address: url, "client id": clientId, "client secret": clientSecret, accept: "yes" };
    const { code, written, hidden } = await answering(answers, "--profile", "office");
    expect({ code, hidden }).toEqual({ code: 0, hidden: ["client secret (not shown): "] });
    expect(written).toContain(`presents the certificate ${fingerprint256}`);
    expect(written).not.toContain(clientSecret);
    expect(await readProfile("office")).toEqual({
      url,
      clientId,
      clientSecret,
      omadacId,
      fingerprint: fingerprint256,
    });
    const doctor = await omada("doctor", "--profile", "office", "--specs", "none");
    expect(doctor).toMatchObject({ code: 0, out: expect.stringContaining("all well") });
    expect(doctor.out).not.toContain(clientSecret);
    expect(await omada("verify", "--profile", "nobody")).toMatchObject({ code: 2 });
  });

  test("stores nothing that does not work", async () => {
    const { url, credentials, fingerprint256 } = await running();
    const answers = { "client id": credentials.clientId, "client secret": "wr0ng-secret", accept: "yes" };
    const wrong = await answering(answers, url);
    expect(wrong).toMatchObject({ code: 1, written: expect.stringContaining("-44106") });
    expect(wrong.written).not.toContain("wr0ng-secret");
    expect(await answering({ ...answers, accept: "no" }, url)).toMatchObject({ code: 1 });
    const right = { ...answers, "client secret": credentials.clientSecret };
    const other = fingerprint256.replaceAll(/[0-9A-F]/g, "0");
    expect(await answering(right, url, "--fingerprint", other)).toMatchObject({ code: 1 });
    expect(await answering(right, "https://127.0.0.1:1")).toMatchObject({ code: 1 });
    expect(await answering(right, url, "--profile", "a/b")).toMatchObject({ code: 2 });
    await expect(readFile(profilePath())).rejects.toThrow("ENOENT");
  });

  test("without a terminal says what to set", async () => {
    const { url, fingerprint256, credentials } = await running();
    expect(await omada("login")).toMatchObject({ code: 2, err: expect.stringContaining("set OMADA_URL") });
    const login = ["login", url, "--fingerprint", fingerprint256];
    expect(await omada(...login)).toMatchObject({
      code: 2,
      err: expect.stringContaining("set OMADA_CLIENT_ID"),
    });
    vi.stubEnv("OMADA_CLIENT_ID", credentials.clientId);
    vi.stubEnv("OMADA_CLIENT_SECRET", credentials.clientSecret);
    expect(await omada("login", url)).toMatchObject({
      code: 2,
      err: expect.stringContaining(`${fingerprint256}`),
    });
    expect(await omada(...login)).toMatchObject({ code: 0 });
    expect(await readProfile("default")).toMatchObject({ url });
  });
});
