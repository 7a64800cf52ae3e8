// How fast the mock answers, and how much memory it takes. Prints figures; nothing fails for a slow machine.
// node --conditions=@omada-sdk/source --import tsx packages/mock-controller/bench/load.ts [seconds]
import { type ChildProcess, fork } from "node:child_process";
import { Agent, request } from "node:https";
import { fileURLToPath } from "node:url";
import type { Credentials } from "../src/index.js";
import { openConnection } from "./connection.js";

interface Ready {
  url: string;
  ca: string;
  credentials: Credentials;
  siteId: string;
  /** Milliseconds from the start of `startMockController` to its end. */
  started: number;
}

const SECONDS = Number(process.argv[2] ?? 5);
const CONNECTIONS = 10;

const begin = performance.now();
const child = fork(fileURLToPath(new URL("server.ts", import.meta.url)));
const ready = await message<Ready>(child);
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
await send(ready, agent, "GET", "/openapi/v1/none/sites");
row("start of the process to the first answer", `${ms(performance.now() - begin)} ms`);
row("startMockController", `${ms(ready.started)} ms`);

const { omadacId, clientId, clientSecret } = ready.credentials;
const body = JSON.stringify({ omadacId, client_id: clientId, client_secret: clientSecret });
const login = await send(
  ready,
  agent,
  "POST",
  "/openapi/authorize/token?grant_type=client_credentials",
  {},
  body,
);
const authorization = `AccessToken=${JSON.parse(login).result.accessToken}`;
row("memory, idle", await memory());
const site = `/openapi/v1/${omadacId}/sites/${ready.siteId}`;
await load("GET 10 of 10000 devices", () => `${site}/devices?page=1&pageSize=10`);
await load("GET 10 devices, all pages", (call) => `${site}/devices?page=${(call % 1000) + 1}&pageSize=10`);
await load("GET 3 generic rows", () => `${site}/reboot-schedules?page=1&pageSize=10`);
row("memory, after", await memory());
agent.destroy();
child.kill();

async function load(name: string, path: (call: number) => string): Promise<void> {
  const times: number[] = [];
  const end = performance.now() + SECONDS * 1000;
  let call = 0;
  const worker = async (): Promise<void> => {
    const connection = await openConnection(ready.url, ready.ca);
    while (performance.now() < end) {
      const start = performance.now();
      const body = await connection.get(path(call++), `Authorization: ${authorization}\r\n`);
      if (!body.toString("latin1", 0, 40).includes('"errorCode":0')) throw new Error(body.toString());
      times.push(performance.now() - start);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  times.sort((a, b) => a - b);
  const at = (share: number): string => ms(times[Math.floor(times.length * share)] ?? 0);
  row(name, `${Math.round(times.length / SECONDS)} per second, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
}

function send(
  { url, ca }: Ready,
  connections: Agent,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  text?: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(url + path, { method, headers, ca, agent: connections }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () => resolve(Buffer.concat(chunks).toString()));
    });
    call.on("error", reject).end(text);
  });
}

async function memory(): Promise<string> {
  const answer = message<{ rss: number }>(child);
  child.send("memory");
  return `${Math.round((await answer).rss / 1e6)} MB`;
}

function message<T>(from: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    from.once("message", (value) => resolve(value as T));
    from.once("exit", (code) => reject(new Error(`The server ended with ${code}.`)));
  });
}

function row(name: string, value: string): void {
  console.log(`${name.padEnd(44)}${value}`);
}

function ms(value: number): string {
  return value.toFixed(value < 10 ? 2 : 0);
}
