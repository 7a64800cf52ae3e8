import { clientCredentials } from "@omada-sdk/auth";
import { fetchControllerInfo, isCloudOrigin } from "@omada-sdk/core";
import { fetchFingerprint } from "@omada-sdk/core/node";
import { fingerprintOption } from "../certificate-options.js";
import {
  type CommandIo,
  type Definition,
  interruptible,
  jsonOption,
  printJson,
  UsageError,
} from "../command.js";
import { BASE_URL, originOf, withFetch } from "../connection.js";
import { requireToken } from "../doctor/access.js";
import { DEFAULT_PROFILE, isProfileName, type Profile, storeProfile } from "../profiles/profile-file.js";
import { environmentSettings, type Settings } from "../profiles/settings.js";

const TIMEOUT_MS = 10_000;

/** `omada login`: asks for what is missing, tries it, and stores it as a profile. */
export const login: Definition = (command, io) => {
  command
    .argument("[baseUrl]", `${BASE_URL} (default: $OMADA_URL, else it is asked for)`)
    .option("--profile <name>", "name of the profile", DEFAULT_PROFILE)
    .addOption(fingerprintOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      "\nWhat OMADA_URL, OMADA_CLIENT_ID, OMADA_CLIENT_SECRET, OMADA_OMADAC_ID, OMADA_FINGERPRINT or the files that these " +
        "names with _FILE hold is not asked for. The secret is not shown while it is typed, and there is no option for it. " +
        "The profile is stored only when the controller gives a token, in a file that only its owner may read.",
    )
    .action(async (address, { profile: name, fingerprint: pinned, json }) => {
      if (!isProfileName(name))
        throw new UsageError("a profile's name has letters, digits, dots, dashes and underscores");
      const known = await environmentSettings();
      const url = originOf(
        address ?? known.url ?? (await ask(io, "address of the controller: ", "OMADA_URL")),
      );
      if (!url.startsWith("https:")) throw new UsageError("<baseUrl> has to begin with https://");
      const fingerprint = await acceptedFingerprint(io, url, pinned ?? known.fingerprint);
      const profile = await withFetch({ fingerprint }, io.signal, async (fetch) => {
        const info = isCloudOrigin(url)
          ? undefined
          : await fetchControllerInfo(url, { fetch, signal: io.signal, timeoutMs: TIMEOUT_MS });
        const made = await complete(io, known, { url, fingerprint, omadacId: info?.omadacId });
        await tryOut(io, made, info?.controllerVer, fetch);
        return made;
      });
      io.signal.throwIfAborted();
      await storeProfile(name, profile);
      if (json) printJson(io, { profile: name, url, omadacId: profile.omadacId ?? null });
      else io.out(`stored the profile "${name}" for ${url}\n`);
    });
};

async function complete(
  io: CommandIo,
  known: Settings,
  found: { url: string; fingerprint: string | undefined; omadacId: string | undefined },
): Promise<Profile> {
  const { url, fingerprint } = found;
  const omadacId =
    known.omadacId ?? found.omadacId ?? (await ask(io, "omadacId (Omada ID): ", "OMADA_OMADAC_ID"));
  const clientId = known.clientId ?? (await ask(io, "client id: ", "OMADA_CLIENT_ID"));
  const clientSecret =
    known.clientSecret ?? (await ask(io, "client secret (not shown): ", "OMADA_CLIENT_SECRET", true));
  return { url, clientId, clientSecret, omadacId, fingerprint };
}

async function ask(io: CommandIo, question: string, variable: string, hidden = false): Promise<string> {
  if (!io.ask) throw new UsageError(`there is no terminal to ask at; set ${variable}`);
  const answer = await io.ask(question, { hidden });
  if (answer !== "") return answer;
  throw new UsageError(`nothing was answered to "${question.trim()}"`);
}

/** The certificate that is accepted: the given one, else one that the system trusts, else the presented one if the user says so. */
async function acceptedFingerprint(
  io: CommandIo,
  url: string,
  given: string | undefined,
): Promise<string | undefined> {
  if (given !== undefined) return given;
  const { signal } = io;
  const presented = await fetchFingerprint(url, { signal, timeoutMs: TIMEOUT_MS });
  const trusted = await withFetch({}, signal, async (fetch) => {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const answer = await fetch(`${url}/api/info`, { signal: limited });
    await answer.body?.cancel();
    return true;
  }).catch(() => false);
  signal.throwIfAborted();
  if (trusted) return undefined;
  if (!io.ask)
    throw new UsageError(
      `the certificate is not trusted; compare ${presented} with the controller's, then pass it with --fingerprint`,
    );
  io.err(
    `the controller presents the certificate ${presented}\nCompare it with the one that a browser shows there.\n`,
  );
  if (/^y(es)?$/i.test(await io.ask("accept exactly this certificate from now on? (yes/no) ")))
    return presented;
  throw new Error("the certificate was not accepted; nothing was stored");
}

/** @throws Error when the controller gives no token */
async function tryOut(
  { signal }: CommandIo,
  { url, clientId, clientSecret, omadacId }: Profile,
  controllerVersion: string | undefined,
  fetch: typeof globalThis.fetch,
): Promise<void> {
  const credentials = { clientId, clientSecret };
  const subject = { origin: url, signal, credentials, timeoutMs: TIMEOUT_MS };
  const auth = clientCredentials(credentials);
  await interruptible(requireToken(subject, auth, { omadacId, controllerVersion }, fetch), signal);
}
