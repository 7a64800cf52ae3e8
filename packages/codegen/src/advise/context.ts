import type ts from "typescript";
import { compiler } from "../compiler.js";
import { snapshotOfType } from "./declared.js";
import { possibleNames } from "./keys.js";

/**
 * The type that an expression has to be of. Where a method of a client is handed over together with its arguments, as
 * to `paginate` and to `add` of a batch, the method gives it: what is inferred there is the literal's own.
 */
export function contextOf(expression: ts.Expression, checker: ts.TypeChecker): ts.Type | undefined {
  const { parent } = expression;
  if (compiler.isExpression(parent) && handsOn(parent, expression)) return contextOf(parent, checker);
  if (compiler.isCallExpression(parent)) {
    const type = argumentsOfMethod(parent, expression, checker);
    if (type) return type;
  }
  const around = compiler.isObjectLiteralElementLike(parent) ? parent.parent : parent;
  if (!compiler.isObjectLiteralExpression(around) && !compiler.isArrayLiteralExpression(around))
    return checker.getContextualType(expression);
  const outer = contextOf(around, checker);
  const inner = outer && within(checker.getNonNullableType(outer), parent, expression, checker);
  return inner ?? checker.getContextualType(expression);
}

/** Whether an expression has the value of one of its parts as it is. */
function handsOn(whole: ts.Expression, part: ts.Node): boolean {
  if (compiler.isParenthesizedExpression(whole) || compiler.isNonNullExpression(whole)) return true;
  if (compiler.isConditionalExpression(whole)) return part !== whole.condition;
  if (!compiler.isBinaryExpression(whole)) return false;
  const { kind } = whole.operatorToken;
  if (kind === compiler.SyntaxKind.BarBarToken || kind === compiler.SyntaxKind.QuestionQuestionToken)
    return true;
  const isLast =
    kind === compiler.SyntaxKind.CommaToken || kind === compiler.SyntaxKind.AmpersandAmpersandToken;
  return isLast && part === whole.right;
}

function within(
  type: ts.Type,
  parent: ts.Node,
  inner: ts.Node,
  checker: ts.TypeChecker,
): ts.Type | undefined {
  if (compiler.isSpreadAssignment(parent) || compiler.isSpreadElement(parent)) return type;
  if (!compiler.isPropertyAssignment(parent) && !compiler.isShorthandPropertyAssignment(parent))
    return checker.getIndexTypeOfType(type, compiler.IndexKind.Number);
  const [name = ""] = possibleNames(parent.name, checker);
  const member = checker.getPropertyOfType(type, name);
  return member && checker.getTypeOfSymbolAtLocation(member, inner);
}

function argumentsOfMethod(
  call: ts.CallExpression,
  beside: ts.Expression,
  checker: ts.TypeChecker,
): ts.Type | undefined {
  for (const argument of call.arguments) {
    if (argument === beside) continue;
    const type = checker.getTypeAtLocation(argument);
    const parameter = type.getCallSignatures()[0]?.getParameters()[0];
    if (parameter && snapshotOfType(type) !== undefined)
      return checker.getTypeOfSymbolAtLocation(parameter, argument);
  }
  return undefined;
}
