import { clientCredentials } from "@omada-sdk/auth";
import {
  type ApiModel,
  certificateOf,
  clientTarget,
  coverageOf,
  formatDriftReport,
  type ManifestEntry,
  newDrifts,
  PROBE_DEFAULTS,
  type ProbeResult,
  probeController,
  readKnownBehaviour,
  readSnapshot,
  watchAnswers,
} from "@omada-sdk/codegen";
import { createClient, isCloudOrigin, parseVersion } from "@omada-sdk/core";
import { type Definition, interruptible, UsageError, wholeNumber } from "../command.js";
import { BASE_URL, fingerprintOption, insecureOption, originOf, withFetch } from "../connection.js";
import { anySpecsOption, snapshotsOf, withSpecs } from "../specs-folder.js";
import { printable } from "../terminal.js";
import { writeWholeFile } from "../write-file.js";

/** More requests than any snapshot needs. */
const MAX_REQUESTS = 100_000;
const MAX_PAUSE_MS = 3_600_000;

/** `omada verify`: compares a controller with the snapshot of its version. Only reads. */
export const verify: Definition = (command, io) => {
  command
    .argument("[baseUrl]", `${BASE_URL} (default: $OMADA_URL)`)
    .addOption(anySpecsOption())
    .addOption(fingerprintOption().env("OMADA_FINGERPRINT"))
    .addOption(insecureOption())
    .option("--out <file>", "where the report goes", "drift.md")
    .option(
      "--max-requests <number>",
      "requests that it sends at most",
      wholeNumber(1, MAX_REQUESTS),
      PROBE_DEFAULTS.maxRequests,
    )
    .option(
      "--pause <milliseconds>",
      "between two requests",
      wholeNumber(0, MAX_PAUSE_MS),
      PROBE_DEFAULTS.pauseMs,
    )
    .option(
      "--least-coverage <percent>",
      "share of the readable operations that must be compared",
      wholeNumber(0, 100),
      0,
    )
    .addHelpText(
      "after",
      "\nOMADA_CLIENT_ID and OMADA_CLIENT_SECRET hold the credentials, and OMADA_OMADAC_ID the id where the controller does " +
        "not report it.\nExit code: 0 fits, 1 drift that is not known yet, 3 too little was compared or the controller could not be asked.",
    )
    .action(async (address, { specs, out, maxRequests, pause, leastCoverage, ...certificate }) => {
      // A controller that cannot be reached has not drifted.
      io.exitCode = 3;
      const { OMADA_URL, OMADA_CLIENT_ID: clientId, OMADA_CLIENT_SECRET: clientSecret } = process.env;
      const given = address ?? OMADA_URL;
      if (given === undefined) throw new UsageError("name the controller's address, or set OMADA_URL");
      const baseUrl = originOf(given);
      if (!clientId || !clientSecret) throw new UsageError("set OMADA_CLIENT_ID and OMADA_CLIENT_SECRET");
      const { snapshots, models, known } = await withSpecs(specs, io, readAll);
      const { result, version } = await withFetch(certificate, io.signal, async (fetch) => {
        const watch = watchAnswers();
        const connecting = createClient(
          {
            baseUrl,
            fetch,
            hooks: watch,
            auth: clientCredentials({ clientId, clientSecret }),
            logger: { warn: (message) => io.err(`note: ${printable(message)}\n`) },
            omadacId: process.env.OMADA_OMADAC_ID || undefined,
          },
          [],
        );
        const client = await interruptible(connecting, io.signal);
        const version = client.info?.controllerVer;
        const { id } = snapshotFor(snapshots, isCloudOrigin(baseUrl), version);
        const model = models.find((each) => each.id === id) as ApiModel;
        const probing = probeController(clientTarget(client, watch), model, {
          known,
          others: models,
          msp: client.info?.mspMode === true,
          maxRequests,
          pauseMs: pause,
          signal: io.signal,
        });
        return { result: await interruptible(probing, io.signal), version };
      });
      await writeWholeFile(out, formatDriftReport(result, version));
      io.out(`${certificateOf(result, version)}\n`);
      io.exitCode = exitCodeOf(result, leastCoverage);
    });
};

/** Everything of a specs folder that answers are compared with. */
async function readAll(specs: string) {
  const snapshots = await snapshotsOf(specs);
  const models = await Promise.all(snapshots.map(({ id }) => readSnapshot(specs, id)));
  return { snapshots, models, known: await readKnownBehaviour(specs) };
}

/**
 * Drift counts however little was compared, but only what no known fact explains.
 * @param leastCoverage in percent
 */
export function exitCodeOf(result: ProbeResult, leastCoverage: number): 0 | 1 | 3 {
  if (newDrifts(result).length > 0) return 1;
  return result.compared.length === 0 || coverageOf(result) < leastCoverage ? 3 : 0;
}

/** The snapshot of a controller's version, else the newest one before it, else the oldest one of its line. */
export function snapshotFor(
  snapshots: readonly ManifestEntry[],
  isCloud: boolean,
  version: string | undefined,
): ManifestEntry {
  const [major, minor] = numbersOf(version);
  const candidates = snapshots
    .filter(({ flavour }) => flavour === (isCloud ? "cloud" : "local"))
    .map((entry) => ({ entry, made: numbersOf(entry.controllerVersion) }))
    .sort((one, other) => one.made[0] - other.made[0] || one.made[1] - other.made[1]);
  // Hosts of the cloud do not report a version; they are kept up to date.
  const line = isCloud ? candidates : candidates.filter(({ made }) => made[0] === major);
  const chosen = line.findLast(({ made }) => isCloud || made[1] <= minor) ?? line[0];
  if (chosen) return chosen.entry;
  throw new Error(`there is no snapshot for ${isCloud ? "cloud hosts" : `version ${version ?? "unknown"}`}`);
}

function numbersOf(version: string | undefined): [major: number, minor: number] {
  const { major = 0, minor = 0 } = parseVersion(version ?? "") ?? {};
  return [major, minor];
}
