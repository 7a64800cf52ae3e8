/** Lines are broken to stay within this many columns, where they have a place to be broken at. */
export const MAX_COLUMNS = 120;

const INDENT = "  ";

/** A bracket that is open, with the indentation of the line that it stands in. */
interface OpenBracket {
  depth: number;
}

/**
 * Declarations laid out for reading: two spaces of indentation, lines of at most {@link MAX_COLUMNS} columns, a blank
 * line between declarations and around members of an interface with a doc comment. Only white space changes, and the leading `|` of
 * broken unions.
 */
export function formatDeclarations(text: string): string {
  const out: string[] = [];
  const open: OpenBracket[] = [];
  let comment: string[] | undefined;
  let pending: string[] | undefined;
  /** Whether the member before this one has a doc comment. */
  let documented = false;
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    if (comment) {
      comment.push(line);
    } else if (line.startsWith("/**")) comment = [line];
    if (comment) {
      if (!line.endsWith("*/")) continue;
      pending = comment;
      comment = undefined;
      continue;
    }
    if (line === "") continue;
    const closers = /^[)\]}]+/.exec(line)?.[0].length ?? 0;
    const depth = closers > 0 ? (open.at(-closers)?.depth ?? 0) : (open.at(-1)?.depth ?? -1) + 1;
    const isStart = closers === 0 && open.length < 2;
    const before = out.at(-1) ?? "";
    if (isStart && before !== "" && !/[{([]$/.test(before)) {
      const isApart = open.length === 0 ? !isImportBlock(line, before) : documented || pending !== undefined;
      if (isApart) out.push("");
    }
    if (isStart) documented = pending !== undefined;
    const indent = INDENT.repeat(depth);
    if (pending) out.push(...formatComment(pending, indent));
    pending = undefined;
    out.push(...breakLine(line, indent));
    follow(line, depth, open);
  }
  return `${out.join("\n")}\n`;
}

/** Imports and re-exports stand together, below the banner. */
function isImportBlock(line: string, before: string): boolean {
  const isImport = (each: string) => /^(import|export (type )?[{*])/.test(each) || /^\} from "/.test(each);
  return isImport(line) && (isImport(before) || before.startsWith("//"));
}

/** Keeps the open brackets up to date; those in texts and comments are none. */
function follow(line: string, depth: number, open: OpenBracket[]): void {
  if (!/[{([\])}]/.test(line)) return;
  for (const [token] of line.matchAll(/"(?:[^"\\]|\\.)*"|\/\*.*?\*\/|[{([\])}]/g)) {
    if (token.length > 1) continue;
    if ("{([".includes(token)) open.push({ depth });
    else open.pop();
  }
}

/** A doc comment at its place, its lines broken between words. */
function formatComment(lines: readonly string[], indent: string): string[] {
  const texts = lines
    .join("\n")
    .replace(/^\/\*\*/, "")
    .replace(/\*\/$/, "")
    .split("\n")
    .map((line) => line.trim().replace(/^\* ?/, "").trim());
  while (texts[0] === "") texts.shift();
  while (texts.at(-1) === "") texts.pop();
  const [only = "", ...more] = texts;
  const isShort = more.length === 0 && indent.length + only.length + "/**  */".length <= MAX_COLUMNS;
  if (isShort) return [`${indent}/** ${only} */`];
  const width = MAX_COLUMNS - indent.length - " * ".length;
  const body = texts.flatMap((each) => wrapText(each, width));
  return [`${indent}/**`, ...body.map((each) => `${indent} * ${each}`.trimEnd()), `${indent} */`];
}

