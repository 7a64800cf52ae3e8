import ts from "typescript";

/** What a name in somebody's code stands for: an operation of a snapshot, or a field of one. */
export type Declared =
  | { kind: "operation"; snapshot: string; operation: string }
  | { kind: "argument"; snapshot: string; operation: string; chain: string[] }
  | { kind: "field"; snapshot: string; owner: string; chain: string[] };

const CLIENT_FILE = /\/client-v\d+\/generated\/([^/]+)\/[^/]+\.d\.ts$/;
const TYPES_FILE = /\/types\/generated\/([^/]+)\/.+\.d\.ts$/;
const OPERATION = /`(GET|POST|PUT|PATCH|DELETE) (\/[^`]*)`/;

/** Looks behind a symbol; undefined for everything that is not generated from a snapshot. */
export function declaredBy(symbol: ts.Symbol | undefined): Declared | undefined {
  for (const declaration of symbol?.declarations ?? []) {
    if (!ts.isPropertySignature(declaration)) continue;
    const file = declaration.getSourceFile().fileName.replaceAll("\\", "/");
    const client = CLIENT_FILE.exec(file)?.[1];
    if (client !== undefined) return inClient(declaration, client);
    const types = TYPES_FILE.exec(file)?.[1];
    if (types !== undefined) return inTypes(declaration, types);
  }
  return undefined;
}

/** A method of a tag, or something inside of its arguments. */
function inClient(declaration: ts.PropertySignature, snapshot: string): Declared | undefined {
  const chain: string[] = [];
  for (let node: ts.Node = declaration; node.parent; node = node.parent) {
    if (!ts.isPropertySignature(node)) continue;
    if (ts.isInterfaceDeclaration(node.parent)) {
      const operation = operationOf(node);
      if (operation === undefined) return undefined;
      if (chain.length === 0) return { kind: "operation", snapshot, operation };
      return { kind: "argument", snapshot, operation, chain };
    }
    chain.unshift(nameOf(node));
  }
  return undefined;
}

function inTypes(declaration: ts.PropertySignature, snapshot: string): Declared | undefined {
  const chain: string[] = [];
  for (let node: ts.Node = declaration; node.parent; node = node.parent) {
    if (ts.isPropertySignature(node)) chain.unshift(nameOf(node));
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
      return { kind: "field", snapshot, owner: node.name.text, chain };
  }
  return undefined;
}

/** METHOD and path stand in the comment of every generated method. */
function operationOf(method: ts.PropertySignature): string | undefined {
  const text = method.getSourceFile().text.slice(method.getFullStart(), method.getStart());
  const [, verb, path] = OPERATION.exec(text) ?? [];
  return verb === undefined ? undefined : `${verb} ${path}`;
}

function nameOf({ name }: ts.PropertySignature): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : name.getText();
}
