import type ts from "typescript";
import { compiler } from "../compiler.js";
import { membersOf, namesOf } from "./keys.js";

/**
 * The type that a literal takes apart when it stands where something is assigned to, as in `({ name } = row)`;
 * undefined for literals that make a value.
 */
export function takenApart(pattern: ts.Expression, checker: ts.TypeChecker): ts.Type | undefined {
  const { parent } = pattern;
  if (isAssignmentTo(pattern, parent))
    // Inside of another pattern, what is on the right is only the default.
    return takenApart(parent, checker) ?? checker.getTypeAtLocation(parent.right);
  if (compiler.isForOfStatement(parent) && parent.initializer === pattern)
    return rowOf(checker.getTypeAtLocation(parent.expression), checker);
  if (compiler.isArrayLiteralExpression(parent)) return rowOf(takenApart(parent, checker), checker);
  if (!compiler.isPropertyAssignment(parent)) return undefined;
  const outer = takenApart(parent.parent, checker);
  const [member] = membersOf(outer, namesOf(parent.name, checker), checker);
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
