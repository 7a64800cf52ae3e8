import ts from "typescript";
import { actionByPath, aliased, calledByPath, type PathUse } from "./by-path.js";
import { contextOf } from "./context.js";
import { type Declared, declaredBy } from "./declared.js";
import { ownFiles } from "./project.js";

/** Where something stands; line and column count from 1. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** A place in somebody's code that names something of a snapshot. */
export type Use = Declared & Place;

/** What a project uses, as its code tells it. */
export interface Uses {
  declared: Use[];
  /** Requests by path; which operation it is only the snapshot tells. */
  byPath: (PathUse & Place)[];
  /** Snapshots whose clients it imports. */
  snapshots: string[];
}

/**
 * Finds every use of a client of ours, through aliases, destructuring and re-exports too: what counts is what a name
 * stands for, not how it is written.
 */
export function findUses(program: ts.Program): Uses {
  const checker = program.getTypeChecker();
  const declared: Use[] = [];
  const byPath: Uses["byPath"] = [];
  for (const file of ownFiles(program)) {
    const visit = (node: ts.Node): void => {
      const named = namedAt(node, checker);
      const found = named && declaredBy(named.symbol);
      if (found) declared.push({ ...found, ...placeOf(file, named.at) });
      const path = pathAt(node, checker);
      if (path) byPath.push({ ...path, ...placeOf(file, node) });
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return { declared, byPath, snapshots: importedSnapshots(program) };
}

interface Named {
  at: ts.Node;
  symbol: ts.Symbol | undefined;
}

/** The symbol that a node names, and where the name stands. */
function namedAt(node: ts.Node, checker: ts.TypeChecker): Named | undefined {
  if (ts.isPropertyAccessExpression(node))
    return { at: node.name, symbol: aliased(checker.getSymbolAtLocation(node.name), checker) };
  if (ts.isQualifiedName(node))
    return { at: node.right, symbol: aliased(checker.getSymbolAtLocation(node.right), checker) };
  if (ts.isImportSpecifier(node) || ts.isExportSpecifier(node))
    return { at: node.name, symbol: aliased(checker.getSymbolAtLocation(node.name), checker) };
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
    return member(node.argumentExpression, checker.getTypeAtLocation(node.expression), checker);
  if (ts.isIndexedAccessTypeNode(node) && ts.isLiteralTypeNode(node.indexType))
    return member(node.indexType.literal, checker.getTypeAtLocation(node.objectType), checker);
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent))
    return member(node.propertyName ?? node.name, checker.getTypeAtLocation(node.parent), checker);
  if (ts.isObjectLiteralElementLike(node) && node.name && ts.isObjectLiteralExpression(node.parent))
    return member(node.name, contextOf(node.parent, checker), checker);
  return undefined;
}

function member(at: ts.Node, type: ts.Type | undefined, checker: ts.TypeChecker): Named | undefined {
  if (!type || !(ts.isIdentifier(at) || ts.isStringLiteralLike(at))) return undefined;
  return { at, symbol: checker.getPropertyOfType(checker.getNonNullableType(type), at.text) };
}

function pathAt(node: ts.Node, checker: ts.TypeChecker): PathUse | undefined {
  if (ts.isCallExpression(node)) return calledByPath(node, checker);
  return ts.isObjectLiteralExpression(node) ? actionByPath(node, checker) : undefined;
}

function importedSnapshots(program: ts.Program): string[] {
  const ids = program
    .getSourceFiles()
    .map(({ fileName }) => /\/client-v\d+\/generated\/([^/]+)\/[^/]+\.d\.ts$/.exec(fileName)?.[1])
    .filter((id) => id !== undefined);
  return [...new Set(ids)];
}

function placeOf(file: ts.SourceFile, node: ts.Node): Place {
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return { file: file.fileName, line: line + 1, column: character + 1 };
}
