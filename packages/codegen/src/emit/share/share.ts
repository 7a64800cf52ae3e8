import { posix } from "node:path";
import { banner, SHARED } from "../../banner.js";
import { type Block, homeOf, keyOf, type ParsedSnapshot, sharedBy } from "./classes.js";
import { type ParsedFile, parseFile, type Unit } from "./parse.js";

/** Fewer snapshots of a line are written whole: sharing would only make more files of them. */
export const FEWEST_TO_SHARE = 3;

/** The generated files of a snapshot, by path relative to its folder in each package. */
export interface SnapshotFiles {
  readonly id: string;
  readonly types: ReadonlyMap<string, string>;
  readonly client: ReadonlyMap<string, string>;
}

const PACKAGES = ["types", "client"] as const;
/** A file with this ending holds the members that interfaces of the file beside it share. */
const MEMBERS = ".members.d.ts";

/**
 * Takes out what several snapshots of a line have in common, declaration by declaration, and writes it once. A declaration lies
 * with those of its file that the same snapshots have, so a program loads what its own snapshot declares and nothing else.
 * @param snapshots of one client line, the oldest first
 * @returns the snapshots with what is left, and the shared files by path relative to {@link SHARED} in each package
 */
export function shareDeclarations(snapshots: readonly SnapshotFiles[]): {
  snapshots: SnapshotFiles[];
  types: Map<string, string>;
  client: Map<string, string>;
} {
  const parsed = snapshots.map(parseSnapshot);
  const shared = sharedBy(parsed);
  const writer = new SharedFiles(parsed, shared);
  const left = snapshots.map((files, index) => ({
    id: files.id,
    types: new Map(
      [...files.types].map(([path, text]) => [path, writer.restOf(index, `types/${path}`, text)]),
    ),
    client: new Map(
      [...files.client].map(([path, text]) => [path, writer.restOf(index, `client/${path}`, text)]),
    ),
  }));
  return { snapshots: left, ...writer.files() };
}

function parseSnapshot({ id, ...files }: SnapshotFiles): ParsedSnapshot {
  const parsed = new Map<string, ParsedFile>();
  for (const name of PACKAGES)
    for (const [path, text] of files[name]) {
      // Other modules are small, or tables that change with every release.
      if (path.endsWith(".d.ts") || isValues(path))
        parsed.set(`${name}/${path}`, parseFile(path, text, isValues(path)));
    }
  return { id, files: parsed };
}

class SharedFiles {
  readonly #snapshots: readonly ParsedSnapshot[];
  readonly #shared: readonly ReadonlyMap<string, Block>[];
  readonly #files = new Map<string, SharedFile>();

  constructor(snapshots: readonly ParsedSnapshot[], shared: readonly ReadonlyMap<string, Block>[]) {
    this.#snapshots = snapshots;
    this.#shared = shared;
  }

  /** What a file of a snapshot still has to say itself. */
  restOf(index: number, file: string, text: string): string {
    const snapshot = this.#snapshots[index];
    const parsed = snapshot?.files.get(file);
    if (!snapshot || !parsed) return text;
    const own = { folder: snapshot.id, file };
    const passed = new Set<SharedFile>();
    const left: Unit[] = [...parsed.fixed];
    for (const unit of parsed.units) {
      const there = this.#sharedFile(index, file, unit.name);
      there?.units.set(unit.name, unit);
      if (there) passed.add(there);
      else left.push(unit);
    }
    const bases = new Map<SharedFile, string>();
    for (const split of parsed.splits) {
      const members: Unit[] = [];
      const extended = [...split.extended];
      const extendedFiles = new Set<SharedFile>();
      for (const member of split.members) {
        const there = this.#sharedFile(index, file, split.name, member.name);
        if (!there) members.push(member);
        else {
          there.members.set(
            split.name,
            (there.members.get(split.name) ?? new Map()).set(member.name, member),
          );
          extendedFiles.add(there);
        }
      }
      for (const there of extendedFiles) {
        const base = bases.get(there) ?? `shared${bases.size + 1}`;
        bases.set(there, base);
        extended.push(`${base}.${split.name}`);
      }
      const uses = new Set([...split.uses, ...members.flatMap((member) => [...member.uses])]);
      left.push({
        name: split.name,
        text: interfaceText(split.name, split.comment, extended, members),
        uses,
      });
    }
    if (passed.size === 0 && bases.size === 0) return text;
    const word = isValues(file) ? "export *" : "export type *";
    return [
      parsed.banner,
      importLines(file, usesOf(left), (name) => {
        const there = parsed.declared.has(name) ? this.#sharedFile(index, file, name) : undefined;
        return there ? { from: moduleOf(own, there.place), name } : parsed.imports.get(name);
      }),
      ...[...bases].map(([there, base]) => {
        const from = moduleOf(own, { ...there.place, file: membersFile(file) });
        return `import type * as ${base} from "${from}";\n`;
      }),
      ...parsed.passes.map((pass) => `${pass.text}\n`),
      ...[...passed].map(({ place }) => `${word} from "${moduleOf(own, place)}";\n`),
      ...left.map((unit) => `${unit.text}\n`),
    ].join("");
  }

