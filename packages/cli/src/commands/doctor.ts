import { fingerprintOption, insecureOption } from "../certificate-options.js";
import { type Definition, jsonOption, printJson, UsageError, wholeNumber } from "../command.js";
import { BASE_URL, originOf } from "../connection.js";
import type { Check } from "../doctor/check.js";
import { examine } from "../doctor/examine.js";
import { lineOf, verdictOf, verdictText } from "../doctor/report.js";
import { DOCUMENTED_PORTS, type Subject } from "../doctor/subject.js";
import { profileOption, type Settings, settingsFor } from "../profiles/settings.js";
import { anySpecsOption, presentSpecs } from "../specs-folder.js";

/** A patience that no controller in reach needs. */
const MAX_TIMEOUT_S = 600;

/** `omada doctor`: finds out why a controller cannot be used, or that it can. Only reads. */
export const doctor: Definition = (command, io) => {
  command
    .argument("[baseUrl]", `${BASE_URL}, or the address of a request that fails (default: $OMADA_URL)`)
    .addOption(profileOption())
    .addOption(fingerprintOption())
    .addOption(insecureOption())
    .addOption(anySpecsOption())
    .option("--timeout <seconds>", "for each request", wholeNumber(1, MAX_TIMEOUT_S), 10)
    .addOption(jsonOption())
    .addHelpText(
      "after",
      "\nCredentials come from --profile, else from OMADA_CLIENT_ID and OMADA_CLIENT_SECRET (or the files that " +
        "OMADA_CLIENT_ID_FILE and OMADA_CLIENT_SECRET_FILE name), else from the default profile of omada login. They are sent " +
        "to <baseUrl> only, and not before its certificate is accepted.\nExit code: 0 all well, 1 something is wrong.",
    )
    .action(async (address, options) => {
      const { profile, fingerprint, insecure = false, specs, timeout, json = false } = options;
      const settings = await settingsFor({ url: address, fingerprint, profile });
      if (settings.url === undefined)
        throw new UsageError("name the controller's address, or set OMADA_URL, or run omada login");
      const subject: Subject = {
        ...addressed(settings.url),
        fingerprint: insecure ? undefined : settings.fingerprint,
        insecure,
        credentials: credentialsOf(settings),
        omadacId: settings.omadacId,
        specs: specs ?? (await presentSpecs()),
        ports: DOCUMENTED_PORTS,
        timeoutMs: timeout * 1000,
        signal: io.signal,
      };
      const checks: Check[] = [];
      await examine(subject, (check) => {
        checks.push(check);
        if (!json) io.out(lineOf(check));
      });
      const verdict = verdictOf(checks);
      if (json) printJson(io, { address: subject.origin, ...verdict, checks });
      else io.out(verdictText(verdict));
      io.exitCode = verdict.ok ? 0 : 1;
    });
};

/** An address, and the request that it names if it goes on behind host and port. */
function addressed(address: string): Pick<Subject, "origin" | "request"> {
  const origin = originOf(address);
  const { pathname, searchParams } = new URL(address);
  const hasPage = searchParams.has("page") && searchParams.has("pageSize");
  return { origin, request: pathname === "/" ? undefined : { path: pathname, hasPage } };
}

function credentialsOf({ clientId, clientSecret }: Settings): Subject["credentials"] {
  if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret };
  if (clientId === undefined && clientSecret === undefined) return undefined;
  const missing = clientId === undefined ? "OMADA_CLIENT_ID" : "OMADA_CLIENT_SECRET";
  throw new UsageError(`${missing} (or ${missing}_FILE) is not set, though the other one is`);
}
