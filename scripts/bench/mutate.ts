import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Manifest, type ManifestEntry, readManifest } from "@omada-sdk/codegen";
import { SPECS_DIR } from "../lib/places.js";
import { seeded } from "./random.js";

/** A group of a snapshot as its file has it. */
export interface Group {
  info: { title: string; version: string };
  paths: Record<string, Record<string, OperationObject>>;
  components: { schemas: Record<string, SchemaObject> };
}

interface OperationObject {
  tags: string[];
  operationId: string;
  parameters?: { name: string; in: string; required?: boolean; schema: SchemaObject }[];
}

interface SchemaObject {
  type?: string;
  properties?: Record<string, SchemaObject>;
  required?: string[];
  [keyword: string]: unknown;
}

/** A snapshot to write into a specs folder. */
export interface Synthetic {
  id: string;
  controllerVersion: string;
  groups: ReadonlyMap<string, Group>;
}

export async function readGroups(id: string): Promise<Map<string, Group>> {
  const entry = (await readManifest(SPECS_DIR)).snapshots.find((each) => each.id === id);
  const groups = new Map<string, Group>();
  for (const { name } of entry?.groups ?? [])
    groups.set(name, JSON.parse(await readFile(join(SPECS_DIR, id, `${name}.json`), "utf8")) as Group);
  return groups;
}

/**
 * What the next release might say: of all paths the given share is gone, new or takes another parameter, and of all schemas the
 * given share has a member more, less or of another type.
 * The same seed gives the same documents.
 */
export function nextRelease(
  groups: ReadonlyMap<string, Group>,
  share: number,
  seed: number,
): Map<string, Group> {
  const random = seeded(seed);
  const lot = () => random() < share;
  const changed = structuredClone(new Map(groups));
  for (const { paths, components } of changed.values()) {
    for (const [path, item] of Object.entries(paths)) {
      if (!lot()) continue;
      const kind = random();
      if (kind < 1 / 3) delete paths[path];
      else if (kind < 2 / 3) paths[`${path}/release${seed}`] = renamed(item, `Release${seed}`);
      else for (const operation of Object.values(item)) addParameter(operation, `since${seed}`);
    }
    for (const schema of Object.values(components.schemas)) {
      const members = Object.keys(schema.properties ?? {});
      const member = members[Math.floor(random() * members.length)];
      if (lot() && member !== undefined) change(schema, member, seed, random());
    }
  }
  return sameSchemasEverywhere(changed);
}

/** A schema that several groups have is the same in all of them. */
function sameSchemasEverywhere(groups: Map<string, Group>): Map<string, Group> {
  const first = new Map<string, SchemaObject>();
  for (const { components } of groups.values())
    for (const [name, schema] of Object.entries(components.schemas)) {
      const known = first.get(name);
      if (known) components.schemas[name] = known;
      else first.set(name, schema);
    }
  return groups;
}

function change(schema: SchemaObject, member: string, seed: number, kind: number): void {
  const { properties = {} } = schema;
  if (kind < 1 / 3) {
    delete properties[member];
    const required = schema.required?.filter((name) => name !== member) ?? [];
    if (required.length > 0) schema.required = required;
    else delete schema.required;
  } else if (kind < 2 / 3) properties[`since${seed}`] = { type: "string" };
  else properties[member] = { type: properties[member]?.type === "string" ? "integer" : "string" };
}

function addParameter(operation: OperationObject, name: string): void {
  operation.parameters = [...(operation.parameters ?? []), { name, in: "query", schema: { type: "string" } }];
}

/** The operations of a path once more, under other names. */
function renamed(
  item: Record<string, OperationObject>,
  suffix: string,
  tagSuffix = "",
): Record<string, OperationObject> {
  return Object.fromEntries(
    Object.entries(item).map(([method, operation]) => {
      const [tag, name] = operation.operationId.split(".");
      return [
        method,
        {
          ...operation,
          tags: operation.tags.map((each) => `${each}${tagSuffix}`),
          operationId: `${tag}${tagSuffix}.${name}${suffix}`,
        },
      ];
    }),
  );
}

