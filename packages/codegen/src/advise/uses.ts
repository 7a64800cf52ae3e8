import type ts from "typescript";
import { compiler } from "../compiler.js";
import { actionByPath, calledByPath, type PathUse } from "./by-path.js";
import {
  clientSnapshot,
  declaredBy,
  inEach,
  projectFolder,
  type SnapshotItem,
  snapshotsOf,
} from "./declared.js";
import { mentionAt } from "./mentions.js";
import { ownFiles } from "./project.js";
import { sentBy } from "./sent.js";

/** Where something stands; line and column count from 1. */
export interface CodePlace {
  file: string;
  line: number;
  column: number;
}

/** A place in the code of a user that names something of a snapshot, or gives a value that has a field of it. */
export type Use = SnapshotItem &
  CodePlace & { /** What the value is itself, if that is of a snapshot. */ origin?: SnapshotItem };

/** What a project uses, by its code. */
export interface Uses {
  declared: Use[];
  /** Requests by path; the snapshot says which operation it is. */
  byPath: (PathUse & CodePlace)[];
  /** Snapshots whose clients it imports. */
  snapshots: string[];
  /** Folders of the clients that `omada generate` made in it. */
  folders: string[];
}

/**
 * Finds every use of a client of ours, through aliases, destructuring and re-exports too: what counts is what a name
 * stands for and what a value is made of, not how it is written.
 * @throws Error where a module of ours is imported that cannot be resolved
 */
export function findUses(programs: Iterable<ts.Program>): Uses {
  const declared: Use[] = [];
  const byPath: Uses["byPath"] = [];
  const snapshots: string[] = [];
  const folders: string[] = [];
  for (const program of programs) {
    const checker = program.getTypeChecker();
    const own = new Set(ownFiles(program));
    const used = snapshotsOf(program);
    const visit = (node: ts.Node, isComment = false): void => {
      refuseUnresolved(node, checker);
      const found = [...namedAt(node, checker), ...sentAt(node, checker, own)];
      declared.push(...found.flatMap((use) => inEach(use, used)).flatMap((use) => withOrigin(use, used)));
      const path = pathAt(node, checker);
      if (path) byPath.push({ ...path, ...placeOf(node) });
      for (const comment of isComment ? [] : commentsAt(node)) visit(comment, true);
      compiler.forEachChild(node, (child) => visit(child, isComment));
    };
    for (const file of own) visit(file);
    snapshots.push(...importedSnapshots(program));
    folders.push(...program.getSourceFiles().flatMap((file) => projectFolder(file) ?? []));
  }
  return {
    ...{ declared: unique(declared), byPath: unique(byPath) },
    ...{ snapshots: unique(snapshots), folders: unique(folders) },
  };
}

function withOrigin(use: Use, used: ReadonlySet<string>): Use[] {
  const { origin } = use;
  return origin ? inEach(origin, used).map((each) => ({ ...use, origin: each })) : [use];
}

/** In JavaScript, types stand in comments. */
function commentsAt(node: ts.Node): ts.Node[] {
  const file = node.getSourceFile();
  return /\.[cm]?jsx?$/.test(file.fileName) ? node.getChildren(file).filter(compiler.isJSDoc) : [];
}

function namedAt(node: ts.Node, checker: ts.TypeChecker): Use[] {
  const { at = node, symbols = [] } = mentionAt(node, checker) ?? {};
  return symbols.flatMap((symbol) => {
    const declared = declaredBy(symbol);
    return declared ? [{ ...declared, ...placeOf(at) }] : [];
  });
}

/** Fields are reported where the code writes them, otherwise where the value goes to. */
function sentAt(node: ts.Node, checker: ts.TypeChecker, own: ReadonlySet<ts.SourceFile>): Use[] {
  return sentBy(node, checker).flatMap(({ declared, symbol }) => {
    const written = (symbol.declarations ?? []).filter((each) => own.has(each.getSourceFile()));
    const places = written.map((each) => placeOf(compiler.getNameOfDeclaration(each) ?? each));
    const origin = declaredBy(symbol);
    return (written.length > 0 ? places : [placeOf(node)]).map((place) => ({
      ...declared,
      ...place,
      ...(origin ? { origin } : {}),
    }));
  });
}

function pathAt(node: ts.Node, checker: ts.TypeChecker): PathUse | undefined {
  if (compiler.isCallExpression(node)) return calledByPath(node, checker);
  return compiler.isObjectLiteralExpression(node) ? actionByPath(node, checker) : undefined;
}

function importedSnapshots(program: ts.Program): string[] {
  return program
    .getSourceFiles()
    .map(clientSnapshot)
    .filter((id) => id !== undefined);
}

function placeOf(node: ts.Node): CodePlace {
  const file = node.getSourceFile();
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return { file: file.fileName, line: line + 1, column: character + 1 };
}

/** A field can be reached on several ways, and a file be part of several projects. */
function unique<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** Throws where a module of ours is named that is not installed: nothing could be said about its uses. */
function refuseUnresolved(node: ts.Node, checker: ts.TypeChecker): void {
  if (!compiler.isStringLiteral(node) || !node.text.startsWith("@omada-sdk/") || !isModuleName(node)) return;
  if (checker.getSymbolAtLocation(node)) return;
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
  throw new Error(
    `cannot resolve ${node.text}, which ${file.fileName}:${line + 1} imports; install the packages of the project first, ` +
      'and have "moduleResolution" be "nodenext" or "bundler"',
  );
}

function isModuleName(text: ts.StringLiteral): boolean {
  const { parent } = text;
  if (compiler.isImportDeclaration(parent) || compiler.isExportDeclaration(parent)) return true;
  if (compiler.isExternalModuleReference(parent) || compiler.isJSDocImportTag(parent)) return true;
  if (compiler.isCallExpression(parent)) return parent.expression.kind === compiler.SyntaxKind.ImportKeyword;
  return compiler.isLiteralTypeNode(parent) && compiler.isImportTypeNode(parent.parent);
}
