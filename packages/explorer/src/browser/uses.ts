import type { NameTable } from "../data/versions/names.js";

/** What a text uses, as far as it can be told from the text alone. */
export interface Uses {
  /** Stable names, in the order of their first mention. */
  operations: Set<string>;
  /** Exported names, with the groups that they are imported from; none where the text does not say it. */
  exports: Map<string, Set<string>>;
  /** What looks like a name of ours and is none. */
  unknown: Set<string>;
}

interface Operation {
  name: string;
  method: string;
  segments: string[];
}

/** The names of a table, ready to be looked up. */
export interface Names {
  byName: ReadonlyMap<string, Operation>;
  byMethod: ReadonlyMap<string, Operation[]>;
  /** By the number of segments of the path. */
  byLength: ReadonlyMap<number, Operation[]>;
  tags: ReadonlySet<string>;
  exports: ReadonlySet<string>;
  groups: ReadonlySet<string>;
}

export function namesOf({ operations, exports, groups }: NameTable): Names {
  const byName = new Map<string, Operation>();
  const byMethod = new Map<string, Operation[]>();
  const byLength = new Map<number, Operation[]>();
  const tags = new Set<string>();
  for (const [name, method, path] of operations) {
    const operation = { name, method, segments: path.split("/") };
    const dot = name.indexOf(".");
    byName.set(name, operation);
    tags.add(name.slice(0, dot));
    push(byMethod, name.slice(dot + 1), operation);
    push(byLength, operation.segments.length, operation);
  }
  const exported = new Set(exports.map(([name]) => name));
  return { byName, byMethod, byLength, tags, exports: exported, groups: new Set(groups) };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/**
 * Finds the names of ours in a text: source code, imports, method names, METHOD and path, lines of `omada call`, errors of tsc. Reads the
 * text once, without a parser, because people paste pieces of programs.
 */
export function findUses(text: string, names: Names): Uses {
  const uses: Uses = { operations: new Set(), exports: new Map(), unknown: new Set() };
  findPaths(text, names, uses);
  findWords(text, names, uses);
  return uses;
}

/**
 * Names with dots, `omada?.device.getDeviceList`, which go on in the next line before a dot, not after one: that ends a sentence.
 * And modules, which look like nothing else.
 */
const CHAIN = /@omada-sdk\/[\w./-]*|[A-Za-z_$][\w$]*(?:\s*\??\.[^\S\n]*[A-Za-z_$][\w$]*)*|[{}()]|\n/g;

/** Programs import them beside ours, or they are words of every program. */
const EVERYDAY = new Set([
  "Array",
  "Date",
  "Error",
  "File",
  "Map",
  "Object",
  "Promise",
  "Record",
  "Set",
  "String",
]);

function findWords(text: string, names: Names, uses: Uses): void {
  /** What stands between the braces of an import: it belongs to the module that follows. */
  let braces: { words: Token[]; closed: boolean } | undefined;
  let begun = "";
  let last = "";
  let depth = 0;
  const add = (token: string, at: number, before: string): void => {
    const parts = token.match(/[\w$]+/g) ?? [];
    if (addChain(parts, names, uses)) return;
    // In brackets, a name of its own line is an argument or a member.
    const isListed = depth === 0 && isLine(text, at, token.length);
    noteUnknown(parts, before, text, at, token.length, isListed, names, uses);
  };
  const leave = (): void => {
    for (const { token, at } of braces?.words ?? []) add(token, at, "");
    braces = undefined;
  };
  for (const { 0: token, index: at } of text.matchAll(CHAIN)) {
    const isOpen = braces !== undefined && !braces.closed;
    if (token === "{" || token === "(") depth++;
    else if (token === "}" || token === ")") depth = Math.max(0, depth - 1);
    if (token === "{" && begun !== "") {
      leave();
      braces = { words: [], closed: false };
    } else if (token === "}" && braces) braces.closed = true;
    else if (token.startsWith("@") && braces?.closed) {
      addImports(braces.words, token, names, uses);
      braces = undefined;
    } else if (/^[A-Za-z_$]/.test(token)) {
      if (isOpen) braces?.words.push({ token, at });
      else if (token !== "from") {
        leave();
        add(token, at, last);
      }
    }
    // Braces follow in the same line, with nothing but a default name or `type` before them.
    begun = beginsImport(token, begun) ? token : "";
    if (token !== "\n") last = token;
  }
  leave();
}

interface Token {
  token: string;
  at: number;
}

function beginsImport(token: string, before: string): boolean {
  if (token === "import" || token === "export") return true;
  return before !== "" && (token === "type" || before === "import") && /^[A-Za-z_$]/.test(token);
}

/** Of `A as B` and `type A`, the name that the module exports counts. */
function addImports(words: readonly Token[], module: string, names: Names, uses: Uses): void {
  const group = module.split("/").findLast((part) => names.groups.has(part));
  for (const [at, { token: word }] of words.entries()) {
    if (word === "as" || words[at - 1]?.token === "as" || word === "type") continue;
    if (names.exports.has(word)) addExport(word, group, uses);
    // What a package exports at its top are functions and errors of ours, which all versions have.
    else if (group !== undefined) uses.unknown.add(word);
  }
}

function addExport(name: string, group: string | undefined, { exports }: Uses): void {
  const groups = exports.get(name) ?? new Set();
  if (group !== undefined) groups.add(group);
  exports.set(name, groups);
}

function addChain(parts: readonly string[], names: Names, uses: Uses): boolean {
  let found = false;
  for (const [at, part] of parts.entries()) {
    const operation = names.byName.get(`${parts[at - 1]}.${part}`);
    // A method alone is that of every tag that has one of this name.
    const alone = operation ? [operation] : (names.byMethod.get(part) ?? []);
    for (const { name } of alone) uses.operations.add(name);
    found ||= alone.length > 0;
    if (!names.exports.has(part) || EVERYDAY.has(part)) continue;
    addExport(part, undefined, uses);
    found = true;
  }
  return found;
}

/** What examples and guides call the client. */
const CLIENT = "omada";

/** What stands where only a name of ours can stand: `omada.tag.x(`, `omada call x`, a member of a module, a line of its own. */
function noteUnknown(
  parts: readonly string[],
  before: string,
  text: string,
  start: number,
  length: number,
  isListed: boolean,
  names: Names,
  { unknown }: Uses,
): void {
  const after = text.slice(start + length, start + length + 1);
  const quoted = text[start - 1] === "'" || text[start - 1] === '"';
  const isClient = parts[0] === CLIENT && parts.length === 3;
  const isCall = parts.length > 2 && after === "(" && (isClient || names.tags.has(parts.at(-2) ?? ""));
  const isCommand = before === "call" && parts.length === 2;
  const isMember = before === "member" && quoted;
  if (isCall || isCommand) unknown.add(parts.slice(-2).join("."));
  else if (isMember || isListed) unknown.add(parts.join("."));
}

/** Whether nothing else stands in the line of a name; looks only at what is next to it. */
function isLine(text: string, start: number, length: number): boolean {
  const before = text.slice(Math.max(0, start - 20), start);
  const after = text.slice(start + length, start + length + 20);
  return /(^|\n)[ \t*-]*$/.test(before) && /^[ \t,;()]*(\n|\r|$)/.test(after);
}

const PREFIX = "/openapi/";
const METHOD = /\b(GET|POST|PUT|PATCH|DELETE)\b/g;
/** How far before a path its METHOD is looked for, and how long a path may be. */
const NEAR = 120;
const LONGEST = 400;

function findPaths(text: string, names: Names, uses: Uses): void {
  const seen = new Set<string>();
  for (let at = text.indexOf(PREFIX); at >= 0; ) {
    const { path, end } = pathAt(text, at);
    const line =
      text
        .slice(Math.max(0, at - NEAR), at)
        .split("\n")
        .at(-1) ?? "";
    const method = [...line.matchAll(METHOD)].at(-1)?.[0];
    const call = method === undefined ? path : `${method} ${path}`;
    if (!seen.has(call)) {
      seen.add(call);
      const found = operationsAt(path, method, names);
      for (const { name } of found) uses.operations.add(name);
      if (found.length === 0) uses.unknown.add(call);
    }
    at = text.indexOf(PREFIX, Math.max(end, at + PREFIX.length));
  }
}

/** The path that begins at a place, and where it ends; what `${…}` holds is one part of it. */
function pathAt(text: string, start: number): { path: string; end: number } {
  const most = Math.min(text.length, start + LONGEST);
  let path = "";
  let at = start;
  for (; at < most; at++) {
    const sign = text[at] ?? "";
    if (sign === "$" && text[at + 1] === "{") {
      at = closing(text, at + 1, most);
      path += "{}";
    } else if (/[\s"'`,;()<>?#|\\]/.test(sign)) break;
    else path += sign;
  }
  let end = path.length;
  while ("/.:".includes(path[end - 1] ?? " ")) end--;
  return { path: path.slice(0, end), end: at };
}

/** The place of the brace that closes the one at `start`. */
function closing(text: string, start: number, most: number): number {
  let depth = 0;
  for (let at = start; at < most; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return most;
}

/** The operations that a path means; of several templates that fit, the one with most parts that are the same. */
function operationsAt(path: string, method: string | undefined, { byLength }: Names): Operation[] {
  const asked = path.split("/");
  let best: Operation[] = [];
  let most = 0;
  for (const operation of byLength.get(asked.length) ?? []) {
    if (method !== undefined && operation.method !== method) continue;
    const same = likeness(operation.segments, asked);
    if (same === undefined || same < most) continue;
    if (same > most) best = [];
    most = same;
    best.push(operation);
  }
  return best;
}

/** How many segments are the same, if the template can stand for what was asked. */
function likeness(template: readonly string[], asked: readonly string[]): number | undefined {
  let same = 0;
  for (const [at, segment] of template.entries()) {
    if (segment === asked[at]) same++;
    else if (!segment.startsWith("{") || asked[at] === "") return undefined;
  }
  return same;
}
