import ts from "typescript";
import { beforeEach, expect, test } from "vitest";
import type { Schema } from "../../src/index.js";
import { diagnose } from "./support/compile.js";
import {
  emitted,
  envelope,
  listOf,
  modelOf,
  object,
  operation,
  page,
  parameter,
  text,
  to,
} from "./support/model.js";

const HOSTILE = [
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: it is meant to be one
  "*/ globalThis.injected = 1; /*",
  "`${globalThis.injected = 1}`",
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: it is meant to be one
  '"; globalThis.injected = 1; "',
  "'; globalThis.injected = 1; '",
  "line\nglobalThis.injected = 1;\n*/",
  "\u2028globalThis.injected = 1;\u2029",
  "\r\nglobalThis.injected = 1;",
  "</script>\\",
  "constructor",
  "toString",
  "hasOwnProperty",
  "class",
  "0",
  "-1",
  "",
];

/** Every fact that can carry a text carries a hostile one. */
function hostileModel() {
  const facts = (bad: string, index: number): Schema => ({
    type: "string",
    pattern: bad,
    "x-omada-values": [
      { value: bad, label: bad },
      { value: `${index}`, label: HOSTILE[0] ?? "" },
      { value: `${bad}${index}`, label: HOSTILE[0] ?? "" },
    ],
    "x-omada-unit": bad,
    "x-omada-format": bad,
    "x-omada-default": bad,
    "x-omada-conditions": [{ kind: "required", field: bad, equals: bad }],
  });
  const row = object(Object.fromEntries(HOSTILE.map((bad, index) => [bad, facts(bad, index)])), [
    HOSTILE[0] ?? "",
  ]);
  const number: Schema = {
    type: "integer",
    "x-omada-values": HOSTILE.map((label, value) => ({ value: -value, label })),
  };
  const schemas = { Row: row, Numbers: object({ number, numbers: listOf(number) }) };
  const operations = HOSTILE.map((bad, index) =>
    operation(`device.call${index}`, {
      title: bad,
      permissions: [bad],
      parameters: [
        parameter("siteId", "path"),
        { ...parameter("choice", "query"), schema: facts(bad, index) },
      ],
      body: { mediaType: "application/json", required: true, schema: to("Numbers") },
      response: envelope(page(to("Row"), { [bad === "" ? "none" : bad]: text })),
      method: "POST",
    }),
  );
  return modelOf(operations, schemas);
}

const files = emitted(hostileModel());

beforeEach(() => {
  Reflect.deleteProperty(globalThis, "injected");
});

test("hostile texts give declarations that compile", () => {
  expect(diagnose(files)).toEqual([]);
});

test("declarations hold nothing but types", () => {
  const allowed = new Set([
    ts.SyntaxKind.ImportDeclaration,
    ts.SyntaxKind.ExportDeclaration,
    ts.SyntaxKind.InterfaceDeclaration,
    ts.SyntaxKind.TypeAliasDeclaration,
    ts.SyntaxKind.FunctionDeclaration,
    ts.SyntaxKind.VariableStatement,
  ]);
  for (const [path, body] of files) {
    if (!path.endsWith(".d.ts")) continue;
    const { statements } = ts.createSourceFile(path, body, ts.ScriptTarget.ES2022);
    const other = statements.filter(({ kind }) => !allowed.has(kind)).map((node) => ts.SyntaxKind[node.kind]);
    expect(other, path).toEqual([]);
  }
});

test("modules hold data only, and evaluating them runs none of it", async () => {
  const modules = [...files].filter(([path]) => path.endsWith(".js"));
  expect(modules.length).toBeGreaterThan(3);
  for (const [path, body] of modules) {
    const own = body.replaceAll(/^(import|export) (\{[^}]*\}|\*) from "[^"]*";$/gm, "");
    const head =
      "const createClient = () => {}, defineOperation = createClient, snapshot = {}, deviceGroup = {};\n";
    const prelude = own.includes("export const deviceGroup")
      ? "const createClient = () => {}, snapshot = {};\n"
      : own.includes("export const snapshot")
        ? ""
        : head;
    await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(prelude + own)}`);
    expect(globalThis, path).not.toHaveProperty("injected");
  }
});

test("hostile values and member names arrive as they are", () => {
  const bad = HOSTILE[0] ?? "";
  const program = `import type { Row } from "@omada-sdk/types/6.2/device";
    declare const row: Row;
    export const value: string = row[${JSON.stringify(bad)}];
    export const inherited: string | undefined = row["constructor"];`;
  expect(diagnose(files, program)).toEqual([]);
});
