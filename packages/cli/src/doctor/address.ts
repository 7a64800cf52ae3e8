import { connect } from "node:net";
import {
  type ControllerInfo,
  fetchControllerInfo,
  isCloudOrigin,
  isOmadaConnectionError,
  isOmadaTimeoutError,
  isOmadaTlsError,
} from "@omada-sdk/core";
import { type Check, reasonOf, reporter } from "./check.js";
import { isHardware } from "./controller.js";
import { doctorCommand, type Subject } from "./subject.js";

/** What answers at one port. */
export interface Door {
  readonly origin: string;
  readonly port: number;
  readonly info?: ControllerInfo | undefined;
  /** Why it is not a controller. */
  readonly problem?: string | undefined;
}

/** Longer than any controller in reach takes for its name. */
const KNOCK_MS = 3000;

/**
 * Asks the address and the documented ports of its host who they are. No secret is sent, so any certificate is accepted here.
 * @returns the doors, the given one first; none of a cloud host, which says nothing of itself
 */
export async function knock(subject: Subject, fetch: typeof globalThis.fetch): Promise<Door[]> {
  const { origin, ports, signal } = subject;
  if (isCloudOrigin(origin)) return [];
  const given = new URL(origin);
  if (given.protocol === "http:") return [{ origin, port: portOf(origin), problem: "is http" }];
  const origins = [ports.hardware, ports.software].map((port) => originAt(given, port));
  const timeoutMs = Math.min(subject.timeoutMs, KNOCK_MS);
  return Promise.all(
    [...new Set([origin, ...origins])].map(async (each) => {
      const door = { origin: each, port: portOf(each) };
      try {
        const logger = { warn: () => undefined };
        return { ...door, info: await fetchControllerInfo(each, { fetch, signal, timeoutMs, logger }) };
      } catch (error) {
        signal.throwIfAborted();
        return { ...door, problem: problemOf(error) };
      }
    }),
  );
}

/** Whether the address is that of the API, and what the other ports of the host are. */
export async function checkAddress(subject: Subject, doors: readonly Door[]): Promise<Check> {
  const { ok, warning, failed } = reporter("address");
  const { origin, ports } = subject;
  const [given, ...others] = doors;
  if (!given) return ok(`${origin} is a host of the cloud`);
  const { hostname } = new URL(origin);
  if (given.problem === "is http")
    return failed(
      `${origin} is not encrypted; the Open API answers with https only`,
      doctorCommand(origin.replace("http:", "https:")),
    );
  const wrong = WRONG_PORTS[given.port];
  const isThere = doors.some(({ info }) => info !== undefined);
  const portal =
    isThere && given.port !== ports.portal && (await isOpen(hostname, ports.portal, subject.signal));
  const beside = [
    ...others.map(describe),
    ...(portal ? [`${ports.portal} is open, which is the guest portal and never the API`] : []),
  ];
  const here = wrong === undefined ? given : { ...given, info: undefined, problem: wrong };
  const says = [`port ${describe(here)}`, ...beside].join("; ");
  const better = others.find(({ info }) => info !== undefined);
  if (!here.info) {
    const next = better ? doctorCommand(better.origin) : HELP_UNREACHABLE;
    return failed(says, next);
  }
  const isUpdatePort =
    given.port === ports.software && isHardware(here.info) && better?.port === ports.hardware;
  if (isUpdatePort && better.info?.omadacId === here.info.omadacId)
    return warning(
      `${says}. It is a hardware controller, whose API is on ${better.port}; ${given.port} hands firmware to devices (6.1 and later). Send the request for the token and all others to ${better.port}`,
      doctorCommand(better.origin),
    );
  return ok(says);
}

const HELP_UNREACHABLE =
  "check that the controller runs and this machine may reach it; the right address stands beside the Open API application (Settings > Platform Integration > Open API, view)";

/** Ports that browsers and guests use. */
const WRONG_PORTS: Readonly<Record<number, string>> = {
  80: "is the HTTP port of a hardware controller, which only redirects",
  8088: "is the HTTP port of a software controller, which only redirects",
  8843: "is the guest portal, never the API",
};

function describe({ port, info, problem }: Door): string {
  return info ? `${port} answers as a controller ${info.controllerVer}` : `${port} ${problem}`;
}

function problemOf(error: unknown): string {
  if (isOmadaTimeoutError(error)) return "does not answer in time";
  if (isOmadaTlsError(error)) return "is open but does not speak HTTPS";
  if (!isOmadaConnectionError(error)) return `answers, but not as a controller (${reasonOf(error)})`;
  if (error.reason === "ECONNREFUSED") return "is closed";
  if (error.reason === "ENOTFOUND" || error.reason === "EAI_AGAIN")
    return "is at a host name that is not known";
  const reason = error.reason ?? "the connection ended";
  return error.outcome === "not-sent" ? `cannot be reached (${reason})` : `breaks off its answer (${reason})`;
}

function portOf(origin: string): number {
  const { protocol, port } = new URL(origin);
  return Number(port || (protocol === "http:" ? 80 : 443));
}

function originAt(given: URL, port: number): string {
  const url = new URL(given.origin);
  url.port = String(port);
  return url.origin;
}

function isOpen(hostname: string, port: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const host = hostname.replace(/^\[(.*)\]$/, "$1");
    const socket = connect({ host, port, signal });
    const settle = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.setTimeout(KNOCK_MS, () => settle(false));
    socket.once("connect", () => settle(true)).once("error", () => settle(false));
  });
}
