import {
  type ControllerInfo,
  type FetchLike,
  isCloudOrigin,
  isOmadaApiError,
  isOmadaAuthError,
  isOmadaHttpError,
  type OmadaAuth,
  type OmadaClient,
} from "@omada-sdk/core";
import type { Door } from "./address.js";
import { type Check, reasonOf, reporter } from "./check.js";
import { doctorCommand, type Subject } from "./subject.js";

const PAGE = "Settings > Platform Integration > Open API, in the global view";
const COMPARE_ADDRESS = `compare the address with the Interface Access Address in ${PAGE} (view)`;
const HEX_32 = /^[0-9a-f]{32}$/i;

/** Which id the requests carry, and whether it is this controller's. */
export function checkId(subject: Subject, info: ControllerInfo | undefined): Check {
  const { ok, warning, failed, skipped } = reporter("id");
  const { omadacId: given } = subject;
  if (given !== undefined && !HEX_32.test(given))
    return failed("the given omadacId has not 32 hexadecimal digits", `copy the Omada ID from ${PAGE}`);
  if (!info) {
    if (given !== undefined) return ok("the given one; this host does not report its own");
    return isCloudOrigin(subject.origin)
      ? failed("cloud hosts need the omadacId", `set OMADA_OMADAC_ID to the Omada ID shown in ${PAGE}`)
      : skipped("nothing reports it");
  }
  const place = `requests carry it as /openapi/v1/${info.omadacId}/...`;
  if (given === undefined || given.toLowerCase() === info.omadacId.toLowerCase()) return ok(place);
  const says = `the given id is not the one that the controller reports (${info.omadacId})`;
  return info.mspMode
    ? warning(`${says}; in MSP mode it may be a customer's`, undefined)
    : failed(
        `${says}; it answers -7131 to it, as after a restore or for another controller`,
        "leave the id out (OMADA_OMADAC_ID, or omada login again)",
      );
}

/** Whether the credentials give a token. */
export async function checkToken(
  {
    origin,
    signal,
    credentials,
    timeoutMs,
  }: Pick<Subject, "origin" | "signal" | "credentials" | "timeoutMs">,
  auth: OmadaAuth | undefined,
  controller: { omadacId: string | undefined; controllerVersion: string | undefined },
  fetch: FetchLike,
): Promise<Check> {
  const { ok, failed, skipped } = reporter("token");
  const { omadacId, controllerVersion } = controller;
  if (!auth || !credentials)
    return failed(
      "no credentials were given, so nothing behind the login was looked at",
      `create an application in ${PAGE} > Add New App: client mode, a role, and the sites it may use; then omada login, or set OMADA_CLIENT_ID and OMADA_CLIENT_SECRET`,
    );
  if (omadacId === undefined) return skipped("the omadacId is not known");
  const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const context = { origin, omadacId, controllerVersion, fetch, signal: limited, maxBytes: 2 ** 20 };
  try {
    await auth.authorize(context);
    return ok("the controller gives a token for the application");
  } catch (error) {
    signal.throwIfAborted();
    if (limited.aborted)
      return failed(`no answer to the request for a token within ${timeoutMs} ms`, COMPARE_ADDRESS);
    if (!isOmadaAuthError(error)) return failed(reasonOf(error), COMPARE_ADDRESS);
    const { code } = error;
    const [cause, click] = TOKEN_FAILURES[code ?? 0] ?? ["", `check the application in ${PAGE}`];
    return failed(cause === "" ? reasonOf(error) : `${cause} (${code})`, click);
  }
}

/** @throws Error saying why, and what to do, when the controller gives no token */
export async function requireToken(...asked: Parameters<typeof checkToken>): Promise<void> {
  const { state, says, next } = await checkToken(...asked);
  if (state !== "ok") throw new Error(next === undefined ? says : `${says}. ${next}`);
}

/** What refuses a token means, and what to click. */
const TOKEN_FAILURES: Readonly<Record<number, readonly [cause: string, click: string]>> = {
  [-44106]: [
    "the controller does not know the client id, or the secret is not its secret",
    `open the application in ${PAGE} (view), compare the Client ID and copy the Client Secret again; a deleted or regenerated application has another one`,
  ],
  [-7131]: [
    "the controller does not know the omadacId of the request",
    `compare with the Omada ID in ${PAGE} (view); an application of an MSP or a customer takes that one's id`,
  ],
  [-44111]: [
    "the application is not one in client mode",
    `create another one in ${PAGE} > Add New App with client mode; the mode of an application cannot be used for the other grant`,
  ],
  [-44116]: [
    "the controller did not understand the credentials",
    `check that the application in ${PAGE} is in client mode, and that no proxy drops the body of requests`,
  ],
  [-44118]: [
    "the application is of the authorization code mode",
    `create another one in ${PAGE} > Add New App with client mode`,
  ],
  [-1001]: ["the controller did not understand the request for a token", COMPARE_ADDRESS],
  [-1005]: ["the application may not do this", `give it a role in ${PAGE} (edit)`],
};

