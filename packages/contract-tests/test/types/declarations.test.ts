import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { OPTIONS } from "../support/options.js";
import { problemsIn } from "../support/problems.js";
import { PACKAGES, SNAPSHOTS } from "../support/snapshots.js";

const PACKAGE = join(PACKAGES, "types");
const GENERATED = join(PACKAGE, "generated");

function filesOf(id: string): string[] {
  const names = readdirSync(join(GENERATED, id), { recursive: true }).map(String);
  return names.filter((name) => name.endsWith(".d.ts")).sort();
}

/** TypeScript 7 compiles all of them in the step "typecheck"; `pnpm test:others` does with TypeScript 5.9, too. */
const COMPILED = process.env.OMADA_LONG_TESTS ? SNAPSHOTS.map(({ id }) => id) : ["6.2"];

test.each(COMPILED)("the types of %s compile with skipLibCheck off", { timeout: 60_000 }, (id) => {
  const paths = filesOf(id).map((name) => join(GENERATED, id, name));
  expect(paths.length).toBeGreaterThan(5);
  expect(problemsIn(paths, OPTIONS)).toEqual([]);
});

describe.each(SNAPSHOTS)("the types of $id", ({ id, groups }) => {
  test("have a file per group, exported by its name", () => {
    expect(filesOf(id)).toEqual(expect.arrayContaining(groups.map(({ name }) => `${name}.d.ts`)));
    const index = readFileSync(join(GENERATED, id, "index.d.ts"), "utf8");
    for (const { name } of groups) expect(index).toContain(`from "./${name}.js"`);
  });

  test("reach no file of `paths` unless it is asked for", () => {
    const root = join(GENERATED, id, "index.d.ts");
    const reached = ts
      .createProgram([root], OPTIONS)
      .getSourceFiles()
      .map(({ fileName }) => fileName);
    expect(reached.filter((name) => name.startsWith(GENERATED)).length).toBeGreaterThan(groups.length);
    expect(reached.filter((name) => name.includes("/paths/"))).toEqual([]);
  });

  test("declare only types, and a name in one file", () => {
    const owners = new Map<string, string>();
    for (const name of filesOf(id).filter((file) => !file.startsWith("paths/"))) {
      const text = readFileSync(join(GENERATED, id, name), "utf8");
      const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
      for (const node of source.statements) {
        if (ts.isImportDeclaration(node)) expect(node.importClause?.isTypeOnly).toBe(true);
        else if (ts.isExportDeclaration(node)) expect(node.isTypeOnly || !node.moduleSpecifier).toBe(true);
        else {
          const declared = node as ts.InterfaceDeclaration | ts.TypeAliasDeclaration;
          expect([ts.SyntaxKind.InterfaceDeclaration, ts.SyntaxKind.TypeAliasDeclaration]).toContain(
            node.kind,
          );
          // An old name is kept by every group that had it.
          if (ts.getJSDocDeprecatedTag(declared)) continue;
          expect(owners.get(declared.name.text), declared.name.text).toBeUndefined();
          owners.set(declared.name.text, name);
        }
      }
    }
    expect(owners.size).toBeGreaterThan(100);
  });
});

test("names that differ in case only do not meet", () => {
  for (const { id } of SNAPSHOTS) {
    const names = filesOf(id).map((name) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  }
});

test("every export of the package is a file", () => {
  const { exports } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8")) as {
    exports: Record<string, string | { types: string }>;
  };
  for (const entry of Object.values(exports)) {
    const path = typeof entry === "string" ? entry : entry.types;
    expect(readFileSync(join(PACKAGE, path), "utf8").length, path).toBeGreaterThan(0);
  }
});
