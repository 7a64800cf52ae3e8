import type { Schema } from "@omada-sdk/model";
import type ts from "typescript";
import { compiler } from "../../compiler.js";
import { PAGE } from "../../exported/references.js";
import { printNodes, withDoc } from "../print.js";
import { schemaDoc } from "../schema-docs.js";
import { type TypeScope, typeNode } from "../type-nodes.js";

const { factory } = compiler;
const EXPORT = [factory.createModifier(compiler.SyntaxKind.ExportKeyword)];

/** The exported declaration of a schema: an interface where it is an object, an alias otherwise. */
export function declaration(name: string, schema: Schema, scope: TypeScope): string {
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
