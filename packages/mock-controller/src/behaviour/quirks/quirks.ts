import type { LieName } from "../lies/types.js";

/** How credentials or refresh values may be sent to the token endpoint. */
export type Encoding = "query" | "json" | "form";

/** Behaviour that differs between controllers, or that sources disagree about. Every member can be overridden. */
export interface Quirks {
  /** HTTP status of -1600 for unknown paths and verbs. Seen: 200 (5.15.24.19, 6.1.0.19, 6.2), 404 (OC200). */
  unknownPathStatus: 200 | 404;
  /** Answer to a path that only takes other methods. Seen: like an unknown path (6.1.0.19, 6.2), 405 (5.15.8.12, 6.0.0.36). */
  otherMethod: "unknown-path" | "not-allowed";
  /** Answer to a missing required query parameter. Seen: a bare 400 (5.15.24.19, 6.2.10.17, 6.2.14.11, cloud), -1001 (6.2). */
  missingParameter: "bad-request" | "invalid-parameter";
  /** Whether operations declared without an envelope answer without it. Seen: enveloped (5.15.8.12). */
  bareAnswers: boolean;
  /** Whether bodies, and values in queries, that the document does not allow are refused with -1001. */
  checkBodies: boolean;
  /**
   * Whether ids in bodies have to be there, such as the network of a LAN profile, names have to be free, and what is in
   * use or came with the controller stays.
   */
  checkReferences: boolean;
  /** Operations that are refused, by name; by default those of the snapshot. Seen: `client.getGridActiveClients` on 6.2. */
  brokenOperations: readonly string[];
  /** Where the client-credentials grant takes id and secret from: before 5.15 the query too, later the JSON body only. */
  credentialsIn: readonly ("query" | "json")[];
  /** How a refresh is accepted; JSON bodies give -1001 (local and cloud), cloud also refuses the query with -1004. */
  refreshIn: readonly Encoding[];
  /** Whether a refresh token works once only (documented from 5.15 on). */
  refreshOnce: boolean;
  /** Whether copying or importing sites ends every access token (documented from 5.15 on). */
  siteCopyEndsTokens: boolean;
  /** Calls that an application may make in 24 hours, or 0 for no limit. 5.12 documents 1000; then -7132 is answered. */
  dailyLimit: number;
  /** Ways in which the controller does not do what it says, by name. None by default; see the table `LIES`. */
  lies: readonly LieName[];
  /**
   * Which paths take the session of a web login: none, as there is no such login; those of the web pages only; or the
   * Open API too. Seen: the Open API takes it on 6.2.
   */
  webSession: "none" | "pages" | "open-api";
  /** Answer to an ended web session. Seen: the login page with 200, -1200, -1. */
  webSessionEnd: "login-page" | "logged-out" | "general-error";
}
