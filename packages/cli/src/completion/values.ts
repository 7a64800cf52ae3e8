import { readFile } from "node:fs/promises";
import { listProfiles } from "../profiles/profile-file.js";
import { readSearchIndex } from "../search-index.js";

/** One value to choose, with what it is. */
export interface Candidate {
  readonly value: string;
  readonly description?: string | undefined;
}

/** What a shell offers: these values, or names of its own. */
export interface Offer {
  readonly kind: "values" | "files" | "folders";
  readonly values: readonly Candidate[];
}

const NOTHING: Offer = { kind: "values", values: [] };
const FILES: Offer = { kind: "files", values: [] };
const FOLDERS: Offer = { kind: "folders", values: [] };

/** By what an argument or the value of an option is called. */
const OFFERS: Readonly<Record<string, (before: string) => Offer | Promise<Offer>>> = {
  id: snapshots,
  ids: snapshots,
  before: snapshots,
  after: snapshots,
  source: snapshots,
  tags,
  code: codes,
  operation: operations,
  profile: profiles,
  folder: () => FOLDERS,
  project: () => FOLDERS,
  file: () => FILES,
  input: () => FILES,
};

/**
 * What may stand for an argument or the value of an option.
 * @param what its name, such as `folder`
 * @param typed what was typed of it
 */
export async function valuesFor(what: string, typed: string): Promise<Offer> {
  const offer = OFFERS[what];
  return offer === undefined ? NOTHING : offer(typed);
}

async function snapshots(): Promise<Offer> {
  const index = await readSearchIndex();
  const ids = index.snapshots.map(({ id, flavour }) => ({ value: id, description: flavour }));
  return { kind: "values", values: [...ids, ...(await ownSnapshots(ids.map(({ value }) => value)))] };
}

/** Those of the folder `specs`, where there is one. */
async function ownSnapshots(known: readonly string[]): Promise<Candidate[]> {
  try {
    const manifest = JSON.parse(await readFile("specs/index.json", "utf8")) as { snapshots?: unknown };
    const rows = Array.isArray(manifest.snapshots) ? (manifest.snapshots as unknown[]) : [];
    const ids = rows.map((row) => (Object(row) as { id?: unknown }).id);
    return ids.flatMap((id) =>
      typeof id === "string" && /^[\w.-]{1,64}$/.test(id) && !known.includes(id) ? { value: id } : [],
    );
  } catch {
    return [];
  }
}

/** The last of some tags between commas; those before stay. */
async function tags(typed: string): Promise<Offer> {
  const { operations: all } = await readSearchIndex();
  const before = typed.slice(0, typed.lastIndexOf(",") + 1);
  const members = new Set(all.map(({ name }) => name.slice(0, name.indexOf("."))));
  const given = new Set(before.split(","));
  const values = ["all", ...[...members].sort()].filter((each) => !given.has(each));
  return { kind: "values", values: values.map((value) => ({ value: before + value })) };
}

async function codes(typed: string): Promise<Offer> {
  const { codes: rows } = await readSearchIndex();
  const isNumber = /^-?\d+$/.test(typed);
  const values = rows.map(({ code, name }) => {
    const number = typed.startsWith("-") ? `${code}` : `${-code}`;
    return isNumber || typed === "-"
      ? { value: number, description: name }
      : { value: name, description: number };
  });
  return { kind: "values", values };
}

/** The members of the client until there is a dot, then the operations of one. */
async function operations(typed: string): Promise<Offer> {
  const { operations: all } = await readSearchIndex();
  const member = typed.slice(0, typed.indexOf(".") + 1);
  const shown = all.filter(({ name }) => name.startsWith(member));
  return { kind: "values", values: shown.map(({ name, title }) => ({ value: name, description: title })) };
}

async function profiles(): Promise<Offer> {
  const stored = await listProfiles();
  return { kind: "values", values: stored.map(({ name, url }) => ({ value: name, description: url })) };
}
