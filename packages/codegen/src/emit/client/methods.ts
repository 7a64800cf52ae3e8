import type ts from "typescript";
import { responseShape } from "../../model/response.js";
import type { ApiModel, Operation } from "../../model/types.js";
import { pascal } from "../../names/case.js";
import { compiler } from "../compiler.js";
import { printNodes, withDoc } from "../print.js";
import { reference, type TypeScope, typeNode } from "../type-nodes.js";
import { methodArguments } from "./arguments.js";
import { type Availability, operationDoc } from "./operation-docs.js";
import type { Part } from "./parts.js";

const { factory } = compiler;
const EXPORT = [factory.createModifier(compiler.SyntaxKind.ExportKeyword)];
const READONLY = [factory.createModifier(compiler.SyntaxKind.ReadonlyKeyword)];
const OPTIONAL = factory.createToken(compiler.SyntaxKind.QuestionToken);

/** Name of the interface that holds the methods of a tag: `DeviceMethods`, `GatewayTemplateMethods`. */
export function tagInterface(part: Part, tag: string, shared: ReadonlySet<string>): string {
  return `${shared.has(tag) ? part.typeName : ""}${pascal(tag)}Methods`;
}

/**
 * Interfaces of all tags of a part. Signatures name the schemas' interfaces directly and are not generic: that is
 * what keeps editors quick with two thousand methods.
 */
export function methodInterfaces(
  part: Part,
  model: ApiModel,
  scope: TypeScope,
  availability: Availability,
  shared: ReadonlySet<string>,
): string {
  const interfaces = part.tags.map((tag) => {
    const operations = part.operations.filter(({ name }) => name.startsWith(`${tag}.`));
    const members = [...operations]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((operation) => withDoc(member(operation, model, scope), operationDoc(operation, availability)));
    return factory.createInterfaceDeclaration(
      EXPORT,
      tagInterface(part, tag, shared),
      undefined,
      undefined,
      members,
    );
  });
  return printNodes(interfaces);
}

function member(operation: Operation, model: ApiModel, scope: TypeScope): ts.PropertySignature {
  const { schema, optional } = methodArguments(operation);
  const parameters = [
    parameter("args", typeNode(schema, scope), optional),
    parameter("options", reference("CallOptions"), true),
  ];
  const result = reference("Promise", resultNode(operation, model, scope));
  const type = factory.createFunctionTypeNode(undefined, parameters, result);
  const name = operation.name.slice(operation.name.indexOf(".") + 1);
  return factory.createPropertySignature(READONLY, name, undefined, type);
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
