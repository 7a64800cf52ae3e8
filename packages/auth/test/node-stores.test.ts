import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  chmod,
  lutimes,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { authorizationCode, clientCredentials } from "../src/index.js";
import { fileTokenStore } from "../src/node/index.js";
import { fakeController, SECRET } from "./support/fake-controller.js";
import {
  CERTIFICATE,
  CLIENT_ID,
  CLIENT_SECRET,
  OMADAC_ID,
  startController,
} from "./support/live-controller.js";

const options = { clientId: "id", clientSecret: SECRET };
const token = { accessToken: "AT-1", obtainedAt: 1, expiresIn: 7200 };
const posix = process.platform !== "win32";
const signal = new AbortController().signal;
const made: string[] = [];
let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "omada-auth-")), "tokens");
  made.push(join(folder, ".."));
});
afterAll(() => Promise.all(made.map((one) => rm(one, { recursive: true }))));

describe("a file store", () => {
  it("keeps a token over a restart", async () => {
    const { context, minted } = fakeController();
    for (let run = 0; run < 3; run++)
      await clientCredentials({ ...options, store: fileTokenStore(folder) }).authorize(context());
    expect(minted).toHaveLength(1);
    expect(await readdir(folder)).toEqual([
      expect.stringMatching(/^omada-client-credentials-[A-Za-z0-9]+\.json$/),
    ]);
  });

  it.runIf(posix)("lets no other user read", async () => {
    await fileTokenStore(folder).set("a/../b", token, 1);
    const [name = ""] = await readdir(folder);
    expect(name).toBe("a%2F..%2Fb.json");
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    await chmod(join(folder, name), 0o644);
    await fileTokenStore(folder).set("a/../b", token, 1);
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  });

  it("has a whole file at any time, with any number of writers", async () => {
    const store = fileTokenStore(folder);
    await store.set("key", token, 1);
    const long = "x".repeat(20_000);
    const writes = Array.from({ length: 20 }, (_, n) =>
      store.set("key", { ...token, cookie: long, expiresIn: n }, 1),
    );
    const reads = Array.from({ length: 50 }, () => store.get("key"));
    for (const found of await Promise.all(reads)) expect(found?.accessToken).toBe("AT-1");
    await Promise.all(writes);
    expect(await readdir(folder)).toEqual(["key.json"]);
  });

  it("forgets, and takes nothing and rubbish for nothing", async () => {
    const store = fileTokenStore(folder);
    expect(await store.get("key")).toBeUndefined();
    await store.delete("key");
    await store.set("key", token, 1);
    expect(await store.get("key")).toEqual(token);
    await store.delete("key");
    expect(await store.get("key")).toBeUndefined();
    await writeFile(join(folder, "key.json"), '{"accessToken":');
    expect(await store.get("key")).toBeUndefined();
  });

  it("says when its folder cannot be one", async () => {
    const { context } = fakeController();
    await writeFile(folder, "");
    const auth = authorizationCode({ ...options, store: fileTokenStore(folder) });
    await expect(auth.exchange("OC-1", context())).rejects.toThrow(/token store failed \((EEXIST|ENOTDIR)\)/);
  });

  it.runIf(posix)(
    "that cannot be written does not stop calls with a token that can be had again",
    async () => {
      const { context, minted } = fakeController();
      // A file in the place of the folder fails for root too, whom no mode stops.
      await writeFile(folder, "");
      const auth = clientCredentials({ ...options, store: fileTokenStore(folder) });
      const headers = await auth.authorize(context());
      for (let call = 0; call < 3; call++) expect(await auth.authorize(context())).toEqual(headers);
      auth.invalidate({ errorCode: -44113 }, headers);
      expect(await auth.authorize(context())).not.toEqual(headers);
      expect(minted).toHaveLength(2);
    },
  );

  it("removes what a process that died while writing left behind, and nothing else", async () => {
    const { context } = fakeController();
    await mkdir(folder);
    const [old, young] = [
      `omada-client-credentials-1.${randomUUID()}.tmp`,
      `omada-web-session-2.${randomUUID()}.tmp`,
    ];
    for (const name of [old, young, "notes.tmp"]) await writeFile(join(folder, name), "AT-secret");
    const longAgo = new Date(Date.now() - 3_600_000);
    for (const name of [old, "notes.tmp"]) await utimes(join(folder, name), longAgo, longAgo);
    await clientCredentials({ ...options, store: fileTokenStore(folder) }).authorize(context());
    const names = await readdir(folder);
    expect(names).toHaveLength(3);
    expect(names).toEqual(expect.arrayContaining([young, "notes.tmp"]));
  });
});

