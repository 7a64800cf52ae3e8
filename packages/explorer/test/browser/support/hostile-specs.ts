import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SPECS = join(import.meta.dirname, "../../../../../specs");
const ORDINARY = "5.12";
/** The snapshot whose names are hostile. */
const HOSTILE = "5.13";

/** Names that do something where they are taken for markup, code, addresses or members. Each one says `ran` when it does. */
export const NAMES = [
  `<script>globalThis.ran=1</script>`,
  `<img src=x onerror=ran=1>`,
  `"><svg onload=ran=1>`,
  `' onmouseover='ran=1' x='`,
  `</title></script></style><b class="broken">`,
  `\`$\{globalThis.ran=1}\``,
  `javascript:ran=1`,
  `*/ ran=1 /*`,
  `]]>--><!--`,
  `&lt;b&gt; &amp; %3Cb%3E`,
  `{{constructor.constructor("ran=1")()}}`,
  `\u202Eright to left\u2067`,
  `\u{1F469}\u200D\u{1F4BB} 灯`,
  `${"long".repeat(200)}`,
  `${"many words ".repeat(60)}end`,
  `constructor`,
  `toString`,
  `../../../etc`,
  ` # ? % / \\ `,
];

type Json = Record<string, unknown>;

/** Writes a specs folder with an ordinary snapshot and its copy under hostile names, with hashes that are right. */
export function writeHostileSpecs(folder: string): void {
  cpSync(SPECS, folder, { recursive: true, filter: (path) => !/[\\/]specs[\\/](5\.15|6\.2.*)$/.test(path) });
  const manifest = JSON.parse(readFileSync(join(SPECS, "index.json"), "utf8"));
  const entry = manifest.snapshots.find(({ id }: Json) => id === ORDINARY);
  const turn = turnEveryName();
  mkdirSync(join(folder, HOSTILE));
  const groups = entry.groups.map((group: { name: string }) => {
    const document = JSON.parse(readFileSync(join(SPECS, ORDINARY, `${group.name}.json`), "utf8"));
    const text = `${JSON.stringify(hostile(document, turn), null, 1)}\n`;
    writeFileSync(join(folder, HOSTILE, `${group.name}.json`), text);
    return { ...group, sha256: createHash("sha256").update(text).digest("hex") };
  });
  for (const file of ["api.txt", "import-report.json"])
    cpSync(join(SPECS, ORDINARY, file), join(folder, HOSTILE, file));
  const snapshots = [entry, { ...entry, id: HOSTILE, controllerVersion: HOSTILE, groups }];
  writeFileSync(join(folder, "index.json"), `${JSON.stringify({ ...manifest, snapshots }, null, 1)}\n`);
}

/** Gives the same hostile name for the same name, in turns; two of three names stay. */
function turnEveryName(): (name: string) => string {
  const given = new Map<string, string>();
  return (name) => {
    if (createHash("sha256").update(name).digest().readUInt32BE() % 3 > 0) return name;
    const before = given.get(name);
    if (before !== undefined) return before;
    const round = Math.floor(given.size / NAMES.length);
    const turned = `${NAMES[given.size % NAMES.length]}${round || ""}`;
    given.set(name, turned);
    return turned;
  };
}

/** Keys whose texts are turned. Tags and names of operations stay: no import takes others than plain ones. */
const TURNED = [
  "enum",
  "field",
  "equals",
  "label",
  "name",
  "required",
  "x-omada-filter-fields",
  "x-omada-permissions",
  "x-omada-search-fields",
  "x-omada-unit",
];

/** The document of a group with hostile names of schemas, members, parameters, labels, values, permissions, units and paths. */
function hostile(document: Json, turn: (name: string) => string): Json {
  const walk = (value: unknown, key = ""): unknown => {
    if (Array.isArray(value)) return value.map((item) => walk(item, key));
    if (typeof value === "string") {
      if (key === "$ref") return value.replace(/[^/]+$/, (name) => pointer(turn(name)));
      return TURNED.includes(key) ? turn(value) : value;
    }
    if (typeof value !== "object" || value === null) return value;
    // The path names these, too.
    if ("in" in value && value.in === "path") return value;
    const named = key === "properties" || key === "schemas";
    return withOwn(
      Object.entries(value).map(([name, part]) =>
        named ? [turn(name), walk(part)] : [name, walk(part, name)],
      ),
      key === "properties",
    );
  };
  const paths = Object.entries(document.paths as Record<string, Json>).map(([path, item], at) => {
    const turned = walk(item) as Record<string, Json>;
    if (at % 3 > 0) return [path, turned];
    // Another path is another operation, which has a name of its own.
    for (const operation of Object.values(turned)) operation.operationId = `${operation.operationId}Turned`;
    return [`${path}/'"&<b>${encodeURIComponent(NAMES[at % NAMES.length] ?? "")}`, turned];
  });
  return { ...document, components: walk(document.components), paths: Object.fromEntries(paths) };
}

/** An object of these members; some get `__proto__` as one more. */
function withOwn(entries: [string, unknown][], some: boolean): Json {
  const object = Object.fromEntries(entries) as Json;
  if (some && entries.length % 5 === 0)
    Object.defineProperty(object, "__proto__", {
      value: entries[0]?.[1],
      enumerable: true,
      configurable: true,
    });
  return object;
}

function pointer(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
