import type { QuirkEvidence } from "../profiles/evidence.js";
import type { ProfileId } from "../profiles/types.js";

/** What a login to the web pages is good for. */
export interface WebQuirks {
  /**
   * Which paths take the session of a web login: none, as there is no such login; those of the web pages only; or the
   * Open API too. Seen: the Open API takes it on 6.2.
   */
  webSession: "none" | "pages" | "open-api";
  /** Answer to an ended web session. Seen: the login page with 200, -1200. */
  webSessionEnd: "login-page" | "logged-out";
}

/** The values of every profile. */
export const WEB_QUIRKS: Readonly<Record<ProfileId, WebQuirks>> = {
  "5.12": { webSession: "pages", webSessionEnd: "login-page" },
  "5.15": { webSession: "pages", webSessionEnd: "login-page" },
  "6.2": { webSession: "open-api", webSessionEnd: "login-page" },
  "6.2-cloud": { webSession: "none", webSessionEnd: "login-page" },
};

/** Where they come from. */
export const WEB_EVIDENCE: Readonly<Record<keyof WebQuirks, QuirkEvidence>> = {
  webSession: {
    question: "Which paths take the session of a web login?",
    evidence:
      "Observed by several: the Open API takes it on 6.2 and later, with `Omada-Request-Source: web-local`; without that header -44116 on 6.2 (its status, 401, is assumed). Nobody reports it of 5.x. That northbound hosts have no such login is assumed.",
  },
  webSessionEnd: {
    question: "What is the answer to a web session that ended?",
    evidence:
      "Contradictory. Observed: the login page with 200 by two independent clients, one of them written for 6.1.0.19; also -1200 or -1. The idle life of about 30 minutes was observed.",
  },
};
