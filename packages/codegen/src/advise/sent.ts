import type ts from "typescript";
import { compiler } from "../compiler.js";
import { contextOf } from "./context.js";
import { declaredBy, type SnapshotItem } from "./declared.js";
import { typeParts } from "./keys.js";

/** A field that a value has and that the place it goes to has of a snapshot. */
export interface Sent {
  declared: SnapshotItem;
  /** The field of the value. */
  symbol: ts.Symbol;
}

/** How deep into a value fields are looked for; types that are made anew at every level would have no end. */
const MAX_DEPTH = 12;

/** One look into a value. */
interface Look {
  checker: ts.TypeChecker;
  /** Where the value goes to. */
  at: ts.Expression;
  /** Pairs of types that were compared, so that types which contain themselves come to an end. */
  seen: Map<ts.Type, Set<ts.Type>>;
}

/**
 * The fields of a value that is not written where it goes to: of a variable, of what a call gives, of a spread. The
 * compiler lets such a value have fields that were not asked for.
 */
export function sentBy(node: ts.Node, checker: ts.TypeChecker): Sent[] {
  if (!isReference(node) || isNameOrCallee(node)) return [];
  const wanted = contextOf(node, checker);
  return wanted ? shared(typeOf(node, checker), wanted, { checker, at: node, seen: new Map() }, 0) : [];
}

function isReference(node: ts.Node): node is ts.Expression {
  return (
    compiler.isIdentifier(node) ||
    compiler.isPropertyAccessExpression(node) ||
    compiler.isElementAccessExpression(node) ||
    compiler.isCallExpression(node) ||
    compiler.isNewExpression(node) ||
    compiler.isAwaitExpression(node)
  );
}

function isNameOrCallee(node: ts.Expression): boolean {
  const { parent } = node;
  if (compiler.isShorthandPropertyAssignment(parent)) return false;
  if (compiler.isCallOrNewExpression(parent)) return parent.expression === node;
  return (
    ("name" in parent && parent.name === node) || ("propertyName" in parent && parent.propertyName === node)
  );
}

function typeOf(node: ts.Expression, checker: ts.TypeChecker): ts.Type {
  const value = compiler.isShorthandPropertyAssignment(node.parent)
    ? checker.getShorthandAssignmentValueSymbol(node.parent)
    : undefined;
  return value ? checker.getTypeOfSymbolAtLocation(value, node) : checker.getTypeAtLocation(node);
}

function shared(type: ts.Type, wanted: ts.Type, look: Look, depth: number): Sent[] {
  const { checker, seen } = look;
  const before = seen.get(type) ?? new Set();
  if (type === wanted || before.has(wanted) || depth > MAX_DEPTH) return [];
  seen.set(type, before.add(wanted));
  const asked = typeParts(wanted, checker).filter(hasFields);
  return typeParts(type, checker)
    .filter(hasFields)
    .flatMap((part) => asked.flatMap((each) => sharedFields(part, each, look, depth)));
}

function sharedFields(type: ts.Type, wanted: ts.Type, look: Look, depth: number): Sent[] {
  const { checker } = look;
  const row = checker.getIndexTypeOfType(type, compiler.IndexKind.Number);
  const wantedRow = checker.getIndexTypeOfType(wanted, compiler.IndexKind.Number);
  if (row && wantedRow) return shared(row, wantedRow, look, depth + 1);
  return checker.getPropertiesOfType(type).flatMap((symbol) => sharedField(symbol, wanted, look, depth));
}

function sharedField(symbol: ts.Symbol, owner: ts.Type, look: Look, depth: number): Sent[] {
  const { checker, at } = look;
  const type = checker.getTypeOfSymbolAtLocation(symbol, at);
  if (type.flags & (compiler.TypeFlags.Undefined | compiler.TypeFlags.Never)) return [];
  const field = checker.getPropertyOfType(owner, symbol.name);
  const wanted = field
    ? checker.getTypeOfSymbolAtLocation(field, at)
    : checker.getIndexTypeOfType(owner, compiler.IndexKind.String);
  const inside = wanted ? shared(type, wanted, look, depth + 1) : [];
  // What has the field from the same declaration was found where it was written as such.
  const isOther = symbol.declarations?.[0] !== field?.declarations?.[0];
  const declared = isOther ? declaredBy(field) : undefined;
  return declared ? [{ declared, symbol }, ...inside] : inside;
}

/** Texts and numbers have members too, and functions; none of them is sent. */
function hasFields(type: ts.Type): boolean {
  const isObject =
    type.flags &
    (compiler.TypeFlags.Object | compiler.TypeFlags.Intersection | compiler.TypeFlags.TypeParameter);
  return isObject !== 0 && type.getCallSignatures().length === 0;
}
