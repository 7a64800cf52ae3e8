import type { ApiModel } from "@omada-sdk/codegen/model";
import type { Profile, Quirks } from "./profiles/types.js";
import type { RequestRecord } from "./protocol/log.js";
import type { Router } from "./router/trie.js";
import type { ControllerState } from "./state/types.js";

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
  requests: RequestRecord[];
  /** Lifetime of access tokens in seconds. */
  tokenLifetime: number;
  /** Milliseconds since 1970. */
  now: () => number;
}
