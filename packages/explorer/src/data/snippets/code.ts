import { ExampleFile } from "./values.js";

/** Text that stands in code as it is, such as a name. */
export class Code {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const WIDTH = 100;
const STEP = "  ";

export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

/** A value as TypeScript: on one line where it fits, names in quotes only where they have to be. */
export function literal(value: unknown, indent = ""): string {
  const short = oneLine(value);
  if (short.length + indent.length <= WIDTH || !isNested(value)) return short;
  const inner = indent + STEP;
  const lines = Array.isArray(value)
    ? value.map((item) => `${inner}${literal(item, inner)},`)
    : Object.entries(value).map(([name, member]) => `${inner}${memberCode(name, literal(member, inner))},`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return [open, ...lines, indent + close].join("\n");
}

function isNested(value: unknown): value is object {
  return (
    typeof value === "object" &&
    value !== null &&
    !(value instanceof Code) &&
    !(value instanceof ExampleFile) &&
    Object.keys(value).length > 0
  );
}

function oneLine(value: unknown): string {
  if (value instanceof Code) return value.text;
  if (value instanceof ExampleFile) return `await openAsBlob(${JSON.stringify(fileName(value))})`;
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => memberCode(name, oneLine(member)));
  return members.length > 0 ? `{ ${members.join(", ")} }` : "{}";
}

/** `siteId` for a member that a constant of its name gives. */
function memberCode(name: string, code: string): string {
  if (code === name) return name;
  // In an object literal, "__proto__" in quotes would set the prototype.
  if (name === "__proto__") return `["__proto__"]: ${code}`;
  return `${isIdentifier(name) ? name : JSON.stringify(name)}: ${code}`;
}

/** The file that is sent in an example: no folders, no blanks. */
export function fileName({ name }: ExampleFile): string {
  return `${name.replaceAll(/[^\w-]/g, "") || "file"}.bin`;
}

/** Whether there is a file in a value. */
export function hasFile(value: unknown): boolean {
  if (value instanceof ExampleFile) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasFile);
}
