import ts from "typescript";

export interface FoundImport {
  readonly specifier: string;
  readonly line: number;
  /** Erased when compiled: `import type`, `export type`, `import("x").Y` in a type. */
  readonly typeOnly: boolean;
  /** Loaded when the call `import()` is reached, not with the file. */
  readonly onDemand: boolean;
  /** What is imported, by the names that the module gives it; `*` for all of it. */
  readonly names: readonly string[];
}

/** Every module that a source file names: imports, re-exports, `import()` as value and as type, `require()`. */
export function findImports(path: string, text: string): FoundImport[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  const found: FoundImport[] = [];

  const add = (
    module: ts.Node | undefined,
    typeOnly: boolean,
    names: readonly string[] = ["*"],
    onDemand = false,
  ): void => {
    if (!module || !ts.isStringLiteralLike(module)) return;
    const line = source.getLineAndCharacterOfPosition(module.pos).line + 1;
    found.push({ specifier: module.text, line, typeOnly, names, onDemand });
  };

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.isTypeOnly ?? false, importedNames(node.importClause));
    else if (ts.isExportDeclaration(node))
      add(node.moduleSpecifier, node.isTypeOnly, namesIn(node.exportClause));
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true, node.qualifier ? [firstName(node.qualifier)] : ["*"]);
    else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference))
      add(node.moduleReference.expression, node.isTypeOnly);
    else if (ts.isModuleDeclaration(node)) add(node.name, true);
    else if (ts.isCallExpression(node) && isModuleCall(node.expression))
      add(node.arguments[0], false, ["*"], node.expression.kind === ts.SyntaxKind.ImportKeyword);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function importedNames(clause: ts.ImportClause | undefined): string[] {
  if (!clause) return [];
  return [
    ...(clause.name ? ["default"] : []),
    ...(clause.namedBindings ? namesIn(clause.namedBindings) : []),
  ];
}

function namesIn(bindings: ts.NamedImportBindings | ts.NamedExportBindings | undefined): string[] {
  if (!bindings || ts.isNamespaceImport(bindings) || ts.isNamespaceExport(bindings)) return ["*"];
  return bindings.elements.map(({ propertyName, name }) => (propertyName ?? name).text);
}

function firstName(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : firstName(name.left);
}

function isModuleCall(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require")
  );
}
