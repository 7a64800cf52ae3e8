import type { ApiModel, Operation } from "@omada-sdk/codegen/model";
import type { Profile } from "../behaviour/profiles/types.js";
import type { Quirks } from "../behaviour/quirks/quirks.js";
import type { InnerFaults } from "../faults/faults.js";
import type { Replay } from "../har/replay.js";
import type { Answer } from "../protocol/answer.js";
import type { Call } from "../protocol/call.js";
import type { RequestLog } from "../protocol/log.js";
import type { Router } from "../protocol/router.js";
import type { Target } from "../server/check-request.js";
import type { FetchLike } from "../server/fetch.js";
import type { InnerClock } from "./clock.js";
import type { ControllerState } from "./types.js";

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

/** All parts of a running mock, as its request handlers see them. */
export interface Controller {
  profile: Profile;
  quirks: Quirks;
  model: ApiModel;
  router: Router;
  seed: string;
  credentials: Credentials;
  state: ControllerState;
  /** The customers whose ids were used so far, by id. */
  customers: Map<string, Controller>;
  /** The MSP that this is a customer of. */
  msp?: Controller;
  requests: RequestLog;
  faults: InnerFaults;
  clock: InnerClock;
  /** Milliseconds since 1970. */
  startedAt: number;
  /** Calls of the present day, for the daily limit. */
  calls: { since: number; count: number };
  /** Answers that were recorded elsewhere. */
  replay: Replay | undefined;
  /** Sends webhooks. */
  webhookFetch: FetchLike;
  /** Events so far; no two ids are alike. */
  eventsRaised: number;
  /** Tokens, logins, authorization codes and web sessions given out so far; no two are alike. */
  tokensIssued: number;
  /** Ids given out for what calls created; none is given out again. */
  idsIssued: number;
  /** Lifetime of access tokens in seconds. */
  tokenLifetime: number;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Gives the server another certificate; only there while one listens. */
  changeCertificate?: () => void;
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
