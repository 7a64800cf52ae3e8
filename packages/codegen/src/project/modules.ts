import type ts from "typescript";
import { compiler } from "../compiler.js";

/**
 * One TypeScript module of a declaration file and the JavaScript beside it: projects that compile their sources would
 * not copy the two along.
 * @param declarations text of the `.d.ts`
 * @param code text of the `.js`; undefined where there are only types
 */
export function asModule(declarations: string, code: string | undefined): string {
  const own = parse(declarations, "module.d.ts");
  const values = new Map<string, ts.Expression>();
  const imports: string[] = [];
  for (const statement of code === undefined ? [] : parse(code, "module.js").statements) {
    if (compiler.isImportDeclaration(statement)) imports.push(statement.getText());
    for (const { name, initializer } of constantsOf(statement))
      if (initializer) values.set(name.getText(), initializer);
  }
  const texts = own.statements.map((statement) => withValue(statement, own.text, values));
  return [...imports.map((line) => `${line}\n`), ...texts].join("").replace(/^\n+/, "");
}

/** The text of a statement with the comments before it; declared values get what they are. */
function withValue(
  statement: ts.Statement,
  whole: string,
  values: ReadonlyMap<string, ts.Expression>,
): string {
  const comments = whole.slice(statement.getFullStart(), statement.getStart());
  const text = statement.getText();
  const [constant] = constantsOf(statement);
  const value = values.get(constant?.name.getText() ?? "");
  // With the mark that lets bundlers leave it out.
  if (constant && value)
    return `${comments}export const ${constant.getText()} = ${value.getFullText().trim()};\n`;
  const body = compiler.isFunctionDeclaration(statement) && values.get(statement.name?.text ?? "");
  if (!body || !compiler.isArrowFunction(body)) return `${comments}${text}`;
  const head = text.replace("export declare function", "export function").replace(/;$/, "");
  return `${comments}${head} {\n  return ${body.body.getText()} as never;\n}`;
}

function constantsOf(statement: ts.Statement): readonly ts.VariableDeclaration[] {
  return compiler.isVariableStatement(statement) ? statement.declarationList.declarations : [];
}

/**
 * Leaves out the imported names that a declaration file does not use, which checks of sources would complain about. Only
 * its imports are parsed: the rest is most of what is generated.
 */
export function withoutUnusedImports(text: string): string {
  const { end, used } = wordsBehindImports(text);
  const head = parse(text.slice(0, end), "module.d.ts");
  let result = text;
  for (const statement of [...head.statements].reverse()) {
    if (!compiler.isImportDeclaration(statement)) continue;
    const named = statement.importClause?.namedBindings;
    if (!named || !compiler.isNamedImports(named)) continue;
    const kept = named.elements.filter(({ name }) => used.has(name.text)).map((each) => each.getText());
    const line = `import type { ${kept.join(", ")} } from ${statement.moduleSpecifier.getText()};`;
    const replaced = kept.length > 0 ? line : "";
    const rest = result.slice(statement.getEnd());
    result =
      result.slice(0, statement.getStart()) + replaced + (replaced === "" ? rest.replace(/^\n/, "") : rest);
  }
  return result;
}

/** Where the imports at the start of a file end, and all identifiers behind them, other than those of exports of names. */
function wordsBehindImports(text: string): { end: number; used: ReadonlySet<string> } {
  const { SyntaxKind } = compiler;
  const scanner = compiler.createScanner(compiler.ScriptTarget.ES2022, true);
  scanner.setText(text);
  const used = new Set<string>();
  let end = 0;
  let token = scanner.scan();
  const skipStatement = (): void => {
    while (token !== SyntaxKind.SemicolonToken && token !== SyntaxKind.EndOfFileToken) token = scanner.scan();
    token = scanner.scan();
  };
  while (token === SyntaxKind.ImportKeyword) {
    skipStatement();
    end = scanner.getTokenFullStart();
  }
  while (token !== SyntaxKind.EndOfFileToken) {
    if (token === SyntaxKind.ExportKeyword) {
      token = scanner.scan();
      const isTypes = token === SyntaxKind.TypeKeyword;
      if (isTypes) token = scanner.scan();
      if (token === SyntaxKind.OpenBraceToken || token === SyntaxKind.AsteriskToken) skipStatement();
    } else {
      // Names that are keywords elsewhere follow the identifiers.
      if (token >= SyntaxKind.Identifier) used.add(scanner.getTokenText());
      token = scanner.scan();
    }
  }
  return { end, used };
}

function parse(text: string, name: string): ts.SourceFile {
  return compiler.createSourceFile(name, text, compiler.ScriptTarget.ES2022, true);
}
