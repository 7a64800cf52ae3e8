import ts from "typescript";
import { type Declared, declaredBy } from "./declared.js";
import { ownFiles } from "./project.js";

/** Where something stands; line and column count from 1. */
export interface Place {
  file: string;
  line: number;
  column: number;
}

/** A place in somebody's code that names an operation or a field of a snapshot. */
export type Use = Declared & Place;

const METHODS = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);

/**
 * Finds every use of a client of ours, through aliases and destructuring too: what counts is what a name stands for, not
 * how it is written.
 */
export function findUses(program: ts.Program): Use[] {
  const checker = program.getTypeChecker();
  const uses: Use[] = [];
  for (const file of ownFiles(program)) {
    const found = (node: ts.Node, declared: Declared | undefined): void => {
      if (declared) uses.push({ ...declared, ...placeOf(file, node) });
    };
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAccessExpression(node)) {
        found(node.name, declaredBy(checker.getSymbolAtLocation(node.name)));
      } else if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
        const type = checker.getTypeAtLocation(node.expression);
        found(node.argumentExpression, declaredBy(member(checker, type, node.argumentExpression.text)));
      } else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
        const name = node.propertyName ?? node.name;
        if (ts.isIdentifier(name) || ts.isStringLiteral(name)) {
          const type = checker.getTypeAtLocation(node.parent);
          found(name, declaredBy(member(checker, type, name.text)));
        }
      } else if (
        ts.isObjectLiteralElementLike(node) &&
        node.name &&
        ts.isObjectLiteralExpression(node.parent)
      ) {
        const type = checker.getContextualType(node.parent);
        if (type && (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name)))
          found(node.name, declaredBy(member(checker, type, node.name.text)));
      } else if (ts.isCallExpression(node)) {
        found(node, byPath(node, program));
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return uses;
}

function member(checker: ts.TypeChecker, type: ts.Type, name: string): ts.Symbol | undefined {
  return checker.getPropertyOfType(checker.getNonNullableType(type), name);
}

/** `request("GET", "/openapi/…")` and `raw.client.GET("/openapi/…")`: which snapshot is the one the project imports. */
function byPath(
  { expression, arguments: args }: ts.CallExpression,
  program: ts.Program,
): Declared | undefined {
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const [first, second] = args;
  const word = (node: ts.Node | undefined): string => (node && ts.isStringLiteralLike(node) ? node.text : "");
  const name = expression.name.text;
  const [method, path] = name === "request" ? [word(first), word(second)] : [name, word(first)];
  if (!METHODS.has(method) || !path.startsWith("/openapi/")) return undefined;
  const [snapshot] = snapshotsOf(program);
  return snapshot === undefined ? undefined : { kind: "operation", snapshot, operation: `${method} ${path}` };
}

/** The snapshots whose clients a project imports. */
function snapshotsOf(program: ts.Program): string[] {
  const ids = program
    .getSourceFiles()
    .map(({ fileName }) => /\/client-v\d+\/generated\/([^/]+)\/index\.d\.ts$/.exec(fileName)?.[1])
    .filter((id) => id !== undefined);
  return [...new Set(ids)];
}

function placeOf(file: ts.SourceFile, node: ts.Node): Place {
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return { file: file.fileName, line: line + 1, column: character + 1 };
}
