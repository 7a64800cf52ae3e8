import type { ParsedFile } from "./parse.js";

/** One snapshot taken apart: its files by path, `types/device.d.ts` or `client/device.d.ts`. */
export interface ParsedSnapshot {
  readonly id: string;
  readonly files: ReadonlyMap<string, ParsedFile>;
}

/** Where a name of a file is declared. */
export interface Home {
  readonly file: string;
  readonly name: string;
}

/** @returns the file that a module is, seen from a file; undefined for modules of other packages */
function fileOf(from: string, module: string): string | undefined {
  const published = /^@omada-sdk\/types\/[^/]+\/(.+)$/.exec(module)?.[1];
  if (published !== undefined) return `types/${published}.d.ts`;
  if (!module.startsWith(".")) return undefined;
  const parts = from.split("/").slice(0, -1);
  for (const part of module.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  const path = parts.join("/");
  return from.endsWith(".d.ts") ? path.replace(/\.js$/, ".d.ts") : path;
}

/** Looks behind imports and what files pass on; undefined for what no file of the snapshot declares. */
export function homeOf(snapshot: ParsedSnapshot, file: string, name: string): Home | undefined {
  const parsed = snapshot.files.get(file);
  if (!parsed) return undefined;
  if (parsed.declared.has(name)) return { file, name };
  const imported = parsed.imports.get(name);
  if (!imported) return undefined;
  const from = fileOf(file, imported.from);
  return from === undefined ? undefined : exportedBy(snapshot, from, imported.name);
}

function exportedBy(snapshot: ParsedSnapshot, file: string, name: string): Home | undefined {
  const parsed = snapshot.files.get(file);
  if (!parsed) return undefined;
  if (parsed.declared.has(name)) return { file, name };
  for (const { from, names } of parsed.passes) {
    const [behind, there] = [names ? names.get(name) : name, fileOf(file, from)];
    const home =
      behind === undefined || there === undefined ? undefined : exportedBy(snapshot, there, behind);
    if (home) return home;
  }
  return undefined;
}

export const keyOf = ({ file, name }: Home, member?: string): string =>
  member === undefined ? `${file}#${name}` : `${file}#${name}#${member}`;

interface Entity {
  readonly snapshot: number;
  readonly key: string;
  /** What it is by itself. */
  readonly start: string;
  /** Keys, in the same snapshot, of what it refers to. */
  readonly uses: readonly string[];
}

/** Neighbouring snapshots, by index: `to` is the first that is not one of them. */
export interface Block {
  readonly from: number;
  readonly to: number;
}

/**
 * For each snapshot and key the snapshots around it that have the same: the same text, and the same behind every name in it. Only
 * certain blocks count, all snapshots, their halves, the halves of these: what a file declares then lies in few files,
 * however many snapshots there are.
 * @returns the largest block; what no other snapshot of a block has is left out
 */
export function sharedBy(snapshots: readonly ParsedSnapshot[]): ReadonlyMap<string, Block>[] {
  const entities = snapshots.flatMap((snapshot, index) => entitiesOf(snapshot, index));
  let classes = snapshots.map(() => new Map<string, number>());
  let found = 0;
  // What differs far behind a name makes one more class in every turn.
  for (let before = -1; found !== before; ) {
    before = found;
    const known = new Map<string, number>();
    const next = snapshots.map(() => new Map<string, number>());
    for (const { snapshot, key, start, uses } of entities) {
      const own = classes[snapshot];
      const text = `${own?.get(key) ?? start}:${uses.map((use) => own?.get(use) ?? "").join()}`;
      const id = known.get(text) ?? known.size;
      known.set(text, id);
      next[snapshot]?.set(key, id);
    }
    classes = next;
    found = known.size;
  }
  return snapshots.map((_, index) => {
    const blocks = blocksOf(index, snapshots.length);
    return new Map(
      [...(classes[index] ?? [])].flatMap(([key, id]) => {
        const same = ({ from, to }: Block) => classes.slice(from, to).every((own) => own.get(key) === id);
        const block = blocks.find(same);
        return block ? [[key, block] as const] : [];
      }),
    );
  });
}

/** The blocks of several snapshots that a snapshot is in, the largest first. */
function blocksOf(index: number, count: number): Block[] {
  const blocks: Block[] = [];
  for (let block: Block = { from: 0, to: count }; block.to - block.from > 1; ) {
    blocks.push(block);
    const middle = Math.ceil((block.from + block.to) / 2);
    block = index < middle ? { from: block.from, to: middle } : { from: middle, to: block.to };
  }
  return blocks;
}

function entitiesOf(snapshot: ParsedSnapshot, index: number): Entity[] {
  const entities: Entity[] = [];
  for (const [file, parsed] of snapshot.files) {
    const add = (name: string, text: string, names: ReadonlySet<string>, member?: string) => {
      const uses: string[] = [];
      let start = `${file}#${name}#${member ?? ""}#${text}`;
      for (const each of names) {
        const home = homeOf(snapshot, file, each);
        const imported = parsed.imports.get(each);
        if (home) uses.push(keyOf(home));
        else if (imported) start += `#${each}=${imported.from}#${imported.name}`;
      }
      entities.push({ snapshot: index, key: keyOf({ file, name }, member), start, uses });
    };
    for (const { name, text, uses } of parsed.units) add(name, text, uses);
    for (const { name } of [...parsed.splits, ...parsed.fixed])
      add(name, `only in ${snapshot.id}`, new Set());
    for (const { name, members } of parsed.splits)
      for (const member of members) add(name, member.text, member.uses, member.name);
  }
  return entities;
}
