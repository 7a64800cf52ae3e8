import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:tls";
import { fileURLToPath } from "node:url";
import type { Operation } from "@omada-sdk/model";
import { type Endpoint, openConnection } from "./connection.js";
import { startNode } from "./process.js";
import type { Rival } from "./rivals.js";

/** A mock server in a process of its own. */
export interface Running {
  name: string;
  child: ChildProcess;
  endpoint: Endpoint;
  /** Milliseconds from the start of the process to the first answer. */
  started: number;
  /** Header of calls that need a token. */
  authorization?: string;
  /** Headers of a call, as they are written. */
  headers: string;
  /** Undoes what a call did. */
  restore?: (operation: Operation) => Promise<void>;
}

const OMADA = fileURLToPath(new URL("../../cli/dist/bin.js", import.meta.url));
const SWEEP = fileURLToPath(new URL("serve-sweep.mjs", import.meta.url));
const PATIENCE_MS = 60_000;

interface Credentials {
  omadacId: string;
  clientId: string;
  clientSecret: string;
}

/** The command, as users run it. */
export async function startOurs(profile: string, devices: number, path: string): Promise<Running> {
  const begin = performance.now();
  const child = startNode([OMADA, "mock", "--profile", profile, "--devices", String(devices), "--port", "0"]);
  const written = await writtenBy(child, /^password/m);
  const credentials = Object.fromEntries(
    written.split("\n").map((line) => line.split(/\s+/)),
  ) as Credentials & {
    url: string;
  };
  const endpoint = { origin: credentials.url, ca: await certificateOf(credentials.url) };
  const running = { name: "ours", child, endpoint, headers: "" };
  await firstAnswer(running, path);
  const started = performance.now() - begin;
  return { ...running, started, headers: await logIn(endpoint, credentials) };
}

/** Our mock as the sweep needs it: no checks across collections, because ids in bodies are made up. */
export async function startOurSweep(profile: string): Promise<Running> {
  const child = startNode([SWEEP, profile]);
  const [{ origin, ca, authorization }] = await once(child, "message");
  const endpoint = { origin, ca };
  const restore = async ({ method, name }: Operation): Promise<void> => {
    if (method !== "DELETE" && !name.includes("forget")) return;
    child.send("restore");
    await once(child, "message");
  };
  return { name: "ours", child, endpoint, started: 0, restore, authorization, headers: "" };
}

/** Another server on a document. */
export async function startRival(
  { name, command }: Rival,
  document: string,
  port: number,
  path: string,
): Promise<Running> {
  const begin = performance.now();
  const child = startNode(command(document, port));
  const running = { name, child, endpoint: { origin: `http://127.0.0.1:${port}` }, headers: "" };
  await firstAnswer(running, path);
  return { ...running, started: performance.now() - begin };
}

async function firstAnswer({ child, endpoint, name }: Omit<Running, "started">, path: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end && child.exitCode === null) {
    try {
      const connection = await openConnection(endpoint);
      await connection.send("GET", path, "");
      connection.close();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  throw new Error(`${name} does not answer: ${(child as ReturnType<typeof startNode>).written()}`);
}

async function logIn(endpoint: Endpoint, { omadacId, clientId, clientSecret }: Credentials): Promise<string> {
  const body = JSON.stringify({ omadacId, client_id: clientId, client_secret: clientSecret });
  const connection = await openConnection(endpoint);
  const answer = await connection.send(
    "POST",
    "/openapi/authorize/token?grant_type=client_credentials",
    "",
    body,
  );
  connection.close();
  return `Authorization: AccessToken=${JSON.parse(answer.body.toString()).result.accessToken}\r\n`;
}

/** What a process writes, once it wrote something that fits. */
async function writtenBy(child: ReturnType<typeof startNode>, fits: RegExp): Promise<string> {
  while (!fits.test(child.written())) {
    if (child.exitCode !== null) throw new Error(child.written());
    if (child.stdout) await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  }
  return child.written();
}

/** The certificate that a server shows. It is ours, on this machine, so whatever comes is trusted. */
function certificateOf(origin: string): Promise<string> {
  const { hostname: host, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port), rejectUnauthorized: false }, () => {
      const der = socket.getPeerCertificate().raw.toString("base64");
      socket.destroy();
      resolve(`-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`);
    });
    socket.on("error", reject);
  });
}
