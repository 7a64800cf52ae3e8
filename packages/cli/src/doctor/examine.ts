import { clientCredentials } from "@omada-sdk/auth";
import { type ControllerInfo, createClient, isCloudOrigin, type OmadaAuth } from "@omada-sdk/core";
import { interruptible } from "../command.js";
import { withFetch } from "../connection.js";
import { checkId, checkRole, checkSites, checkToken, sitesRefused } from "./access.js";
import { checkAddress, type Door, knock } from "./address.js";
import { checkCertificate } from "./certificate.js";
import { type Check, type CheckName, reporter } from "./check.js";
import { checkClient, checkClock, checkController } from "./controller.js";
import { checkDocuments, snapshotOf } from "./documents.js";
import { checkLatency, type Stopwatch, stopwatch } from "./latency.js";
import { checkRequest } from "./request.js";
import type { Subject } from "./subject.js";

/**
 * Looks at a controller from the address to the rights of the application, and only reads. Secrets go to the given address only,
 * and not before its certificate is accepted.
 * @param report gets each check as soon as it and those before it are done
 * @throws the reason of the subject's signal; nothing else stops it
 */
export async function examine(subject: Subject, report: (check: Check) => void): Promise<void> {
  const { fingerprint, insecure, signal } = subject;
  await withFetch({ insecure: true }, signal, async (openFetch) => {
    const open = stopwatch(openFetch);
    const doors = await knock(subject, open.fetch);
    report(await checkAddress(subject, doors));
    const isCloud = isCloudOrigin(subject.origin);
    const info = doors[0]?.info;
    if (!info && !isCloud) return skip(report, AFTER_ADDRESS, "the address has to be right first");
    await withFetch({ fingerprint, insecure }, signal, async (pinnedFetch) => {
      const pinned = stopwatch(pinnedFetch);
      const { check, accepted } = await checkCertificate(subject, pinned.fetch);
      report(check);
      report(checkController(subject, info));
      report(checkClock(open.said()));
      await lookInside(subject, { doors, info, accepted, open, pinned }, report);
    });
  });
}

interface Found {
  readonly doors: readonly Door[];
  readonly info: ControllerInfo | undefined;
  /** Secrets may be sent. */
  readonly accepted: boolean;
  /** Accepts any certificate. */
  readonly open: Stopwatch;
  readonly pinned: Stopwatch;
}

async function lookInside(subject: Subject, found: Found, report: (check: Check) => void): Promise<void> {
  const { info, accepted, open, pinned } = found;
  const snapshot = await interruptible(snapshotOf(subject, info), subject.signal);
  report(checkClient(info, snapshot));
  if (info) report(await checkDocuments(subject, open.fetch, snapshot));
  else report(reporter("documents").skipped("cloud hosts do not serve them"));
  const omadacId = subject.omadacId ?? info?.omadacId;
  const request = checkRequest(subject, info?.omadacId ?? subject.omadacId);
  if (request) report(request);
  const id = checkId(subject, info);
  report(id);
  if (!accepted) skip(report, AFTER_CERTIFICATE, "the certificate has to be accepted first");
  else await logIn(subject, found, id.state === "failed" ? undefined : omadacId, report);
  const durations = pinned.durations.length > 1 ? pinned.durations : open.durations;
  report(checkLatency(durations));
}

async function logIn(
  subject: Subject,
  { info, pinned, doors }: Found,
  omadacId: string | undefined,
  report: (check: Check) => void,
): Promise<void> {
  const { origin, signal, timeoutMs, credentials } = subject;
  const auth: OmadaAuth | undefined = credentials && clientCredentials(credentials);
  const controller = { omadacId, controllerVersion: info?.controllerVer };
  const token = await checkToken(subject, auth, controller, pinned.fetch);
  report(token);
  if (token.state !== "ok" || !auth) return skip(report, AFTER_TOKEN, "there is no token");
  const logger = { warn: () => undefined };
  const options = { baseUrl: origin, fetch: pinned.fetch, auth, omadacId, logger, timeoutMs, signal };
  const client = await createClient({ ...options, retry: false }, []).catch((error: unknown) => {
    signal.throwIfAborted();
    report(sitesRefused(error, doors));
  });
  if (!client) return skip(report, ["role"], "the sites have to be known first");
  const { check, siteId } = await interruptible(checkSites(subject, client, doors), signal);
  report(check);
  if (siteId === undefined) return skip(report, ["role"], "the sites have to be known first");
  report(await interruptible(checkRole(subject, client, siteId), signal));
}

const AFTER_TOKEN: readonly CheckName[] = ["sites", "role"];
const AFTER_CERTIFICATE: readonly CheckName[] = ["token", ...AFTER_TOKEN];
const AFTER_ADDRESS: readonly CheckName[] = [
  ...(["certificate", "controller", "clock", "client", "documents", "id"] as const),
  ...AFTER_CERTIFICATE,
  "latency",
];

function skip(report: (check: Check) => void, names: readonly CheckName[], says: string): void {
  for (const name of names) report(reporter(name).skipped(says));
}
