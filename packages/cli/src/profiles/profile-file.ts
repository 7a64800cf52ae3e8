import { constants } from "node:fs";
import { type FileHandle, lstat, mkdir, open } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { writeWholeFile } from "@omada-sdk/codegen/write-file";

/** How to reach and use one controller. */
export interface Profile {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly omadacId?: string | undefined;
  /** SHA-256 of the certificate to accept; without it the certificate has to be trusted. */
  readonly fingerprint?: string | undefined;
}

/** The profile that is used when none is named. */
export const DEFAULT_PROFILE = "default";

const NAME = /^[\w.-]{1,64}$/;
/** More than hundreds of profiles need. */
const MAX_BYTES = 2 ** 20;
const OTHERS = 0o077;

/** Whether a text may name a profile. */
export function isProfileName(name: string): boolean {
  return NAME.test(name) && name !== "__proto__";
}

/** Where the profiles are: `omada/profiles.json` in the folder that the system has for settings. */
export function profilePath(env: NodeJS.ProcessEnv = process.env): string {
  const settings =
    env.XDG_CONFIG_HOME || (process.platform === "win32" && env.APPDATA) || join(homedir(), ".config");
  return join(settings, "omada", "profiles.json");
}

/**
 * Reads one profile.
 * @returns undefined when there is no file, or it has no profile of that name
 * @throws Error for a file that is a link, that others may read, or that holds no profiles; no message quotes the file
 */
export async function readProfile(name: string, path = profilePath()): Promise<Profile | undefined> {
  return (await readProfiles(path)).get(name);
}

/** A profile without what is secret. */
export type ProfileSummary = Pick<Profile, "url" | "omadacId" | "fingerprint"> & { readonly name: string };

/** All profiles by name, without what is secret. @throws Error for a file that {@link readProfile} refuses */
export async function listProfiles(path = profilePath()): Promise<ProfileSummary[]> {
  return [...(await readProfiles(path))]
    .map(([name, { url, omadacId, fingerprint }]) => ({ name, url, omadacId, fingerprint }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * Removes one profile; the others stay.
 * @returns whether there was one of that name
 * @throws Error for a file that {@link readProfile} refuses
 */
export async function removeProfile(name: string, path = profilePath()): Promise<boolean> {
  const profiles = await readProfiles(path);
  if (!profiles.delete(name)) return false;
  await writeProfiles(profiles, path);
  return true;
}

/**
 * Stores one profile beside the others: the file is replaced as a whole, and only its owner may read it.
 * @throws Error for a file that {@link readProfile} refuses
 */
export async function storeProfile(name: string, profile: Profile, path = profilePath()): Promise<void> {
  const profiles = await readProfiles(path);
  profiles.set(name, profile);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeProfiles(profiles, path);
}

async function writeProfiles(profiles: ReadonlyMap<string, Profile>, path: string): Promise<void> {
  const text = JSON.stringify({ profiles: Object.fromEntries(profiles) }, null, 2);
  await writeWholeFile(path, `${text}\n`, 0o600);
}

async function readProfiles(path: string): Promise<Map<string, Profile>> {
  const file = await openPrivate(path);
  if (!file) return new Map();
  let text: string;
  try {
    await refuseOpen(path, file);
    text = await file.readFile("utf8");
  } finally {
    await file.close();
  }
  return profilesOf(path, text);
}

/** Opens the file itself, not what a link points to. */
async function openPrivate(path: string): Promise<FileHandle | undefined> {
  try {
    // O_NOFOLLOW does not exist on Windows; there the check before has to do.
    if ((await lstat(path)).isSymbolicLink()) throw new Error(`${path} is a link; it has to be a file`);
    return await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Checks the file that was opened, so that it cannot be exchanged between the check and the reading. */
async function refuseOpen(path: string, file: FileHandle): Promise<void> {
  const found = await file.stat();
  if (!found.isFile()) throw new Error(`${path} is not a file`);
  if (found.size > MAX_BYTES) throw new Error(`${path} is larger than ${MAX_BYTES} bytes`);
  if (process.platform === "win32") return;
  if (found.uid !== process.getuid?.()) throw new Error(`${path} belongs to another user`);
  if ((found.mode & OTHERS) !== 0)
    throw new Error(`${path} holds secrets and others may read or write it; run: chmod 600 ${path}`);
}

/** Errors of JSON.parse quote the text, so they are not passed on. */
function profilesOf(path: string, text: string): Map<string, Profile> {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw new Error(`${path} is not valid JSON; repair it, or remove it and run omada login`);
  }
  const { profiles } = Object(found) as { profiles?: unknown };
  const entries = Object.entries(Object(profiles)).filter(([name]) => isProfileName(name));
  const broken = entries.find(([, profile]) => !isProfile(profile));
  if (broken) throw new Error(`${path}: the profile "${broken[0]}" is not complete; run omada login again`);
  return new Map(entries as [string, Profile][]);
}

function isProfile(value: unknown): value is Profile {
  const { url, clientId, clientSecret, omadacId, fingerprint } = Object(value) as Record<string, unknown>;
  return (
    [url, clientId, clientSecret].every((text) => typeof text === "string" && text !== "") &&
    [omadacId, fingerprint].every((text) => text === undefined || typeof text === "string")
  );
}
