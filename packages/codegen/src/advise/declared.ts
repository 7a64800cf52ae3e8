import type ts from "typescript";
import { BANNER_MARK, SHARED } from "../banner.js";
import { compiler } from "../compiler.js";

/**
 * What a name in the code of a user stands for, of what is generated from a snapshot. Of what several snapshots of a line
 * share, `snapshot` names all of them, with spaces between.
 */
export type SnapshotItem =
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
const SHARED_FOLDER = `/generated/${SHARED}/`;
const SHARED_BANNER = new RegExp(`^// ${BANNER_MARK} from (specs/[^\\n]+)\\. Do not edit\\.`);
/** How a file begins that was generated into the project of a user. */
const PROJECT_BANNER = new RegExp(`^// ${BANNER_MARK} from snapshot ([a-z0-9.-]+)\\. Do not edit\\.\\r?\\n`);
const OPERATION = /`(GET|POST|PUT|PATCH|DELETE) (\/[^`]*)`/;
const RAW_INTERFACE = /(Get|Post|Put|Patch|Delete)Paths$/;

/** A file generated from a snapshot: of a published package, or of a client in the project of a user. */
interface GeneratedFile {
  kind: "client" | "raw" | "types" | "values";
  snapshot: string;
  /** Name of the module, `device`. */
  name: string;
}

function generatedFile(file: ts.SourceFile): GeneratedFile | undefined {
  const whole = file.fileName.replaceAll("\\", "/");
  // What several snapshots share lies one folder deeper, and says on top which ones.
  const path = whole.replace(SHARED_FOLDER, "/generated/");
  const sharing = path === whole ? undefined : SHARED_BANNER.exec(file.text.slice(0, 1000))?.[1];
  const own = (id: string): string => sharing?.replaceAll(/specs\/|,/g, "") ?? id;
  const [, valuesOf, group = ""] = VALUES_FILE.exec(path) ?? [];
  if (valuesOf !== undefined) return { kind: "values", snapshot: own(valuesOf), name: group };
  const kinds = { types: TYPES_FILE, raw: RAW_FILE, client: CLIENT_FILE } as const;
  for (const kind of ["types", "raw", "client"] as const) {
    const snapshot = kinds[kind].exec(path)?.[1];
    if (snapshot !== undefined) return { kind, snapshot: own(snapshot), name: "" };
  }
  const snapshot = projectSnapshot(file);
  if (snapshot === undefined) return undefined;
  const values = /\/([^/]+)\.values\.ts$/.exec(path)?.[1];
  if (values !== undefined) return { kind: "values", snapshot, name: values };
  const folder = /\/(raw|types|types\/shared)\/[^/]+\.ts$/.exec(path)?.[1];
  return { kind: folder === "raw" ? "raw" : folder === undefined ? "client" : "types", snapshot, name: "" };
}

/** The snapshot that a file in the project of a user was generated from; undefined for files of its own. */
export function projectSnapshot(file: ts.SourceFile): string | undefined {
  return PROJECT_BANNER.exec(file.text.slice(0, 200))?.[1];
}

/** The folder of the client that a file in the project of a user belongs to; undefined for files of its own. */
export function projectFolder(file: ts.SourceFile): string | undefined {
  if (projectSnapshot(file) === undefined) return undefined;
  return file.fileName.replaceAll("\\", "/").replace(/(?:\/raw|\/types(?:\/shared)?)?\/[^/]+$/, "");
}

/** The snapshot of a file that makes clients. */
export function clientSnapshot(file: ts.SourceFile): string | undefined {
  const generated = generatedFile(file);
  return generated?.kind === "client" && !generated.snapshot.includes(" ") ? generated.snapshot : undefined;
}

/** The snapshots of a program: those that have a file of their own in it. */
export function snapshotsOf(program: ts.Program): Set<string> {
  const ids = program.getSourceFiles().flatMap((file) => generatedFile(file)?.snapshot ?? []);
  return new Set(ids.filter((id) => !id.includes(" ")));
}

/** The same item of each snapshot that a program uses, of those that share it. */
export function inEach<T extends SnapshotItem>(item: T, used: ReadonlySet<string>): T[] {
  if (!item.snapshot.includes(" ")) return [item];
  const ids = item.snapshot.split(" ").filter((id) => used.has(id));
  return ids.map((snapshot) => ({ ...item, snapshot }));
}

/** Looks behind a symbol; undefined for everything that is not generated from a snapshot. */
export function declaredBy(symbol: ts.Symbol | undefined): SnapshotItem | undefined {
  for (const declaration of symbol?.declarations ?? []) {
    const { kind, snapshot = "", name = "" } = generatedFile(declaration.getSourceFile()) ?? {};
    if (kind === "values") return inValues(declaration, snapshot, name);
    if (kind === "types") return inTypes(declaration, snapshot);
    if (kind === "client" && compiler.isVariableDeclaration(declaration)) {
      const operation = operationOf(declaration.parent.parent);
      if (operation !== undefined) return { kind: "operation", snapshot, operation };
    }
    if (kind === undefined || !compiler.isPropertySignature(declaration)) continue;
    return kind === "raw" ? inRaw(declaration, snapshot) : inClient(declaration, snapshot);
  }
  return undefined;
}

/** The snapshot that a type was generated from, for receivers of requests by path. */
export function snapshotOfType(type: ts.Type): string | undefined {
  const symbols = [type.aliasSymbol, type.symbol].filter((symbol) => symbol !== undefined);
  for (const declaration of symbols.flatMap((symbol) => symbol.declarations ?? [])) {
    const { kind, snapshot } = generatedFile(declaration.getSourceFile()) ?? {};
    if (kind === "client" || kind === "raw") return snapshot;
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
function inClient(declaration: ts.PropertySignature, snapshot: string): SnapshotItem | undefined {
  const [method, ...inside] = ancestry(declaration).signatures;
  const operation = method && operationOf(method);
  if (operation === undefined) return undefined;
  if (inside.length === 0) return { kind: "operation", snapshot, operation };
  return { kind: "argument", snapshot, operation, chain: inside.map(nameOf) };
}

/** Something inside of the arguments that a path takes: `init.params.query.page`, `init.body.name`. */
function inRaw(declaration: ts.PropertySignature, snapshot: string): SnapshotItem | undefined {
  const { signatures, top } = ancestry(declaration);
  const verb = RAW_INTERFACE.exec(top && "name" in top ? top.name.getText() : "")?.[1];
  const [path = "", , ...chain] = signatures.map(nameOf);
  const inside = chain[0] === "params" ? chain.slice(2) : chain;
  if (verb === undefined || inside.length === 0 || chain[1] === "path") return undefined;
  return { kind: "argument", snapshot, operation: `${verb.toUpperCase()} ${path}`, chain: inside };
}

function inTypes(declaration: ts.Declaration, snapshot: string): SnapshotItem | undefined {
  const { signatures, top } = ancestry(declaration);
  if (!top || compiler.isVariableDeclaration(top)) return undefined;
  if (signatures.length === 0) return { kind: "type", snapshot, name: top.name.text };
  return { kind: "field", snapshot, owner: top.name.text, chain: signatures.map(nameOf) };
}

function inValues(declaration: ts.Declaration, snapshot: string, group: string): SnapshotItem | undefined {
  const { signatures, top } = ancestry(declaration);
  if (!top) return undefined;
  const [member] = signatures.map(nameOf);
  const name = top.name.getText();
  return { kind: "constant", snapshot, group, name, ...(member === undefined ? {} : { member }) };
}

/** METHOD and path stand in the comment of every generated method and function. */
function operationOf(method: ts.Node): string | undefined {
  const text = method.getSourceFile().text.slice(method.getFullStart(), method.getStart());
  const [, verb, path] = OPERATION.exec(text) ?? [];
  return verb === undefined ? undefined : `${verb} ${path}`;
}

function nameOf({ name }: ts.PropertySignature): string {
  return compiler.isIdentifier(name) || compiler.isStringLiteral(name) ? name.text : name.getText();
}
