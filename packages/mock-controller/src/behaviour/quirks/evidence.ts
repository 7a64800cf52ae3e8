import type { Quirks } from "./quirks.js";

/** What a quirk is about, and how it is known. */
export interface QuirkEvidence {
  question: string;
  /** Documented: by the vendor. Observed: on a controller, by somebody who published it. Assumed: by this package. */
  evidence: string;
}

/** Where the values of the profiles come from. */
export const QUIRK_EVIDENCE: Readonly<Record<keyof Quirks, QuirkEvidence>> = {
  credentialsIn: {
    question: "Where does the client-credentials grant take id and secret?",
    evidence:
      "Documented: 5.12 in the query, from 5.15 on in the JSON body. Observed: in the body on 5.13.30.20 (OC200), 5.15 to 6.3 and the cloud, in the query on 5.13. That 5.12 and 5.14 take both is assumed.",
  },
  refreshIn: {
    question: "How may a refresh be sent?",
    evidence:
      "Contradictory. Documented: body by the text, query by the example. Observed: a JSON body gives -1001 everywhere, a form works, the query works on local controllers and gives -1004 on a northbound host.",
  },
  refreshOnce: {
    question: "Does a refresh token work once only?",
    evidence:
      "Documented from 5.15 on; the guide of 5.12 does not say so. Observed: a used one gives -44114.",
  },
  unknownPathStatus: {
    question: "Which HTTP status comes with -1600 for unknown paths and verbs?",
    evidence: "Contradictory. Observed: 200 on 6.1.0.19 and 6.2, 404 on an OC200.",
  },
  otherMethod: {
    question: "What is the answer to a path that only takes other methods?",
    evidence:
      "Contradictory. Observed: 405 on 5.15.8.12 and on 6.0.0.36 (OC200), -1600 on 6.1.0.19 and 6.2. The body of the 405 is assumed.",
  },
  missingParameter: {
    question: "What is the answer to a missing query parameter?",
    evidence:
      "Contradictory. Observed: a bare 400 on 5.15.24.19, 6.2.10.17, 6.2.14.11 and the cloud; -1001 once, on a 6.2 whose build was not told.",
  },
  bareAnswers: {
    question: "Do operations that are declared without an envelope answer without it?",
    evidence: "Documented without. Observed with one on 5.15.8.12.",
  },
  checkBodies: {
    question: "Are bodies and the values of queries checked against the document?",
    evidence: "Observed: -1001 for what the document does not allow. How strictly is assumed.",
  },
  checkReferences: {
    question:
      "Are ids in bodies looked up, names compared with those in use, and rows kept that something uses?",
    evidence:
      "Documented by the error codes of the operations: a rule holds where an operation lists its code. That LAN profiles have names of their own, and which members are meant, is assumed.",
  },
  brokenOperations: {
    question: "Which operations answer -1?",
    evidence:
      "Observed: listing online clients by GET fails on 6.2.0.15 to 6.2.0.17, the list by POST works.",
  },
  siteCopyEndsTokens: {
    question: "Does copying or importing sites end every access token?",
    evidence:
      "Documented from 5.15 on; the guide of 5.12 does not say so. The code of the next call, -44113, is assumed.",
  },
  dailyLimit: {
    question: "How many calls may an application make a day?",
    evidence: "Documented: 1000 on 5.12, gone from 5.15 on. The answer, 429 with -7132, is assumed.",
  },
  lies: {
    question: "Which writes do something else than they say?",
    evidence: "Observed one by one; see the table of lies. None are on by default.",
  },
  webSession: {
    question: "Which paths take the session of a web login?",
    evidence:
      "Observed by several: the Open API takes it on 6.2 and later, with `Omada-Request-Source: web-local`; without that header -44116 on 6.2 (its status, 401, is assumed). Nobody reports that of 5.x. The paths of the web pages take it on 5.x and 6.2 without the header; this mock has none of them and says so with -1600. That northbound hosts have no such login is assumed.",
  },
  webSessionEnd: {
    question: "What is the answer to a web session that ended?",
    evidence:
      "Contradictory. Observed: the login page with 200 by two independent clients, one of them written for 6.1.0.19; also -1200, and -1 on 6.1.0.19. The idle life of about 30 minutes was observed.",
  },
};
