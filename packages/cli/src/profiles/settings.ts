import { readFile, stat } from "node:fs/promises";
import { Option } from "@commander-js/extra-typings";
import { didYouMean } from "@omada-sdk/model/words";
import { UsageError } from "../command.js";
import { printable } from "../terminal.js";
import {
  DEFAULT_PROFILE,
  isProfileName,
  listProfiles,
  type Profile,
  profilePath,
  readProfile,
} from "./profile-file.js";

/** Option of every command that logs in. */
export const profileOption = () =>
  new Option("--profile <name>", "a controller that omada login stored; it counts before the environment");

/** How to reach a controller, as far as the user named it. */
export type Settings = { readonly [Name in keyof Profile]?: string | undefined };

const VARIABLES: Readonly<Record<keyof Profile, string>> = {
  url: "OMADA_URL",
  clientId: "OMADA_CLIENT_ID",
  clientSecret: "OMADA_CLIENT_SECRET",
  omadacId: "OMADA_OMADAC_ID",
  fingerprint: "OMADA_FINGERPRINT",
};
const MAX_FILE_BYTES = 65_536;

/**
 * What is known of a controller: what the command line names, then the profile that it names, else the environment, else the
 * default profile. Profile and environment are never mixed, and a profile is used for its own host only: a secret goes only
 * where it belongs.
 * @throws UsageError for a profile that is not there or is for another host, and for variables that contradict each other
 */
export async function settingsFor(
  named: { url?: string | undefined; fingerprint?: string | undefined; profile?: string | undefined },
  env: NodeJS.ProcessEnv = process.env,
): Promise<Settings> {
  const stored = await storedSettings(named, env);
  const fingerprint = named.fingerprint ?? stored.fingerprint;
  if (fingerprint !== undefined && !isFingerprint(fingerprint))
    throw new UsageError("a fingerprint has 64 hexadecimal digits, with or without colons");
  return { ...stored, url: named.url ?? stored.url, fingerprint };
}

async function storedSettings(
  { url, profile: name }: { url?: string | undefined; profile?: string | undefined },
  env: NodeJS.ProcessEnv,
): Promise<Settings> {
  if (name !== undefined) {
    const profile = await namedProfile(name, env);
    if (isSameHost(url, profile.url)) return profile;
    throw new UsageError(`the profile "${name}" is for another host; leave out <baseUrl> or --profile`);
  }
  const given = await environmentSettings(env);
  if (Object.values(given).some((value) => value !== undefined)) return given;
  const profile = await readProfile(DEFAULT_PROFILE, profilePath(env));
  return profile && isSameHost(url, profile.url) ? profile : {};
}

async function namedProfile(name: string, env: NodeJS.ProcessEnv): Promise<Profile> {
  const profile = isProfileName(name) ? await readProfile(name, profilePath(env)) : undefined;
  if (profile) return profile;
  const names = (await listProfiles(profilePath(env))).map((each) => each.name);
  const known = names.length > 0 ? `; omada profiles lists them` : "";
  throw new UsageError(
    `there is no profile "${printable(name)}"${didYouMean(name, names) || known}; omada login --profile <name> stores one`,
  );
}

/** What the environment says: each variable, or the text of the file that the variable with _FILE names. */
export async function environmentSettings(env: NodeJS.ProcessEnv = process.env): Promise<Settings> {
  const names = Object.keys(VARIABLES) as (keyof Profile)[];
  const values = await Promise.all(names.map((name) => variableOf(VARIABLES[name], env)));
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
}

async function variableOf(variable: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const value = env[variable] || undefined;
  const file = env[`${variable}_FILE`] || undefined;
  if (file === undefined) return value;
  if (value !== undefined) throw new UsageError(`set ${variable} or ${variable}_FILE, not both`);
  try {
    if ((await stat(file)).size > MAX_FILE_BYTES)
      throw new UsageError(`the file that ${variable}_FILE names is larger than ${MAX_FILE_BYTES} bytes`);
    return (await readFile(file, "utf8")).trim() || undefined;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new UsageError(`the file that ${variable}_FILE names cannot be read (${reason})`);
  }
}

function isFingerprint(text: string): boolean {
  return /^[0-9a-f]{64}$/i.test(text.replaceAll(/[:\s]/g, ""));
}

/** Ports of one host belong to one controller. Without an address it is the one that the settings name. */
function isSameHost(url: string | undefined, other: string): boolean {
  return url === undefined || hostOf(url) === hostOf(other);
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