  /** The shared files by package and path, after what is left of all snapshots was asked for. */
  files(): Record<(typeof PACKAGES)[number], Map<string, string>> {
    const texts = { types: new Map<string, string>(), client: new Map<string, string>() };
    for (const shared of this.#files.values()) {
      const { place, units, members } = shared;
      const [name = "", ...path] = place.file.split("/");
      const folder = texts[name as (typeof PACKAGES)[number]];
      const write = (file: string, list: readonly Unit[]): void => {
        const at = `${place.folder.slice(SHARED.length + 1)}/${file.split("/").slice(1).join("/")}`;
        folder.set(at, this.#textOf(shared, { ...place, file }, list));
      };
      if (units.size > 0) write([name, ...path].join("/"), sorted(units));
      const interfaces = [...members].map(([own, list]): Unit => {
        const text = interfaceText(own, "", [], sorted(list));
        return { name: own, text, uses: usesOf([...list.values()]) };
      });
      if (interfaces.length > 0) write(membersFile(place.file), interfaces);
    }
    return texts;
  }

  #textOf({ block, place }: SharedFile, own: Place, units: readonly Unit[]): string {
    const index = block.from;
    const snapshot = this.#snapshots[index];
    const lines = importLines(place.file, usesOf(units), (name) => {
      const home = snapshot && homeOf(snapshot, place.file, name);
      if (!home) return snapshot?.files.get(place.file)?.imports.get(name);
      const there = this.#sharedFile(index, home.file, home.name);
      if (!there || (there.place.folder === own.folder && there.place.file === own.file)) return undefined;
      return { from: moduleOf(own, there.place), name: home.name };
    });
    const sources = this.#idsOf(block).map((id) => `specs/${id}`);
    return `${banner(sources.join(", "))}${lines}${units.map(({ text }) => `${text}\n`).join("")}`;
  }

  /** Where a declaration or member lies that other snapshots have as well. */
  #sharedFile(index: number, file: string, name: string, member?: string): SharedFile | undefined {
    const block = this.#shared[index]?.get(keyOf({ file, name }, member));
    if (!block) return undefined;
    const ids = this.#idsOf(block);
    const place = { folder: `${SHARED}/${ids[0]}-to-${ids.at(-1)}`, file };
    const key = `${place.folder}/${file}`;
    const known = this.#files.get(key) ?? { block, place, units: new Map(), members: new Map() };
    this.#files.set(key, known);
    return known;
  }

  #idsOf({ from, to }: Block): string[] {
    return this.#snapshots.slice(from, to).map(({ id }) => id);
  }
}

/** A file in the folder of a snapshot, or in one of {@link SHARED}. */
interface Place {
  readonly folder: string;
  /** With the package in front. */
  readonly file: string;
}

/** What lies in one shared file. */
interface SharedFile {
  readonly block: Block;
  readonly place: Place;
  readonly units: Map<string, Unit>;
  readonly members: Map<string, Map<string, Unit>>;
}

const isValues = (file: string): boolean => /\.values\.(d\.ts|js)$/.test(file);
const membersFile = (file: string): string => file.replace(/\.d\.ts$/, MEMBERS);
const usesOf = (units: readonly Unit[]): Set<string> => new Set(units.flatMap(({ uses }) => [...uses]));
const sorted = (units: ReadonlyMap<string, Unit>): Unit[] =>
  [...units].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, unit]) => unit);

/** @returns how one file names another, of its own package or of `types` */
function moduleOf(from: Place, to: Place): string {
  const [own = "", ...path] = from.file.split("/");
  const [other = "", ...rest] = to.file.split("/");
  const target = `${to.folder}/${rest.join("/")}`;
  if (own !== other) return `@omada-sdk/types/${target.replace(/\.d\.ts$/, "")}`;
  const relative = posix.relative(posix.dirname(`${from.folder}/${path.join("/")}`), target);
  return `${relative.startsWith(".") ? "" : "./"}${relative.replace(/\.d\.ts$/, ".js")}`;
}

/** @param sourceOf where a name comes from; undefined for names of the file itself and of the language */
function importLines(
  file: string,
  names: ReadonlySet<string>,
  sourceOf: (name: string) => { from: string; name: string } | undefined,
): string {
  const byModule = new Map<string, string[]>();
  for (const local of [...names].sort()) {
    const source = sourceOf(local);
    if (!source) continue;
    const name = source.name === local ? local : `${source.name} as ${local}`;
    byModule.set(source.from, [...(byModule.get(source.from) ?? []), name]);
  }
  const word = file.endsWith(".js") ? "import" : "import type";
  return [...byModule]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, list]) => `${word} { ${list.join(", ")} } from "${from}";\n`)
    .join("");
}

function interfaceText(
  name: string,
  comment: string,
  extended: readonly string[],
  members: readonly Unit[],
): string {
  const behind = extended.length > 0 ? ` extends ${extended.join(", ")}` : "";
  const body = members.length > 0 ? `{\n${members.map(({ text }) => `${text}\n`).join("")}}` : "{}";
  return `${comment}export interface ${name}${behind} ${body}`;
}
