import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { startMockController } from "@omada-sdk/mock-controller";
import { describe, expect, onTestFinished, test } from "vitest";
import { emptyFolder, omada } from "./omada.js";

/** turbo builds before it tests, which saves compiling the sources for each process; by hand they are what is tested. */
const BIN = process.env.TURBO_HASH
  ? [join(import.meta.dirname, "../dist/bin.js")]
  : ["--conditions=@omada-sdk/source", "--import", "tsx", join(import.meta.dirname, "../src/bin.ts")];
const DOCUMENT = { openapi: "3.0.1", info: { title: "t", version: "1" }, paths: {} };
const GROUPS = ["Lamp", "Door"];
const ANSWERS: Record<string, unknown> = {
  "/api/info": {
    errorCode: 0,
    result: { controllerVer: "6.2.14.11", omadacId: "0123456789abcdef", type: 1 },
  },
  "/v3/api-docs/swagger-config": { urls: GROUPS.map((name) => ({ name, url: `/v3/api-docs/${name}` })) },
  "/v3/api-docs/Lamp": DOCUMENT,
  "/v3/api-docs/Door": DOCUMENT,
  "/v3/api-docs": DOCUMENT,
};

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** A controller that answers until a path, where it does not come to an end. */
async function stalling(at: string, stall: (response: ServerResponse) => void) {
  let reached: () => void = () => undefined;
  const stalled = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const server = createServer((request, response) => {
    if (request.url !== at) return response.end(JSON.stringify(ANSWERS[request.url ?? ""] ?? {}));
    stall(response);
    reached();
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${await listening(server)}`, stalled };
}

function started(...args: string[]) {
  const child: ChildProcess = spawn(process.execPath, [...BIN, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece) => (said += piece));
  const ended = new Promise<{ code: number | null; signal: string | null; said: string }>((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal, said }));
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return { child, ended };
}

const nothing = () => undefined;
const half = (response: ServerResponse) => void response.write('{"openapi":"3.0.1",');

describe.runIf(process.platform !== "win32")("one Ctrl-C", () => {
  test.each([
    ["SIGINT", "the controller's name", "/api/info", nothing],
    ["SIGINT", "the list of groups", "/v3/api-docs/swagger-config", nothing],
    ["SIGINT", "half of its first document", "/v3/api-docs/Lamp", half],
  ] as const)("(%s) ends a pull that waits for %s, and nothing is left", async (signal, _, at, stall) => {
    const folder = await emptyFolder();
    const { url, stalled } = await stalling(at, stall);
    const { child, ended } = started("pull", url, "--out", join(folder, "new", "deep", "pulled"));
    await stalled;
    child.kill(signal);
    expect(await ended).toMatchObject({
      code: 130,
      signal: null,
      said: expect.stringContaining("interrupted"),
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test.each([
    ["SIGINT", "a document", "/v3/api-docs/Door", nothing, 1],
    ["SIGINT", "the default document, which a pull can do without", "/v3/api-docs", half, 2],
    ["SIGTERM", "half a document", "/v3/api-docs/Door", half, 1],
    ["SIGHUP", "half a document", "/v3/api-docs/Door", half, 1],
  ] as const)(
    "(%s) ends a pull that waits for %s, and whole ones are kept",
    async (signal, _, at, stall, count) => {
      const folder = await emptyFolder();
      const { url, stalled } = await stalling(at, stall);
      const { child, ended } = started("pull", url, "--out", join(folder, "pulled"));
      await stalled;
      child.kill(signal);
      expect(await ended).toMatchObject({
        code: 130,
        signal: null,
        said: expect.stringContaining(`${count} of 3 documents are kept in`),
      });
      expect(await readdir(folder)).toEqual(["pulled.incomplete"]);
      const names = await readdir(join(folder, "pulled.incomplete"));
      expect(names.sort()).toEqual(
        [...["Door.json", "Lamp.json"].slice(-count), "controller.json", "swagger-config.json"].sort(),
      );
      for (const name of names) JSON.parse(await readFile(join(folder, "pulled.incomplete", name), "utf8"));
    },
  );

  test("ends a pull that replaces a folder, which stays as it was", async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, "pulled", "mine"), { recursive: true });
    const { url, stalled } = await stalling("/v3/api-docs/Door", half);
    const { child, ended } = started("pull", url, "--out", join(folder, "pulled"), "--replace");
    await stalled;
    child.kill("SIGINT");
    expect((await ended).code).toBe(130);
    expect((await readdir(folder)).sort()).toEqual(["pulled", "pulled.incomplete"]);
    expect(await readdir(join(folder, "pulled"))).toEqual(["mine"]);
  });

  test("ends a mock, which is then done", async () => {
    const { child, ended } = started("mock", "--port", "0");
    await new Promise<void>((resolve) => {
      child.stdout?.on("data", (piece) => String(piece).includes("password") && resolve());
    });
    child.kill("SIGINT");
    expect(await ended).toMatchObject({ code: 0, signal: null });
  });

  test.each(["info", "pull", "doctor"])("ends %s while a handshake hangs", async (command) => {
    const folder = await emptyFolder();
    const sockets: Socket[] = [];
    let reached: () => void = nothing;
    const stalled = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const server = createTcpServer((socket) => {
      sockets.push(socket.on("error", nothing));
      reached();
    });
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const url = `https://127.0.0.1:${await listening(server)}`;
    const out = command === "pull" ? ["--out", join(folder, "pulled")] : [];
    const { child, ended } = started(command, url, ...out);
    await stalled;
    child.kill("SIGINT");
    expect((await ended).code).toBe(130);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("what a controller says", () => {
  const EVIL = "6.2\u001b[2J\u009b31m\u202e\u2066\u200f\u2028\n\u0007name";
  test.each([["--json"], []])("does not steer the terminal of info %s", async (...flags) => {
    const controller = await startMockController({ profile: "6.2" });
    onTestFinished(() => controller.close());
    const result = { controllerVer: EVIL, omadacId: EVIL, type: 1, [EVIL]: EVIL };
    const body = JSON.stringify({ errorCode: 0, result });
    controller.faults.add({ path: "/api/info", times: 9, fault: { kind: "status", status: 200, body } });
    const { code, out, err } = await omada("info", controller.url, "--insecure", ...flags);
    const said = out + err;
    expect(code).toBe(0);
    expect(said).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    // JSON keeps what was said, as escapes.
    if (flags.length > 0) expect(JSON.parse(said)).toMatchObject({ omadacId: EVIL, [EVIL]: EVIL });
    else expect(said.split("\n")).toHaveLength(6);
  });

  test.each(["constructor", { toString: 1 }])("does not stop info when its type is %j", async (type) => {
    const controller = await startMockController({ profile: "6.2" });
    onTestFinished(() => controller.close());
    const result = { controllerVer: "6.2", omadacId: "x", type };
    const body = JSON.stringify({ errorCode: 0, result });
    controller.faults.add({ path: "/api/info", times: 9, fault: { kind: "status", status: 200, body } });
    const { code, out } = await omada("info", controller.url, "--insecure");
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^type +not reported$/m) });
  });

  test("does not steer the terminal of a pull that fails", async () => {
    const server = createServer((_, response) => response.end(JSON.stringify({ errorCode: -1, msg: EVIL })));
    onTestFinished(() => void server.close());
    const { code, out, err } = await omada(
      "pull",
      `http://127.0.0.1:${await listening(server)}`,
      "--out",
      join(await emptyFolder(), "x"),
    );
    expect(code).toBe(1);
    expect(out + err).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });
});