/** A site as the list has it. */
interface SiteRow {
  readonly siteId?: unknown;
  readonly name?: unknown;
}

const FORBIDDEN = [-1005, -1007, -1505];
const MAX_NAMES = 3;

/** Which sites the application may use. */
export async function checkSites(
  { signal }: Subject,
  client: OmadaClient,
  doors: readonly Door[],
): Promise<{ check: Check; siteId: string | undefined }> {
  const { ok, failed } = reporter("sites");
  try {
    const answer = await client.request("GET", "/openapi/v1/{omadacId}/sites", {
      query: { page: 1, pageSize: 100 },
    });
    const { data, totalRows } = Object(answer) as { data?: unknown; totalRows?: unknown };
    const rows = (Array.isArray(data) ? data : []) as SiteRow[];
    const siteId = rows.map((row) => Object(row).siteId).find((id) => typeof id === "string");
    if (!Array.isArray(data))
      return { check: failed("the list of sites is no list", COMPARE_ADDRESS), siteId: undefined };
    if (siteId === undefined)
      return {
        check: failed(
          "the list of sites is empty: the application was given no site",
          `${PAGE} > edit the application > Site Privileges: choose all sites, or those it needs`,
        ),
        siteId: undefined,
      };
    const names = rows.slice(0, MAX_NAMES).map((row) => String(Object(row).name).slice(0, 64));
    const total = typeof totalRows === "number" ? totalRows : rows.length;
    return { check: ok(`${total}: ${names.join(", ")}${total > names.length ? ", ..." : ""}`), siteId };
  } catch (error) {
    signal.throwIfAborted();
    return { check: sitesRefused(error, doors), siteId: undefined };
  }
}

/** Why the sites cannot be listed. */
export function sitesRefused(error: unknown, [given, ...others]: readonly Door[]): Check {
  const { failed } = reporter("sites");
  const twin = others.find(({ info }) => info !== undefined && info.omadacId === given?.info?.omadacId);
  // The error of core names the ports; here it is known what they are.
  if (isOmadaHttpError(error) && error.status >= 500 && twin)
    return failed(
      `HTTP ${error.status} to a request that is right, on a port that gives tokens and answers /api/info. The same controller answers on ${twin.port}, too, which is then the port of its API: use one address for the token and for all requests`,
      doctorCommand(twin.origin),
    );
  if (isOmadaApiError(error) && FORBIDDEN.includes(error.code))
    return failed(
      `the role of the application may not list sites (${error.code})`,
      `${PAGE} > edit the application: give it another role, and sites under Site Privileges`,
    );
  return failed(reasonOf(error), COMPARE_ADDRESS);
}

/**
 * A reading operation of all versions that needs the right to change devices. The task that it names does not exist, so it has
 * nothing to show, and nothing is changed.
 */
const NEEDS_WRITE = "/openapi/v1/{omadacId}/sites/{siteId}/all-devices/check-latest-firmware-tasks/{taskId}";
const NO_TASK = "0".repeat(24);
/** Neither says anything about rights. */
const NO_SUCH_ROUTE = [-1600, -7131, -7132, -1];

/** Whether the application may write, asked without writing. */
export async function checkRole({ signal }: Subject, client: OmadaClient, siteId: string): Promise<Check> {
  const { ok, skipped } = reporter("role");
  const writes = "it may write: the controller answers a request that needs the right to change devices";
  try {
    await client.request("GET", NEEDS_WRITE, { path: { siteId, taskId: NO_TASK } });
    return ok(writes);
  } catch (error) {
    signal.throwIfAborted();
    if (!isOmadaApiError(error) || NO_SUCH_ROUTE.includes(error.code))
      return skipped("the controller does not show it without a write");
    return FORBIDDEN.includes(error.code)
      ? ok(`it may only read (${error.code}), which is enough unless a program changes something`)
      : ok(writes);
  }
}
