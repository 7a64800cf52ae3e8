import { writeFile } from "node:fs/promises";
import { clientCredentials } from "@omada-sdk/auth";
import {
  certificateOf,
  clientTarget,
  formatDriftReport,
  type ProbeOptions,
  probeController,
  readKnownBehaviour,
  readSnapshot,
} from "@omada-sdk/codegen";
import { fetchControllerInfo, isCloudOrigin, type OmadaClientOptions, packageFor } from "@omada-sdk/core";
import { createNodeFetch } from "@omada-sdk/core/node";
import { PAIRS, type Pair } from "./matrix.js";
import { SPECS_DIR } from "./places.js";

/** Where a controller is, and what lets one in; from the environment, so that no secret stands in a command line. */
const VARIABLES = ["OMADA_URL", "OMADA_CLIENT_ID", "OMADA_CLIENT_SECRET"] as const;

/**
 * Compares a controller of the user with the snapshot of its version. Only reads.
 * @param out file for the report
 * @param limits how much to ask and how fast, where not the defaults of the probe
 * @returns the certificate, one line
 * @throws Error naming the variables that are missing
 */
export async function verifyLive(
  env: NodeJS.ProcessEnv,
  out: string,
  limits: Pick<ProbeOptions, "maxRequests" | "pauseMs"> = {},
): Promise<string> {
  const missing = VARIABLES.filter((name) => !env[name]);
  if (missing.length > 0) throw new Error(`set ${missing.join(", ")}; OMADA_FINGERPRINT pins a certificate`);
  const {
    OMADA_URL: baseUrl = "",
    OMADA_CLIENT_ID: clientId = "",
    OMADA_CLIENT_SECRET: clientSecret = "",
  } = env;
  const fetch = createNodeFetch(env.OMADA_FINGERPRINT ? { fingerprint256: env.OMADA_FINGERPRINT } : {});
  try {
    const options: OmadaClientOptions = {
      baseUrl,
      fetch,
      auth: clientCredentials({ clientId, clientSecret }),
      ...(env.OMADA_OMADAC_ID ? { omadacId: env.OMADA_OMADAC_ID } : {}),
    };
    const pair = await pairFor(baseUrl, fetch);
    const omada = await pair.connect(options);
    const result = await probeController(clientTarget(omada), await readSnapshot(SPECS_DIR, pair.id), {
      known: await readKnownBehaviour(SPECS_DIR),
      msp: omada.info?.mspMode === true,
      ...limits,
    });
    await writeFile(out, formatDriftReport(result, omada.info?.controllerVer));
    return certificateOf(result, omada.info?.controllerVer);
  } finally {
    await fetch.close();
  }
}

/** The client that was made for a controller. */
async function pairFor(baseUrl: string, fetch: OmadaClientOptions["fetch"]): Promise<Pair> {
  const cloud = isCloudOrigin(new URL(baseUrl).origin);
  const version = cloud ? undefined : (await fetchControllerInfo(baseUrl, { fetch })).controllerVer;
  const wanted = version === undefined ? undefined : packageFor(version);
  const pair = PAIRS.filter((each) => each.cloud === cloud)
    .filter(({ id }) => cloud || packageFor(id) === wanted)
    .at(-1);
  if (!pair) throw new Error(`there is no client for controller version ${version}`);
  return pair;
}
