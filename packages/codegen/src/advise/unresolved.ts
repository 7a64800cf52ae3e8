import type ts from "typescript";
import { compiler } from "../compiler.js";

/** Throws where a module of ours is named that is not installed: nothing could be told of its uses. */
export function refuseUnresolved(node: ts.Node, checker: ts.TypeChecker): void {
  if (!compiler.isStringLiteral(node) || !node.text.startsWith("@omada-sdk/") || !isModuleName(node)) return;
  if (checker.getSymbolAtLocation(node)) return;
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
  throw new Error(
    `cannot resolve ${node.text}, which ${file.fileName}:${line + 1} imports; install the packages of the project first, ` +
      'and have "moduleResolution" be "nodenext" or "bundler"',
  );
}

function isModuleName(text: ts.StringLiteral): boolean {
  const { parent } = text;
  if (compiler.isImportDeclaration(parent) || compiler.isExportDeclaration(parent)) return true;
  if (compiler.isExternalModuleReference(parent) || compiler.isJSDocImportTag(parent)) return true;
  if (compiler.isCallExpression(parent)) return parent.expression.kind === compiler.SyntaxKind.ImportKeyword;
  return compiler.isLiteralTypeNode(parent) && compiler.isImportTypeNode(parent.parent);
}
