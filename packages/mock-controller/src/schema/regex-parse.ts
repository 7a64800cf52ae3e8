/** A part of a regular expression, as far as texts can be made from it. */
export type Node =
  | { kind: "chars"; chars: string }
  | { kind: "sequence"; parts: Node[] }
  | { kind: "choice"; options: Node[] }
  | { kind: "repeat"; node: Node; min: number; max: number }
  | { kind: "nothing" };

const DIGITS = "0123456789";
const WORD = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz${DIGITS}_`;
const PRINTABLE = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join("");
const UNBOUNDED = 1000;

/** Parses a pattern into something a text can be made from. Look-arounds and anchors count as nothing. */
export function parsePattern(pattern: string): Node {
  const reader = new Reader(pattern);
  return choice(reader);
}

class Reader {
  readonly text: string;
  at = 0;
  constructor(text: string) {
    this.text = text;
  }
  peek(): string | undefined {
    return this.text[this.at];
  }
  next(): string {
    return this.text[this.at++] ?? "";
  }
  take(token: string): boolean {
    if (!this.text.startsWith(token, this.at)) return false;
    this.at += token.length;
    return true;
  }
}

function choice(reader: Reader): Node {
  const options = [sequence(reader)];
  while (reader.take("|")) options.push(sequence(reader));
  return options.length === 1 ? (options[0] as Node) : { kind: "choice", options };
}

function sequence(reader: Reader): Node {
  const parts: Node[] = [];
  while (reader.peek() !== undefined && reader.peek() !== "|" && reader.peek() !== ")") {
    parts.push(repeated(reader, atom(reader)));
  }
  return { kind: "sequence", parts };
}

function atom(reader: Reader): Node {
  const char = reader.next();
  if (char === "^" || char === "$") return { kind: "nothing" };
  if (char === ".") return { kind: "chars", chars: WORD };
  if (char === "[") return charClass(reader);
  if (char === "\\") {
    const chars = escaped(reader);
    return chars === undefined ? { kind: "nothing" } : { kind: "chars", chars };
  }
  if (char === "(") return group(reader);
  return { kind: "chars", chars: char };
}

function group(reader: Reader): Node {
  const look = ["?=", "?!", "?<=", "?<!"].some((token) => reader.take(token));
  if (!look && !reader.take("?:") && reader.take("?<")) {
    while (reader.peek() !== undefined && reader.next() !== ">");
  }
  const inner = choice(reader);
  reader.take(")");
  return look ? { kind: "nothing" } : inner;
}

function repeated(reader: Reader, node: Node): Node {
  const [min, max] = quantifier(reader);
  if (min === 1 && max === 1) return node;
  reader.take("?");
  return { kind: "repeat", node, min, max };
}

function quantifier(reader: Reader): [number, number] {
  if (reader.take("*")) return [0, UNBOUNDED];
  if (reader.take("+")) return [1, UNBOUNDED];
  if (reader.take("?")) return [0, 1];
  const counted = /^\{(\d+)(,(\d*))?\}/.exec(reader.text.slice(reader.at));
  if (!counted) return [1, 1];
  reader.at += counted[0].length;
  const min = Number(counted[1]);
  if (counted[2] === undefined) return [min, min];
  return [min, counted[3] ? Number(counted[3]) : min + UNBOUNDED];
}

/** The characters that an escape stands for, or undefined for a place such as `\b`. */
function escaped(reader: Reader): string | undefined {
  const char = reader.next();
  if (char === "d") return DIGITS;
  if (char === "w") return WORD;
  if (char === "S") return PRINTABLE;
  if (char === "s") return " ";
  if (char === "D" || char === "W") return char === "D" ? "abcdef" : "-";
  if (char === "b" || char === "B") return undefined;
  if (char === "x" || char === "u") {
    const digits = reader.text.slice(reader.at, reader.at + (char === "x" ? 2 : 4));
    reader.at += digits.length;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }
  return { n: "\n", r: "\r", t: "\t" }[char] ?? char;
}

function charClass(reader: Reader): Node {
  const negated = reader.take("^");
  const chars = new Set<string>();
  while (reader.peek() !== undefined && !reader.take("]")) {
    const first = classChars(reader);
    if (first.length === 1 && reader.peek() === "-" && reader.text[reader.at + 1] !== "]") {
      reader.next();
      const last = classChars(reader);
      if (last.length === 1) addRange(chars, first, last);
      else for (const char of `${first}-${last}`) chars.add(char);
    } else {
      for (const char of first) chars.add(char);
    }
  }
  const list = negated ? [...PRINTABLE].filter((char) => !chars.has(char)) : [...chars];
  return { kind: "chars", chars: list.join("") };
}

function classChars(reader: Reader): string {
  return reader.take("\\") ? (escaped(reader) ?? "") : reader.next();
}

function addRange(chars: Set<string>, first: string, last: string): void {
  for (let code = first.charCodeAt(0); code <= last.charCodeAt(0); code++) {
    chars.add(String.fromCharCode(code));
  }
}
