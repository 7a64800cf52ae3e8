import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { superLinear } from "../lib/regex-growth.js";

const PACKAGES = join(import.meta.dirname, "../../packages");

interface Pattern {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

/** A pattern that is made at run time, as it is written. */
interface Made {
  readonly file: string;
  readonly text: string;
}

function patternsOfSources(): { literals: Pattern[]; made: Made[] } {
  const literals: Pattern[] = [];
  const made: Made[] = [];
  for (const name of readdirSync(PACKAGES))
    for (const path of sourcesOf(join(PACKAGES, name, "src"))) {
      const file = `${name}/${path.replaceAll("\\", "/")}`;
      const text = readFileSync(join(PACKAGES, name, "src", path), "utf8");
      const visit = (node: ts.Node): void => {
        if (ts.isRegularExpressionLiteral(node)) {
          const end = node.text.lastIndexOf("/");
          literals.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
        }
        const calls = ts.isNewExpression(node) || ts.isCallExpression(node);
        if (calls && node.expression.getText() === "RegExp")
          made.push({
            file,
            text: (node.arguments ?? [])
              .map((each) => each.getText())
              .join(", ")
              .replace(/\s+/g, " "),
          });
        ts.forEachChild(node, visit);
      };
      visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
    }
  return { literals, made };
}

function sourcesOf(folder: string): string[] {
  try {
    return (readdirSync(folder, { recursive: true }) as string[]).filter((path) => /\.m?[jt]sx?$/.test(path));
  } catch {
    return [];
  }
}

const OWN = "runs over names and paths of this repository's own data";
const TEXTS =
  "runs over texts of documents, which the importer bounds: 100,000 characters, 1,000 times the same one";
const OUR_PATHS = "runs over path templates of a snapshot, never over what a client sends";

/** Patterns that take more than proportional time for texts that cannot come, and why they cannot. */
const BOUNDED: Readonly<Record<string, string>> = {
  "contract-tests/": OWN,
  "codegen/advise/": OWN,
  "codegen/availability/": OWN,
  "codegen/diff/": OWN,
  "explorer/data/guides.ts": "runs over the pages of docs/, which are part of the repository",
  "codegen/emit/format.ts":
    "runs over code that the generator wrote from facts, whose lengths the importer bounds",
  "codegen/exported/": OWN,
  "codegen/import/": TEXTS,
  "codegen/probe/": OUR_PATHS,
  "codegen/specs/": OWN,
  "mock-controller/generated/behaviour.ts": OUR_PATHS,
};

/** Patterns that are made at run time, and what keeps them harmless. */
const MADE: Readonly<Record<string, string>> = {
  "cli/call/value-problems.ts": "is a pattern of the snapshot, over a value that the user typed",
  "codegen/advise/declared.ts": OWN,
  "codegen/emit/behaviour-tables.ts": "only sees whether a pattern of the ledger can be read",
  "codegen/emit/client/imports.ts": "runs over code that the generator wrote",
  "codegen/import/mine/conditions.ts": TEXTS,
  "codegen/import/mine/formats.ts": "is a pattern of a document, over an address of our own",
  "codegen/import/mine/numbers.ts": TEXTS,
  "codegen/import/mine/tables.ts": TEXTS,
  "codegen/import/mine/units.ts": TEXTS,
  "codegen/import/repair/pattern.ts": "only sees whether a pattern of a document can be read",
  "codegen/specs/behaviour/check-ledger.ts": "only sees whether a pattern of the ledger can be read",
  "contract-tests/referees/match.ts": OWN,
  "core/errors/redact.ts": "runs over 4,000 characters at most",
  "mock-controller/schema/check-scalars.ts":
    "is a pattern of the snapshot, over a request that the mock got in a test",
  "mock-controller/collections/items.ts": "is made of fixed numbers of characters",
  "mock-controller/schema/texts.ts": "is a pattern of the snapshot, over a value that the mock made",
};

describe("the search for patterns that take more than proportional time", () => {
  it.each([
    ["(a+)+$", ""],
    ["(a|a)*b", ""],
    ["\\s+$", ""],
    ["^a*a*b", ""],
    ["(https?:\\/\\/[^\\s?#\"']+)[?#][^\\s\"']*", "gi"],
    ["\\b[a-z][a-z\\d+.-]*:\\/\\/[^\\s\"'<>\\\\]+", "gi"],
    ["/files/.*logos?/", ""],
    ["^(?:\\w+\\s?)*$", ""],
    ["x(?:,?\\s*)*;", ""],
  ])("finds /%s/%s", (source, flags) => {
    expect(superLinear(source, flags)).toBeDefined();
  });

  it.each([
    ["^a+b", ""],
    ["[^\\s\"'<>\\\\]+", "g"],
    ["\\d{1,9}", ""],
    ["^[\\w-]+$", ""],
    ["(?:a|b)*c?", "y"],
    ["[?#].*$", "s"],
    ["^\\s*\\{", ""],
  ])("passes /%s/%s", (source, flags) => {
    expect(superLinear(source, flags)).toBeUndefined();
  });
});

describe("the sources", () => {
  const { literals, made } = patternsOfSources();
  const isBounded = (file: string) => Object.keys(BOUNDED).find((place) => file.startsWith(place));

  it("have no pattern that a text from elsewhere could keep busy", () => {
    expect(literals.length).toBeGreaterThan(300);
    const unique = new Map(literals.map((each) => [`${each.file} /${each.source}/${each.flags}`, each]));
    const used = new Set<string>();
    const slow: string[] = [];
    for (const [name, { file, source, flags }] of unique) {
      const attack = superLinear(source, flags);
      if (!attack) continue;
      const place = isBounded(file);
      if (place === undefined) slow.push(`${name}: ${JSON.stringify(attack)}`);
      else used.add(place);
    }
    expect(slow).toEqual([]);
    expect(Object.keys(BOUNDED).filter((place) => !used.has(place))).toEqual([]);
  });

  it("make patterns at run time only where it is known what of", () => {
    const files = [...new Set(made.map(({ file }) => file))].sort();
    expect(files).toEqual(Object.keys(MADE).sort());
  });
});