describe("its lock", () => {
  it("lets one in at a time", async () => {
    const stores = Array.from({ length: 6 }, () => fileTokenStore(folder));
    let [inside, most] = [0, 0];
    const task = async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
    };
    await Promise.all(stores.map((store) => store.lock?.("key", task, signal)));
    expect(most).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it("is taken from a process that died, by one of those who wait", async () => {
    await fileTokenStore(folder).set("key", token, 1);
    await writeFile(join(folder, "key.lock"), "left behind");
    const order: number[] = [];
    let inside = 0;
    const waiting = [1, 2, 3, 4].map((n) =>
      fileTokenStore(folder, { staleLockMs: 100 }).lock?.(
        "key",
        async () => {
          expect(++inside).toBe(1);
          await new Promise((resolve) => setImmediate(resolve));
          order.push(n);
          inside--;
        },
        signal,
      ),
    );
    await Promise.all(waiting);
    expect(order.toSorted()).toEqual([1, 2, 3, 4]);
    expect(await readdir(folder)).toEqual(["key.json"]);
  });

  it.each([
    ["a dangling link", (path: string) => symlink(`${path}.nowhere`, path)],
    ["a link to a folder", (path: string) => symlink(join(folder, ".."), path)],
    ["a folder", (path: string) => mkdir(join(path, "inner"), { recursive: true })],
  ])("is not blocked by %s in its place, nor in that of its guard", async (_, put) => {
    await mkdir(folder);
    await put(join(folder, "key.lock"));
    await put(join(folder, "key.lock.breaking"));
    // The guard counts as left behind after a minute.
    const longAgo = new Date(Date.now() - 3_600_000);
    await lutimes(join(folder, "key.lock.breaking"), longAgo, longAgo);
    const store = fileTokenStore(folder, { staleLockMs: 50 });
    expect(await store.lock?.("key", async () => "in", AbortSignal.timeout(20_000))).toBe("in");
    expect(await readdir(folder)).toEqual([]);
    expect(await readdir(join(folder, ".."))).toContain("tokens");
  });

  it("stays with a process that is slow but alive", async () => {
    const store = fileTokenStore(folder, { staleLockMs: 200 });
    const events: string[] = [];
    let touched = 0;
    const slow = store.lock?.(
      "key",
      async () => {
        const path = join(folder, "key.lock");
        let last = (await stat(path)).mtimeMs;
        // Three times as long as a lock without a sign of life would last.
        await expect
          .poll(
            async () => {
              const now = (await stat(path)).mtimeMs;
              if (now !== last) touched++;
              last = now;
              return touched;
            },
            { timeout: 10_000, interval: 5 },
          )
          .toBeGreaterThanOrEqual(12);
        events.push("slow");
      },
      signal,
    );
    await expect.poll(() => readdir(folder).catch(() => [])).toEqual(["key.lock"]);
    const other = store.lock?.("key", async () => events.push("other"), signal);
    await Promise.all([slow, other]);
    expect(events).toEqual(["slow", "other"]);
  });

  it.skipIf(process.platform !== "linux")("is not left behind by a disk without room for it", async () => {
    await mkdir(folder, { mode: 0o700 });
    // Files of no size at all: they can be made, and every write to them fails.
    const program = `
      const { fileTokenStore } = await import("@omada-sdk/auth/node");
      const { lock } = fileTokenStore(${JSON.stringify(folder)});
      await lock("key", async () => undefined, AbortSignal.timeout(5000)).catch(() => undefined);`;
    const node = `"${process.execPath}" --conditions=@omada-sdk/source --import tsx --input-type=module`;
    const child = spawn("sh", ["-c", `ulimit -f 0; exec ${node} -e '${program}' >/dev/null 2>&1`], {
      cwd: fileURLToPath(new URL(".", import.meta.url)),
    });
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });

  it("is left alone by who aborts, and let go of when the task fails", async () => {
    const store = fileTokenStore(folder);
    await expect(store.lock?.("key", () => Promise.reject(new Error("task")), signal)).rejects.toThrow(
      "task",
    );
    await writeFile(join(folder, "key.lock"), "other");
    const caller = new AbortController();
    const waiting = store.lock?.("key", async () => undefined, caller.signal);
    caller.abort(new Error("no time"));
    await expect(waiting).rejects.toThrow("no time");
    expect(await readFile(join(folder, "key.lock"), "utf8")).toBe("other");
  });
});

describe("several processes", () => {
  const worker = fileURLToPath(new URL("support/worker.ts", import.meta.url));

  /** Starts processes that authorize at the same time, and again after all of them saw their token killed. */
  async function run(size: number, origin: string, grant: string): Promise<string[][]> {
    const job = {
      origin,
      omadacId: OMADAC_ID,
      folder,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      grant,
    };
    const trusted = join(folder, "..", "controller.pem");
    await writeFile(trusted, CERTIFICATE.cert);
    const workers = Array.from({ length: size }, () => {
      const child = spawn(process.execPath, ["--import", "tsx", worker], {
        stdio: ["pipe", "pipe", "inherit"],
        env: { ...process.env, NODE_EXTRA_CA_CERTS: trusted },
      });
      child.stdin.write(`${JSON.stringify(job)}\n`);
      return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator]() };
    });
    const round = () => Promise.all(workers.map(async ({ lines }) => String((await lines.next()).value)));
    const first = await round();
    for (const { child } of workers) child.stdin.write("go on\n");
    return [first, await round()];
  }

  it("mint once, and once more for a killed token", async () => {
    const controller = await startController();
    const rounds = await run(3, controller.origin, "client-credentials");
    for (const given of rounds) expect(new Set(given).size).toBe(1);
    expect(rounds[0]).not.toEqual(rounds[1]);
    expect(controller.seen).toHaveLength(2);
  }, 60_000);

  it("spend one refresh token once", async () => {
    const controller = await startController();
    const application = { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET };
    const auth = authorizationCode({ ...application, store: fileTokenStore(folder) });
    await auth.exchange(controller.code(), controller.context());
    const rounds = await run(3, controller.origin, "authorization-code");
    for (const given of rounds) expect(new Set(given).size).toBe(1);
    expect(controller.seen.map(({ query }) => query.grant_type)).toEqual([
      "authorization_code",
      "refresh_token",
    ]);
  }, 60_000);
});