/** At the start of a line these words would become a list, a heading, a quotation or a tag of the comment. */
const NEVER_FIRST = /^(?:[-+*#>=|~]+|`{3,}.*|\d{1,9}[.)]|@.*)$/;

/** Breaks a text between words; code, links, `1 = name` and `name (-1)` stay whole. */
function wrapText(text: string, width: number): string[] {
  if (text.length <= width) return [text];
  const words = text.match(/(?:`[^`]*`|\{@[^}]*\}|\S+ = \S|\S+ \(-?\d+\)|\S)+/g) ?? [];
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    const isNext = line !== "" && line.length + 1 + word.length > width && !NEVER_FIRST.test(word);
    if (isNext) lines.push(line);
    line = line === "" || isNext ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A line of code as several, where it is too long and has a place to be broken at. */
function breakLine(line: string, indent: string): string[] {
  if (indent.length + line.length <= MAX_COLUMNS) return [indent + line];
  return (
    breakNames(line, indent) ??
    breakHeritage(line, indent) ??
    breakParameters(line, indent) ??
    breakUnion(line, indent) ??
    breakAlias(line, indent) ?? [indent + line]
  );
}

/** `import type { A, B } from "x";` and the like. */
function breakNames(line: string, indent: string): string[] | undefined {
  const [, head, names, tail] = /^((?:import|export)(?: type)? \{) (.*) (\} from ".*";)$/.exec(line) ?? [];
  if (head === undefined || names === undefined || tail === undefined) return undefined;
  return [indent + head, ...fill(names.split(", "), ",", indent + INDENT, ""), indent + tail];
}

/** `export interface A extends B {`. */
function breakHeritage(line: string, indent: string): string[] | undefined {
  const [, head, rest] = /^(export interface \S+) (extends .*)$/.exec(line) ?? [];
  return head && rest ? [indent + head, indent + INDENT + rest] : undefined;
}

/** `name(a: A, b: B): C;`, a parameter a line. */
function breakParameters(line: string, indent: string): string[] | undefined {
  const start = /^[^"(]*\((?=\w+\??: |\.\.\.)/.exec(line)?.[0];
  if (start === undefined) return undefined;
  const end = closingBracket(line, start.length - 1);
  if (end < 0) return undefined;
  const parameters = splitAt(line.slice(start.length, end), ",").map((each) => each.trim());
  return [
    indent + start,
    ...parameters.map((each, at) => `${indent}${INDENT}${each}${at < parameters.length - 1 ? "," : ""}`),
    ...breakLine(line.slice(end), indent),
  ];
}

/** `name?: A | B;` and `name?: (A | B)[];`, as many members on a line as fit. */
function breakUnion(line: string, indent: string): string[] | undefined {
  const [, head, list, tail] =
    /^((?:readonly )?(?:\w+|"[^"]*")\??:) \((.* \| .*)(\)\[\];)$/.exec(line) ??
    /^((?:readonly )?(?:\w+|"[^"]*")\??:|export type \w+ =) (.* \| .*?)(;)$/.exec(line) ??
    [];
  if (head === undefined || list === undefined || tail === undefined) return undefined;
  const members = splitAt(list, "|").map((each) => each.trim());
  if (tail === ";") {
    const lines = fill(members, " |", indent + INDENT, "| ");
    return [indent + head, ...lines.slice(0, -1), `${lines.at(-1)}${tail}`];
  }
  return [`${indent}${head} (`, ...fill(members, " |", indent + INDENT, "| "), indent + tail];
}

/** `export type A = import("x").B;`. */
function breakAlias(line: string, indent: string): string[] | undefined {
  const [, head, rest] = /^(export type \w+ =) (.*)$/.exec(line) ?? [];
  return head && rest ? [indent + head, indent + INDENT + rest] : undefined;
}

/** Items on as few lines as they fit on; every line begins with `first`. */
function fill(items: readonly string[], separator: string, indent: string, first: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const [at, item] of items.entries()) {
    const isLast = at === items.length - 1;
    const own = item + (isLast ? "" : separator);
    // The last item may be followed by a semicolon.
    const columns = indent.length + first.length + line.length + 1 + own.length + (isLast ? 1 : 0);
    const isNext = line !== "" && columns > MAX_COLUMNS;
    if (isNext) lines.push(line);
    line = line === "" || isNext ? own : `${line} ${own}`;
  }
  return [...lines, line].map((each) => {
    // The separator of a union begins its next line.
    const text = first === "" ? each : each.replace(/ \|$/, "");
    return indent + first + text;
  });
}

/** Where the bracket that opens at an index closes. */
function closingBracket(line: string, from: number): number {
  let depth = 0;
  for (const match of line.slice(from).matchAll(/"(?:[^"\\]|\\.)*"|[{([<\])}]|(?<!=)>/g)) {
    const [token] = match;
    if (token.length > 1) continue;
    depth += "{([<".includes(token) ? 1 : -1;
    if (depth === 0) return from + match.index;
  }
  return -1;
}

/** The parts of a list that are outside of brackets and texts. */
function splitAt(list: string, separator: string): string[] {
  const parts: string[] = [""];
  let depth = 0;
  for (const [token] of list.matchAll(/"(?:[^"\\]|\\.)*"|=>|[\s\S]/g)) {
    if (token.length === 1 && "{([<".includes(token)) depth++;
    if (token.length === 1 && "})]>".includes(token)) depth--;
    if (depth === 0 && token === separator) parts.push("");
    else parts[parts.length - 1] += token;
  }
  return parts;
}
