import type { Operation } from "@omada-sdk/model";
import type { Behaviour } from "../behaviour/behaviour.js";
import type { InnerFaults } from "../faults/faults.js";
import type { Replay } from "../har/replay.js";
import type { Answer } from "../protocol/answer.js";
import type { Call, FetchLike } from "../protocol/call.js";
import type { RequestLog } from "../protocol/log.js";
import type { Changes } from "./changes.js";
import type { InnerClock } from "./clock.js";
import type { ControllerState, Device, NetworkClient, Site } from "./types.js";

/** What a caller needs to log in: an application's id and secret, and a user for the authorization code mode. */
export interface Credentials {
  /** 32 hexadecimal digits; the id of the controller (also accepted as MSP id). */
  omadacId: string;
  /** 32 hexadecimal digits. */
  clientId: string;
  /** 32 hexadecimal digits. */
  clientSecret: string;
  username: string;
  password: string;
}

/** What all controllers of a mock share: its clock, its log, what goes wrong, and the way out. */
export interface Runtime {
  clock: InnerClock;
  requests: RequestLog;
  faults: InnerFaults;
  /** Answers that were recorded elsewhere. */
  replay: Replay | undefined;
  /** Whether sites, devices and clients changed. */
  changes: Changes;
  /** Sends webhooks. */
  webhookFetch: FetchLike;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Calls of the present day, for the daily limit. */
  calls: { since: number; count: number };
  /** Gives the server another certificate; only there while a server listens. */
  changeCertificate?: () => void;
}

/** How often a controller gave something out; the numbers make every id and token different. */
export interface Issued {
  events: number;
  /** Tokens, logins, authorization codes and web sessions. */
  tokens: number;
  /** Ids of what calls created. */
  ids: number;
}

/** A simulated controller, as the handlers of its operations see it. */
export interface Controller {
  /** What it answers with: its interface, its profile, and in what it differs from its document. */
  behaviour: Behaviour;
  /** Its state. */
  state: ControllerState;
  runtime: Runtime;
  /** The same seed gives the same ids, devices and samples. */
  seed: string;
  credentials: Credentials;
  issued: Issued;
  /** The customers whose ids were used so far, by id. */
  customers: Map<string, Controller>;
  /** The MSP that this controller is a customer of. */
  msp?: Controller;
}

/** The site, device and client that a path names, looked up in the state. */
export interface Target {
  site?: Site;
  device?: Device;
  client?: NetworkClient;
}

/** A checked request of an operation, with what its path names. */
export interface Request extends Target {
  operation: Operation;
  params: Readonly<Record<string, string>>;
  call: Call;
  /** The JSON body; undefined when there is none. */
  body: unknown;
  /** Answers another call as if it had come by itself, with the checks and the token of this one. */
  dispatch: (call: Call) => Answer;
}

/** Answers one operation. */
export type Handler = (controller: Controller, request: Request) => Answer;

/** Members by the names that the Open API gives them. */
export type Members = Readonly<Record<string, unknown>>;
