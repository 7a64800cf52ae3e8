import { clientCredentials } from "@omada-sdk/auth";
import {
  type ApiModel,
  certificateOf,
  clientTarget,
  coverageOf,
  formatDriftReport,
  newDrifts,
  PROBE_DEFAULTS,
  type ProbeResult,
  probeController,
  readErrorCodes,
  readKnownBehaviour,
  readSnapshot,
  watchAnswers,
} from "@omada-sdk/codegen";
import { writeWholeFile } from "@omada-sdk/codegen/write-file";
import { createClient, isCloudOrigin } from "@omada-sdk/core";
import { fingerprintOption, insecureOption } from "../certificate-options.js";
import { type Definition, interruptible, UsageError, wholeNumber } from "../command.js";
import { BASE_URL, originOf, withFetch } from "../connection.js";
import { profileOption, settingsFor } from "../profiles/settings.js";
import { snapshotFor } from "../snapshot-for.js";
import { anySpecsOption, snapshotsOf, withSpecs } from "../specs-folder.js";
import { printable } from "../terminal.js";

/** More requests than any snapshot needs. */
const MAX_REQUESTS = 100_000;
const MAX_PAUSE_MS = 3_600_000;

/** `omada verify`: compares a controller with the snapshot of its version. Only reads. */
export const verify: Definition = (command, io) => {
  command
    .argument("[baseUrl]", `${BASE_URL} (default: $OMADA_URL)`)
    .addOption(anySpecsOption())
    .addOption(profileOption())
    .addOption(fingerprintOption())
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
    .action(
      async (address, { specs, out, maxRequests, pause, leastCoverage, profile, fingerprint, insecure }) => {
        // A controller that cannot be reached has not drifted.
        io.exitCode = 3;
        const { clientId, clientSecret, ...settings } = await settingsFor({
          url: address,
          fingerprint,
          profile,
        });
        if (settings.url === undefined)
          throw new UsageError("name the controller's address, or set OMADA_URL, or run omada login");
        const baseUrl = originOf(settings.url);
        if (!clientId || !clientSecret)
          throw new UsageError("set OMADA_CLIENT_ID and OMADA_CLIENT_SECRET, or run omada login");
        const certificate = { fingerprint: insecure ? undefined : settings.fingerprint, insecure };
        const { snapshots, models, known, codes } = await withSpecs(specs, io, readAll);
        const { result, version } = await withFetch(certificate, io.signal, async (fetch) => {
          const watch = watchAnswers();
          const connecting = createClient(
            {
              baseUrl,
              fetch,
              hooks: watch,
              auth: clientCredentials({ clientId, clientSecret }),
              logger: { warn: (message) => io.err(`note: ${printable(message)}\n`) },
              omadacId: settings.omadacId,
            },
            [],
          );
          const client = await interruptible(connecting, io.signal);
          const version = client.info?.controllerVer;
          const { id } = snapshotFor(snapshots, isCloudOrigin(baseUrl), version);
          const model = models.find((each) => each.id === id) as ApiModel;
          const probing = probeController(clientTarget(client, watch), model, {
            known,
            codes,
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
      },
    );
};

/** Everything of a specs folder that answers are compared with. */
async function readAll(specs: string) {
  const snapshots = await snapshotsOf(specs);
  const models = await Promise.all(snapshots.map(({ id }) => readSnapshot(specs, id)));
  const [known, codes] = await Promise.all([readKnownBehaviour(specs), readErrorCodes(specs)]);
  return { snapshots, models, known, codes };
}

/**
 * Drift counts however little was compared, but only what no known fact explains.
 * @param leastCoverage in percent
 */
export function exitCodeOf(result: ProbeResult, leastCoverage: number): 0 | 1 | 3 {
  if (newDrifts(result).length > 0) return 1;
  return result.compared.length === 0 || coverageOf(result) < leastCoverage ? 3 : 0;
}
