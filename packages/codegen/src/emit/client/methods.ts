import { type ApiModel, type Operation, responseShape } from "@omada-sdk/model";
import type ts from "typescript";
import { compiler } from "../../compiler.js";
import { pascal } from "../../specs/case.js";
import { printNodes, withDoc } from "../print.js";
import { literal, reference, type TypeScope, typeNode } from "../type-nodes.js";
import { methodArguments } from "./arguments.js";
import type { Part } from "./parts.js";

const { factory } = compiler;
const EXPORT = [factory.createModifier(compiler.SyntaxKind.ExportKeyword)];
const READONLY = [factory.createModifier(compiler.SyntaxKind.ReadonlyKeyword)];
const OPTIONAL = factory.createToken(compiler.SyntaxKind.QuestionToken);

/** Name of the interface that holds the methods of a tag: `DeviceMethods`, `GatewayTemplateMethods`. */
export function tagInterface(part: Part, tag: string, shared: ReadonlySet<string>): string {
  return `${shared.has(tag) ? part.typeName : ""}${pascal(tag)}Methods`;
}

/** Name of the interface of a tag's methods as a client has them that acts as a user; undefined when it is the same. */
export function userInterface(part: Part, tag: string, shared: ReadonlySet<string>): string | undefined {
  return operationsOf(part, tag).some(({ authorizationCodeOnly }) => authorizationCodeOnly)
    ? `${tagInterface(part, tag, shared)}AsUser`
    : undefined;
}

function operationsOf(part: Part, tag: string): Operation[] {
  return part.operations
    .filter(({ name }) => name.startsWith(`${tag}.`))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Interfaces of all tags of a part. Signatures name the schemas' interfaces directly and are not generic: that is
 * what keeps editors quick with two thousand methods. What only a user may call has no call signature in the first
 * interface of a tag and its own in a second one, so that neither costs a conditional type.
 */
export function methodInterfaces(
  part: Part,
  model: ApiModel,
  scope: TypeScope,
  docOf: (operation: Operation) => string,
  shared: ReadonlySet<string>,
): string {
  const documented = (operation: Operation, type: ts.TypeNode) =>
    withDoc(
      factory.createPropertySignature(READONLY, methodName(operation), undefined, type),
      docOf(operation),
    );
  const interfaces = part.tags.flatMap((tag) => {
    const name = tagInterface(part, tag, shared);
    const operations = operationsOf(part, tag);
    const codes = codesInterface(`${name.replace(/Methods$/, "")}ErrorCodes`, operations);
    const members = operations.map((operation) =>
      documented(
        operation,
        operation.authorizationCodeOnly ? needsUser(operation) : methodType(operation, model, scope),
      ),
    );
    const own = declare(name, [...(codes ? [codesMember(codes.name)] : []), ...members]);
    const asUser = userInterface(part, tag, shared);
    const forUsers = operations.filter(({ authorizationCodeOnly }) => authorizationCodeOnly);
    const userMembers = forUsers.map((operation) =>
      documented(operation, methodType(operation, model, scope)),
    );
    return [own, ...(asUser ? [declare(asUser, userMembers, name)] : []), ...(codes ? [codes] : [])];
  });
  return printNodes(interfaces);
}

function declare(name: string, members: ts.TypeElement[], base?: string): ts.InterfaceDeclaration {
  const heritage = base
    ? [
        factory.createHeritageClause(compiler.SyntaxKind.ExtendsKeyword, [
          factory.createExpressionWithTypeArguments(factory.createIdentifier(base), undefined),
        ]),
      ]
    : undefined;
  return factory.createInterfaceDeclaration(EXPORT, name, undefined, heritage, members);
}

/** The codes each method of a tag lists, reached through a key that completion does not offer. */
function codesInterface(name: string, operations: readonly Operation[]): ts.InterfaceDeclaration | undefined {
  const members = operations
    .filter(({ errorCodes }) => errorCodes.length > 0)
    .map((operation) =>
      factory.createPropertySignature(
        READONLY,
        methodName(operation),
        undefined,
        factory.createUnionTypeNode(
          [...new Set(operation.errorCodes)].map((code) => factory.createLiteralTypeNode(literal(code))),
        ),
      ),
    );
  return members.length > 0
    ? withDoc(declare(name, members), "Error codes by method, for `isOmadaApiError`.")
    : undefined;
}

function codesMember(codes: ts.Identifier): ts.PropertySignature {
  const key = factory.createComputedPropertyName(factory.createIdentifier("ERROR_CODES"));
  return factory.createPropertySignature(READONLY, key, OPTIONAL, reference(codes.text));
}

/** Stands where a method is that client credentials may not call; its name is what the compiler's message says. */
function needsUser({ name }: Operation): ts.TypeNode {
  const operation = factory.createLiteralTypeNode(factory.createStringLiteral(name));
  return reference("NeedsAuthorizationCode", operation);
}

function methodName({ name }: Operation): string {
  return name.slice(name.indexOf(".") + 1);
}

function methodType(operation: Operation, model: ApiModel, scope: TypeScope): ts.TypeNode {
  const { schema, optional } = methodArguments(operation);
  const parameters = [
    parameter("args", typeNode(schema, scope), optional),
    parameter("options", reference("CallOptions"), true),
  ];
  const result = reference("Promise", resultNode(operation, model, scope));
  return factory.createFunctionTypeNode(undefined, parameters, result);
}

function parameter(name: string, type: ts.TypeNode, optional: boolean): ts.ParameterDeclaration {
  return factory.createParameterDeclaration(
    undefined,
    undefined,
    name,
    optional ? OPTIONAL : undefined,
    type,
  );
}

/** What a method resolves to: the unwrapped result. */
function resultNode(operation: Operation, model: ApiModel, scope: TypeScope): ts.TypeNode {
  if (operation.download) return reference("OmadaDownload");
  const shape = responseShape(operation, model.schemas);
  if (shape.kind === "none") return factory.createKeywordTypeNode(compiler.SyntaxKind.VoidKeyword);
  return typeNode(shape.schema, scope);
}
