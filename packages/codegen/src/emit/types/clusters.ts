import { type ApiModel, resolveSchema, type Schema } from "@omada-sdk/model";
import type ts from "typescript";
import { compiler } from "../../compiler.js";
import { PAGE, typeNamesByGroup } from "../../exported/references.js";
import { printNodes, withDoc } from "../print.js";
import { schemaDoc } from "../schema-docs.js";
import { type TypeScope, typeNode } from "../type-nodes.js";

/** One file of schema declarations. */
export interface Cluster {
  /** File name without extension, relative to the snapshot: `device` or `shared/client-and-device`. */
  file: string;
  /** Names declared here, sorted. */
  names: string[];
}

/** Where every schema of a snapshot is declared, and what each group needs. */
export interface Layout {
  clusters: Cluster[];
  fileOf: ReadonlyMap<string, string>;
  /** Names that the operations of a group reach, its own and shared ones. */
  namesOf: ReadonlyMap<string, readonly string[]>;
  declared: ReadonlyMap<string, Declared>;
}

/** Text of a declaration and the names it refers to. */
export interface Declared {
  text: string;
  uses: string[];
}

/**
 * Puts a schema that one group uses beside that group, and one that several use into a file of exactly those
 * groups, so that using one group never costs the types of another.
 */
export function layOut(model: ApiModel): Layout {
  const namesOf = typeNamesByGroup(model);
  const groupsOf = new Map<string, string[]>();
  for (const [group, names] of namesOf)
    for (const name of names) groupsOf.set(name, [...(groupsOf.get(name) ?? []), group]);
  const fileOf = new Map([...groupsOf].map(([name, groups]) => [name, clusterFile(groups)]));
  const byFile = new Map<string, string[]>();
  for (const [name, file] of [...fileOf].sort(([a], [b]) => (a < b ? -1 : 1))) {
    byFile.set(file, [...(byFile.get(file) ?? []), name]);
  }
  for (const group of namesOf.keys()) if (!byFile.has(group)) byFile.set(group, []);
  const clusters = [...byFile]
    .map(([file, names]) => ({ file, names }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
  const declared = new Map([...groupsOf.keys()].map((name) => [name, declare(name, model)]));
  return { clusters, fileOf, namesOf, declared };
}

/** Types of more groups than that are written to one file. */
const MAX_NAMED = 3;

function clusterFile(groups: readonly string[]): string {
  if (groups.length === 1) return groups[0] ?? "";
  return `shared/${groups.length > MAX_NAMED ? "common" : groups.join("-and-")}`;
}

function declare(name: string, model: ApiModel): Declared {
  const scope: TypeScope = { schemas: model.schemas, used: new Set() };
  const text = declaration(name, resolveSchema(model.schemas, model.schemas.get(name)), scope);
  return { text, uses: [...scope.used].sort() };
}

const { factory } = compiler;
const EXPORT = [factory.createModifier(compiler.SyntaxKind.ExportKeyword)];

/** The exported declaration of a schema: an interface where it is an object, an alias otherwise. */
function declaration(name: string, schema: Schema, scope: TypeScope): string {
  const doc = schemaDoc(schema);
  const row = schema.properties?.data?.items;
  if (row && !schema.nullable && PAGE.every((member) => Object.hasOwn(schema.properties ?? {}, member))) {
    return printNodes([withDoc(pageInterface(name, schema, row, scope), doc)]);
  }
  const type = typeNode(schema, scope);
  const node = compiler.isTypeLiteralNode(type)
    ? factory.createInterfaceDeclaration(EXPORT, name, undefined, undefined, type.members)
    : factory.createTypeAliasDeclaration(EXPORT, name, undefined, type);
  return printNodes([withDoc(node, doc)]);
}

/** A page with members beside its rows: `interface ClientGrid extends Grid<ClientInfo> { clientStat?: … }`. */
function pageInterface(name: string, schema: Schema, row: Schema, scope: TypeScope): ts.InterfaceDeclaration {
  const extra = Object.entries(schema.properties ?? {}).filter(([member]) => !PAGE.includes(member));
  const rest = typeNode({ ...schema, properties: Object.fromEntries(extra) }, scope);
  const grid = factory.createExpressionWithTypeArguments(factory.createIdentifier("Grid"), [
    typeNode(row, scope),
  ]);
  return factory.createInterfaceDeclaration(
    EXPORT,
    name,
    undefined,
    [factory.createHeritageClause(compiler.SyntaxKind.ExtendsKeyword, [grid])],
    compiler.isTypeLiteralNode(rest) ? rest.members : [],
  );
}
