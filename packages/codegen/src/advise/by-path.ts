import type ts from "typescript";
import { compiler } from "../compiler.js";
import { snapshotOfType } from "./declared.js";

/** A request whose operation is named by its path; what is not known of the path is `{}`. */
export interface PathUse {
  kind: "path";
  /** Undefined where the client is not one of a snapshot. */
  snapshot: string | undefined;
  method: string;
  path: string;
  /** The types of what is sent and answered are not known. */
  untyped: boolean;
}

const METHODS = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);

/** `request("GET", "/openapi/…")` and `raw.client.GET("/openapi/…")`. */
export function calledByPath(call: ts.CallExpression, checker: ts.TypeChecker): PathUse | undefined {
  const { expression, arguments: args } = call;
  if (!compiler.isPropertyAccessExpression(expression)) return undefined;
  const [first, second] = args;
  const name = expression.name.text;
  const [method, path] = name === "request" ? [textOf(first, checker), second] : [name, first];
  const snapshot = snapshotOfType(checker.getTypeAtLocation(expression.expression));
  return pathUse(method, textOf(path, checker), snapshot, name === "request");
}

/** `{ method: "PATCH", path: "/openapi/…" }`, an action of a batch. */
export function actionByPath(
  literal: ts.ObjectLiteralExpression,
  checker: ts.TypeChecker,
): PathUse | undefined {
  const memberOf = (wanted: string): ts.Expression | undefined => {
    const found = literal.properties.find(({ name }) => name !== undefined && name.getText() === wanted);
    if (found && compiler.isPropertyAssignment(found)) return found.initializer;
    return found && compiler.isShorthandPropertyAssignment(found) ? found.name : undefined;
  };
  return pathUse(textOf(memberOf("method"), checker), textOf(memberOf("path"), checker), undefined, true);
}

function pathUse(
  method: string,
  path: string,
  snapshot: string | undefined,
  untyped: boolean,
): PathUse | undefined {
  if (!METHODS.has(method) || !/^\/openapi\/v\d+\//.test(path)) return undefined;
  return { kind: "path", snapshot, method, path, untyped };
}

/** The text of a literal, a template or a constant; `{}` for every part that is only known at run time. */
function textOf(node: ts.Expression | undefined, checker: ts.TypeChecker, depth = 0): string {
  if (!node || depth > 5) return "{}";
  if (compiler.isStringLiteralLike(node)) return node.text;
  if (compiler.isAsExpression(node) || compiler.isParenthesizedExpression(node))
    return textOf(node.expression, checker, depth + 1);
  if (compiler.isTemplateExpression(node)) {
    const rest = node.templateSpans.map(
      ({ expression, literal }) => textOf(expression, checker, depth + 1) + literal.text,
    );
    return node.head.text + rest.join("");
  }
  if (compiler.isBinaryExpression(node) && node.operatorToken.kind === compiler.SyntaxKind.PlusToken)
    return textOf(node.left, checker, depth + 1) + textOf(node.right, checker, depth + 1);
  if (!compiler.isIdentifier(node)) return "{}";
  const symbol = aliased(checker.getSymbolAtLocation(node), checker);
  const declaration = symbol?.valueDeclaration;
  const isConstant =
    declaration &&
    compiler.isVariableDeclaration(declaration) &&
    compiler.getCombinedNodeFlags(declaration) & compiler.NodeFlags.Const;
  return isConstant ? textOf(declaration.initializer, checker, depth + 1) : "{}";
}

/** What an import or an export stands for. */
export function aliased(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): ts.Symbol | undefined {
  if (!symbol || !(symbol.flags & compiler.SymbolFlags.Alias)) return symbol;
  return checker.getAliasedSymbol(symbol);
}
