import type ts from "typescript";
import { compiler } from "../compiler.js";
import { aliased } from "./by-path.js";
import { contextOf } from "./context.js";
import { memberSymbols, possibleNames, textsOf } from "./keys.js";

/** Symbols that a node names, and where the name stands. */
export interface Mention {
  at: ts.Node;
  symbols: ts.Symbol[];
}

/** What a node names: one symbol, several where a key is one of a few, none for everything else. */
export function mentionAt(node: ts.Node, checker: ts.TypeChecker): Mention | undefined {
  const name = nameAt(node);
  if (name) return { at: name, symbols: listOf(aliased(checker.getSymbolAtLocation(name), checker)) };
  if (compiler.isElementAccessExpression(node))
    return keyed(node.argumentExpression, checker.getTypeAtLocation(node.expression), checker);
  if (compiler.isIndexedAccessTypeNode(node))
    return keyed(node.indexType, checker.getTypeAtLocation(node.objectType), checker);
  if (compiler.isBinaryExpression(node) && node.operatorToken.kind === compiler.SyntaxKind.InKeyword)
    return keyed(node.left, checker.getTypeAtLocation(node.right), checker);
  if (compiler.isBindingElement(node) && compiler.isObjectBindingPattern(node.parent) && !node.dotDotDotToken)
    return member(node.propertyName ?? node.name, checker.getTypeAtLocation(node.parent), checker);
  if (
    compiler.isObjectLiteralElementLike(node) &&
    node.name &&
    compiler.isObjectLiteralExpression(node.parent)
  )
    return member(node.name, takenApart(node.parent, checker) ?? contextOf(node.parent, checker), checker);
  return undefined;
}

/** The name in a node whose symbol the compiler has. */
function nameAt(node: ts.Node): ts.Node | undefined {
  if (compiler.isPropertyAccessExpression(node)) return node.name;
  if (compiler.isQualifiedName(node)) return node.right;
  if (compiler.isImportSpecifier(node) || compiler.isExportSpecifier(node)) return node.name;
  return compiler.isImportTypeNode(node) && node.qualifier && compiler.isIdentifier(node.qualifier)
    ? node.qualifier
    : undefined;
}

/** A key whose type is known. Generated lists have no named members, so numbers are not among the keys. */
function keyed(key: ts.Node, type: ts.Type, checker: ts.TypeChecker): Mention | undefined {
  if (compiler.isPrivateIdentifier(key)) return undefined;
  return { at: key, symbols: memberSymbols(type, textsOf(checker.getTypeAtLocation(key)), checker) };
}

function member(at: ts.Node, type: ts.Type | undefined, checker: ts.TypeChecker): Mention {
  return { at, symbols: memberSymbols(type, possibleNames(at, checker), checker) };
}

function listOf<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

/**
 * The type that a literal takes apart when it stands where something is assigned to, as in `({ name } = row)`;
 * undefined for literals that make a value.
 */
function takenApart(pattern: ts.Expression, checker: ts.TypeChecker): ts.Type | undefined {
  const { parent } = pattern;
  if (isAssignmentTo(pattern, parent))
    // Inside of another pattern, what is on the right is only the default.
    return takenApart(parent, checker) ?? checker.getTypeAtLocation(parent.right);
  if (compiler.isForOfStatement(parent) && parent.initializer === pattern)
    return rowOf(checker.getTypeAtLocation(parent.expression), checker);
  if (compiler.isArrayLiteralExpression(parent)) return rowOf(takenApart(parent, checker), checker);
  if (!compiler.isPropertyAssignment(parent)) return undefined;
  const outer = takenApart(parent.parent, checker);
  const [member] = memberSymbols(outer, possibleNames(parent.name, checker), checker);
  return member && checker.getTypeOfSymbolAtLocation(member, pattern);
}

function isAssignmentTo(pattern: ts.Expression, parent: ts.Node): parent is ts.BinaryExpression {
  return (
    compiler.isBinaryExpression(parent) &&
    parent.operatorToken.kind === compiler.SyntaxKind.EqualsToken &&
    parent.left === pattern &&
    (compiler.isObjectLiteralExpression(pattern) || compiler.isArrayLiteralExpression(pattern))
  );
}

function rowOf(list: ts.Type | undefined, checker: ts.TypeChecker): ts.Type | undefined {
  return list && checker.getIndexTypeOfType(list, compiler.IndexKind.Number);
}
