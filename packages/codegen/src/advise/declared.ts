import type ts from "typescript";
import { compiler } from "../compiler.js";

/** What a name in the code of a user stands for, of what is generated from a snapshot. */
export type Declared =
  | {
      kind: "operation";
      snapshot: string;
      operation: string;
      /** Called by its path, so that the types of what is sent and answered are not known. */
      untyped?: boolean;
    }
  /** A member of what an operation takes or gives, declared in the method itself. */
  | { kind: "argument"; snapshot: string; operation: string; chain: string[] }
  /** A member of a type; `owner` is the type. */
  | { kind: "field"; snapshot: string; owner: string; chain: string[] }
  | { kind: "type"; snapshot: string; name: string }
  /** A table of named values, or one of its members. */
  | { kind: "constant"; snapshot: string; group: string; name: string; member?: string };

const CLIENT_FILE = /\/client-v\d+\/generated\/([^/]+)\/[^/]+\.d\.ts$/;
const VALUES_FILE = /\/client-v\d+\/generated\/([^/]+)\/([^/]+)\.values\.d\.ts$/;
const RAW_FILE = /\/client-v\d+\/generated\/([^/]+)\/raw\/[^/]+\.d\.ts$/;
const TYPES_FILE = /\/types\/generated\/([^/]+)\/.+\.d\.ts$/;
const OPERATION = /`(GET|POST|PUT|PATCH|DELETE) (\/[^`]*)`/;
const RAW_INTERFACE = /(Get|Post|Put|Patch|Delete)Paths$/;

/** Looks behind a symbol; undefined for everything that is not generated from a snapshot. */
export function declaredBy(symbol: ts.Symbol | undefined): Declared | undefined {
  for (const declaration of symbol?.declarations ?? []) {
    const file = declaration.getSourceFile().fileName.replaceAll("\\", "/");
    const [, valuesOf, group = ""] = VALUES_FILE.exec(file) ?? [];
    if (valuesOf !== undefined) return inValues(declaration, valuesOf, group);
    const types = TYPES_FILE.exec(file)?.[1];
    if (types !== undefined) return inTypes(declaration, types);
    if (!compiler.isPropertySignature(declaration)) continue;
    const raw = RAW_FILE.exec(file)?.[1];
    if (raw !== undefined) return inRaw(declaration, raw);
    const client = CLIENT_FILE.exec(file)?.[1];
    if (client !== undefined) return inClient(declaration, client);
  }
  return undefined;
}

/** The snapshot that a type was generated from, for receivers of requests by path. */
export function snapshotOfType(type: ts.Type): string | undefined {
  const symbols = [type.aliasSymbol, type.symbol].filter((symbol) => symbol !== undefined);
  for (const declaration of symbols.flatMap((symbol) => symbol.declarations ?? [])) {
    const file = declaration.getSourceFile().fileName.replaceAll("\\", "/");
    const id = (CLIENT_FILE.exec(file) ?? RAW_FILE.exec(file))?.[1];
    if (id !== undefined) return id;
  }
  const parts = type.isIntersection() ? type.types : [];
  return parts.map(snapshotOfType).find((id) => id !== undefined);
}

/** Property signatures from a declaration outwards, and what declares the outermost. */
function ancestry(declaration: ts.Node): {
  signatures: ts.PropertySignature[];
  top: ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.VariableDeclaration | undefined;
} {
  const signatures: ts.PropertySignature[] = [];
  for (let node: ts.Node | undefined = declaration; node; node = node.parent) {
    if (compiler.isPropertySignature(node)) signatures.unshift(node);
    if (
      compiler.isInterfaceDeclaration(node) ||
      compiler.isTypeAliasDeclaration(node) ||
      compiler.isVariableDeclaration(node)
    )
      return { signatures, top: node };
  }
  return { signatures, top: undefined };
}

/** A method of a tag, or something inside of its arguments or result. */
function inClient(declaration: ts.PropertySignature, snapshot: string): Declared | undefined {
  const [method, ...inside] = ancestry(declaration).signatures;
  const operation = method && operationOf(method);
  if (operation === undefined) return undefined;
  if (inside.length === 0) return { kind: "operation", snapshot, operation };
  return { kind: "argument", snapshot, operation, chain: inside.map(nameOf) };
}

/** Something inside of the arguments that a path takes: `init.params.query.page`, `init.body.name`. */
function inRaw(declaration: ts.PropertySignature, snapshot: string): Declared | undefined {
  const { signatures, top } = ancestry(declaration);
  const verb = RAW_INTERFACE.exec(top && "name" in top ? top.name.getText() : "")?.[1];
  const [path = "", , ...chain] = signatures.map(nameOf);
  const inside = chain[0] === "params" ? chain.slice(2) : chain;
  if (verb === undefined || inside.length === 0 || chain[1] === "path") return undefined;
  return { kind: "argument", snapshot, operation: `${verb.toUpperCase()} ${path}`, chain: inside };
}

function inTypes(declaration: ts.Declaration, snapshot: string): Declared | undefined {
  const { signatures, top } = ancestry(declaration);
  if (!top || compiler.isVariableDeclaration(top)) return undefined;
  if (signatures.length === 0) return { kind: "type", snapshot, name: top.name.text };
  return { kind: "field", snapshot, owner: top.name.text, chain: signatures.map(nameOf) };
}

function inValues(declaration: ts.Declaration, snapshot: string, group: string): Declared | undefined {
  const { signatures, top } = ancestry(declaration);
  if (!top) return undefined;
  const [member] = signatures.map(nameOf);
  const name = top.name.getText();
  return { kind: "constant", snapshot, group, name, ...(member === undefined ? {} : { member }) };
}

/** METHOD and path stand in the comment of every generated method. */
function operationOf(method: ts.PropertySignature): string | undefined {
  const text = method.getSourceFile().text.slice(method.getFullStart(), method.getStart());
  const [, verb, path] = OPERATION.exec(text) ?? [];
  return verb === undefined ? undefined : `${verb} ${path}`;
}

function nameOf({ name }: ts.PropertySignature): string {
  return compiler.isIdentifier(name) || compiler.isStringLiteral(name) ? name.text : name.getText();
}
