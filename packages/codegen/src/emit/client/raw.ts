import { type ApiModel, type HttpMethod, type Operation, responseShape, type Schema } from "@omada-sdk/model";
import type ts from "typescript";
import { compiler } from "../../compiler.js";
import { printNodes } from "../print.js";
import { envelopeNode, reference, type TypeScope, typeNode } from "../type-nodes.js";
import { localName, schemaImport } from "./imports.js";
import type { ClientInput } from "./input.js";
import { definitionName, type Part } from "./parts.js";

const { factory } = compiler;
const OPTIONAL = factory.createToken(compiler.SyntaxKind.QuestionToken);
const EXPORT = [factory.createModifier(compiler.SyntaxKind.ExportKeyword)];

/** `raw/device.js`: a function per part of a group that makes its path client. */
export function rawJs(group: string, parts: readonly Part[]): string {
  const makers = parts.map(
    (part) =>
      `export const ${makerName(part)} = (omada) => createRawClient(omada, ${definitionName(part)});\n`,
  );
  return (
    'import { createRawClient } from "@omada-sdk/core/raw";\n' +
    `import { ${parts.map(definitionName).join(", ")} } from "../${group}.js";\n${makers.join("")}`
  );
}

/** Name of the function that makes the path client of a part: `deviceRaw`. */
function makerName(part: Part): string {
  return `${part.valueName}Raw`;
}

/** `raw/device.d.ts`: the typed path clients of a group's parts. */
export function rawDts(group: string, parts: readonly Part[], input: ClientInput): string {
  const used = new Set<string>();
  const scope: TypeScope = { schemas: input.model.schemas, used, local: localName };
  const bodies = parts.map((part) => rawInterfaces(part, input.model, scope));
  return [
    schemaImport([...used, "Envelope", "Grid"], input.typesOf(group, true)),
    'import type { OmadaConnection } from "@omada-sdk/core";\n',
    'import type { RawAnswer, RawOptions } from "../raw-common.js";\n',
    ...bodies,
    ...parts.map(
      (part) =>
        `/** Makes the typed openapi-fetch client of \`${part.name}\` on a connection. */\n` +
        `export declare function ${makerName(part)}(omada: OmadaConnection): ${part.typeName}Raw;\n`,
    ),
  ].join("");
}

/**
 * The typed path client of a part: one interface of paths per HTTP method, indexed plainly, so that paths complete
 * at once where openapi-fetch's own generics would take a second.
 */
function rawInterfaces(part: Part, model: ApiModel, scope: TypeScope): string {
  const methods = [...new Set(part.operations.map(({ method }) => method))].sort();
  const paths = methods.map((method) => printNodes([pathInterface(part, method, model, scope)]));
  const calls = methods.map((method) => {
    const name = pathsName(part, method);
    return (
      `  ${method}<P extends keyof ${name}>(path: P, ...init: ${name}[P]["init"]): ` +
      `Promise<RawAnswer<${name}[P]["data"]>>;\n`
    );
  });
  return `${paths.join("")}/** Typed openapi-fetch client of \`${part.name}\`. Answers keep their envelope. */
export interface ${part.typeName}Raw {\n${calls.join("")}}\n`;
}

/** What the raw interfaces of all parts share. */
export const RAW_COMMON = `/** Request options beside the operation's own, as openapi-fetch takes them. */
export interface RawOptions {
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** What openapi-fetch resolves to. An error of the controller is an envelope in \`data\`: look at its errorCode. */
export interface RawAnswer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}
`;

function pathsName(part: Part, method: HttpMethod): string {
  return `${part.typeName}${method.charAt(0)}${method.slice(1).toLowerCase()}Paths`;
}

function pathInterface(
  part: Part,
  method: HttpMethod,
  model: ApiModel,
  scope: TypeScope,
): ts.InterfaceDeclaration {
  const operations = part.operations.filter((operation) => operation.method === method);
  const members = operations.map((operation) =>
    property(
      operation.path,
      factory.createTypeLiteralNode([
        property("init", initTuple(operation, scope)),
        property("data", dataNode(operation, model, scope)),
      ]),
    ),
  );
  return factory.createInterfaceDeclaration(EXPORT, pathsName(part, method), undefined, undefined, members);
}

/** The request options as a tuple, whose one member may be left out when nothing in it is required. */
function initTuple(operation: Operation, scope: TypeScope): ts.TypeNode {
  const schema = initSchema(operation);
  const own = Object.keys(schema.properties ?? {}).length > 0 ? [typeNode(schema, scope)] : [];
  const type = factory.createIntersectionTypeNode([...own, reference("RawOptions")]);
  const optional = schema.required === undefined ? OPTIONAL : undefined;
  return factory.createTupleTypeNode([
    factory.createNamedTupleMember(undefined, factory.createIdentifier("init"), optional, type),
  ]);
}

function property(name: string, type: ts.TypeNode): ts.PropertySignature {
  const key = /^[A-Za-z_$][\w$]*$/.test(name)
    ? factory.createIdentifier(name)
    : factory.createStringLiteral(name);
  return factory.createPropertySignature(undefined, key, undefined, type);
}

function dataNode(operation: Operation, model: ApiModel, scope: TypeScope): ts.TypeNode {
  if (operation.envelope || !operation.response) {
    const shape = responseShape(operation, model.schemas);
    return envelopeNode(shape.kind === "none" ? undefined : shape.schema, scope);
  }
  return typeNode(operation.response, scope);
}

/** `{ params?: { path, query }, body? }` without `omadacId`, which the client fills in. */
function initSchema(operation: Operation): Schema {
  const path = objectOf(operation, "path");
  const query = objectOf(operation, "query");
  const params: Schema = { type: "object", properties: {} };
  const properties: Record<string, Schema> = {};
  for (const [name, schema] of [
    ["path", path],
    ["query", query],
  ] as const) {
    if (Object.keys(schema.properties ?? {}).length === 0) continue;
    params.properties = { ...params.properties, [name]: schema };
    if (schema.required) params.required = [...(params.required ?? []), name];
  }
  if (Object.keys(params.properties ?? {}).length > 0) properties.params = params;
  if (operation.body) properties.body = operation.body.schema;
  const required = [...(params.required ? ["params"] : []), ...(operation.body?.required ? ["body"] : [])];
  return { type: "object", properties, ...(required.length > 0 ? { required } : {}) };
}

function objectOf(operation: Operation, place: "path" | "query"): Schema {
  const parameters = operation.parameters.filter(
    ({ in: where, name }) => where === place && name !== "omadacId",
  );
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    ...(required.length > 0 ? { required } : {}),
  };
}
