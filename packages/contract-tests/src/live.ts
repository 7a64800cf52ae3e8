import { writeFile } from "node:fs/promises";
import { clientCredentials } from "@omada-sdk/auth";
import {
  certificateOf,
  clientTarget,
  coverageOf,
  formatDriftReport,
  newDrifts,
  type ProbeOptions,
  type ProbeResult,
  probeController,
  readKnownBehaviour,
  readSnapshot,
  watchAnswers,
} from "@omada-sdk/codegen";
import { fetchControllerInfo, isCloudOrigin, type OmadaClientOptions, packageFor } from "@omada-sdk/core";
import { createNodeFetch } from "@omada-sdk/core/node";
import { PAIRS, type Pair } from "./matrix.js";
import { SPECS_DIR } from "./places.js";

/** Where a controller is, and what lets one in; from the environment, so that no secret stands in a command line. */
const VARIABLES = ["OMADA_URL", "OMADA_CLIENT_ID", "OMADA_CLIENT_SECRET"] as const;

/** How a run ends: 0 fits, 1 drifted, 2 too little was compared to tell. */
export type LiveExitCode = 0 | 1 | 2;

/** What a probe of a live controller came to. */
export interface LiveOutcome {
  /** One line. */
  certificate: string;
  exitCode: LiveExitCode;
}

/** How much to ask and how fast, where not the defaults of the probe, and how much is enough. */
export interface LiveLimits extends Pick<ProbeOptions, "maxRequests" | "pauseMs"> {
  /** Least share of the readable operations that must be compared, in percent; any by default. */
  leastCoverage?: number;
}

/**
 * Compares a controller of the user with the snapshot of its version. Only reads.
 * @param out file for the report
 * @throws Error naming the variables that are missing
 */
export async function verifyLive(
  env: NodeJS.ProcessEnv,
  out: string,
  { leastCoverage = 0, ...limits }: LiveLimits = {},
): Promise<LiveOutcome> {
  const missing = VARIABLES.filter((name) => !env[name]);
  if (missing.length > 0) throw new Error(`set ${missing.join(", ")}; OMADA_FINGERPRINT pins a certificate`);
  const {
    OMADA_URL: baseUrl = "",
    OMADA_CLIENT_ID: clientId = "",
    OMADA_CLIENT_SECRET: clientSecret = "",
  } = env;
  const fetch = createNodeFetch(env.OMADA_FINGERPRINT ? { fingerprint256: env.OMADA_FINGERPRINT } : {});
  try {
    const watch = watchAnswers();
    const options: OmadaClientOptions = {
      baseUrl,
      fetch,
      hooks: watch,
      auth: clientCredentials({ clientId, clientSecret }),
      ...(env.OMADA_OMADAC_ID ? { omadacId: env.OMADA_OMADAC_ID } : {}),
    };
    const pair = await pairFor(baseUrl, fetch);
    const omada = await pair.connect(options);
    const others = await Promise.all(PAIRS.map(({ id }) => readSnapshot(SPECS_DIR, id)));
    const result = await probeController(clientTarget(omada, watch), await readSnapshot(SPECS_DIR, pair.id), {
      known: await readKnownBehaviour(SPECS_DIR),
      others,
      msp: omada.info?.mspMode === true,
      ...limits,
    });
    await writeFile(out, formatDriftReport(result, omada.info?.controllerVer));
    return {
      certificate: certificateOf(result, omada.info?.controllerVer),
      exitCode: exitCodeOf(result, leastCoverage),
    };
  } finally {
    await fetch.close();
  }
}

/**
 * Drift counts however little was compared, but only what no known fact explains.
 * @param leastCoverage in percent
 */
export function exitCodeOf(result: ProbeResult, leastCoverage: number): LiveExitCode {
  if (newDrifts(result).length > 0) return 1;
  return result.compared.length === 0 || coverageOf(result) < leastCoverage ? 2 : 0;
}

/** The client that was made for a controller. */
async function pairFor(baseUrl: string, fetch: OmadaClientOptions["fetch"]): Promise<Pair> {
  const cloud = isCloudOrigin(new URL(baseUrl).origin);
  const version = cloud ? undefined : (await fetchControllerInfo(baseUrl, { fetch })).controllerVer;
  const wanted = version === undefined ? undefined : packageFor(version);
  const pair = PAIRS.filter((each) => each.cloud === cloud)
    .filter(({ entry }) => cloud || entry === wanted)
    .at(-1);
  if (!pair) throw new Error(`there is no client for controller version ${version}`);
  return pair;
}
