import ts from "typescript";
import { snapshotOfType } from "./declared.js";

/**
 * The type that an object or array literal has to be of. Where a method of a client is handed over together with its
 * arguments, as to `paginate` and to `add` of a batch, the method tells it: what is inferred there is the literal's own.
 */
export function contextOf(literal: ts.Expression, checker: ts.TypeChecker): ts.Type | undefined {
  const { parent } = literal;
  if (ts.isCallExpression(parent)) {
    const type = argumentsOfMethod(parent, checker);
    if (type) return type;
  }
  const around = ts.isPropertyAssignment(parent) ? parent.parent : parent;
  if (!ts.isObjectLiteralExpression(around) && !ts.isArrayLiteralExpression(around))
    return checker.getContextualType(literal);
  const outer = contextOf(around, checker);
  const inner = outer && within(checker.getNonNullableType(outer), parent, literal, checker);
  return inner ?? checker.getContextualType(literal);
}

function within(
  type: ts.Type,
  parent: ts.Node,
  literal: ts.Node,
  checker: ts.TypeChecker,
): ts.Type | undefined {
  if (!ts.isPropertyAssignment(parent)) return checker.getIndexTypeOfType(type, ts.IndexKind.Number);
  const member = checker.getPropertyOfType(type, parent.name.getText());
  return member && checker.getTypeOfSymbolAtLocation(member, literal);
}

function argumentsOfMethod(call: ts.CallExpression, checker: ts.TypeChecker): ts.Type | undefined {
  for (const argument of call.arguments) {
    const type = checker.getTypeAtLocation(argument);
    const parameter = type.getCallSignatures()[0]?.getParameters()[0];
    if (parameter && snapshotOfType(type) !== undefined)
      return checker.getTypeOfSymbolAtLocation(parameter, argument);
  }
  return undefined;
}