/**
 * A snapshot of several times the operations: all paths, tags and schemas once more under other names, in the same groups,
 * until there are as many operations as wanted.
 */
export function multiplied(groups: ReadonlyMap<string, Group>, operations: number): Map<string, Group> {
  const all = structuredClone(new Map(groups));
  let count = [...all.values()].reduce((sum, group) => sum + operationsOf(group), 0);
  for (let copy = 2; count < operations; copy++) {
    for (const [name, group] of groups) {
      if (count >= operations) break;
      const next = copied(group, copy);
      all.set(`${name}-${copy}`, next);
      count += operationsOf(next);
    }
  }
  return all;
}

function copied(group: Group, copy: number): Group {
  // References to schemas of the copy, and to those of groups that it shares them with.
  const text = JSON.stringify(group.components.schemas);
  const rename = (json: string) =>
    json.replaceAll(/"#\/components\/schemas\/(\w+)"/g, `"#/components/schemas/$1X${copy}"`);
  const schemas = Object.entries(JSON.parse(rename(text)) as Record<string, SchemaObject>);
  const paths = Object.entries(JSON.parse(rename(JSON.stringify(group.paths))) as Group["paths"]);
  return {
    ...group,
    paths: Object.fromEntries(
      paths.map(([path, item]) => [
        path.replace("/openapi/v", `/openapi/x${copy}/v`),
        renamed(item, "", `X${copy}`),
      ]),
    ),
    components: { schemas: Object.fromEntries(schemas.map(([name, schema]) => [`${name}X${copy}`, schema])) },
  };
}

function operationsOf({ paths }: Group): number {
  return Object.values(paths).reduce((sum, item) => sum + Object.keys(item).length, 0);
}

/** Writes a specs folder of these snapshots, with the ledgers of the committed one. */
export async function writeSpecs(
  folder: string,
  base: string,
  snapshots: readonly Synthetic[],
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const manifest = await readManifest(SPECS_DIR);
  const template = manifest.snapshots.find(({ id }) => id === base) as ManifestEntry;
  const entries: ManifestEntry[] = [];
  for (const { id, controllerVersion, groups } of snapshots) {
    await mkdir(join(folder, id));
    const listed: ManifestEntry["groups"] = [];
    for (const [name, group] of groups) {
      const text = JSON.stringify({ ...group, info: { ...group.info, version: controllerVersion } });
      await writeFile(join(folder, id, `${name}.json`), text);
      const sha256 = createHash("sha256").update(text).digest("hex");
      const schemas = Object.keys(group.components.schemas).length;
      listed.push({ name, operations: operationsOf(group), schemas, sha256 });
    }
    const operations = listed.reduce((sum, group) => sum + group.operations, 0);
    const { sharedResults: _, ...entry } = template;
    entries.push({ ...entry, id, controllerVersion, operations, groups: listed });
  }
  await writeFile(join(folder, "index.json"), JSON.stringify({ snapshots: entries } satisfies Manifest));
  // The rest of the folder is about operations of all snapshots.
  for (const file of await readdir(SPECS_DIR, { withFileTypes: true }))
    if (file.isFile() && !["index.json", "availability.json", "behaviour.json"].includes(file.name))
      await copyFile(join(SPECS_DIR, file.name), join(folder, file.name));
  await mkdir(join(folder, "overlays"), { recursive: true });
  for (const name of await readdir(join(SPECS_DIR, "overlays")))
    await copyFile(join(SPECS_DIR, "overlays", name), join(folder, "overlays", name));
  // Its profiles name committed snapshots.
  const behaviour = JSON.parse(await readFile(join(SPECS_DIR, "behaviour.json"), "utf8")) as {
    profiles: { id: string }[];
  };
  const profiles = behaviour.profiles.filter(({ id }) => snapshots.some((each) => each.id === id));
  await writeFile(join(folder, "behaviour.json"), JSON.stringify({ ...behaviour, profiles }));
}
