import type { Operation } from "@omada-sdk/model";
import { compiler, transformPathsObject } from "../../compiler.js";
import { printNodes, withDoc } from "../print.js";
import { context, prepare, type TypeScope } from "../type-nodes.js";

/**
 * The `paths` type of openapi-typescript for people who call openapi-fetch's `createClient<paths>` themselves.
 * Built on the same interfaces as everything else; nothing else refers to it, because its generics are slow.
 */
export function pathsText(operations: readonly Operation[], scope: TypeScope): string {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: operationObject(operation),
    };
  }
  const type = transformPathsObject(paths as never, context(scope) as never);
  const members = compiler.isTypeLiteralNode(type) ? type.members : [];
  const exported = [compiler.factory.createModifier(compiler.SyntaxKind.ExportKeyword)];
  const node = compiler.factory.createInterfaceDeclaration(exported, "paths", undefined, undefined, members);
  return printNodes([withDoc(node, "For `createClient<paths>` of openapi-fetch.")]);
}

function operationObject(operation: Operation): object {
  return {
    parameters: operation.parameters.map(({ name, in: place, required, schema }) => ({
      name,
      in: place,
      required,
      schema: prepare(schema),
    })),
    ...(operation.body
      ? {
          requestBody: {
            required: operation.body.required,
            content: { [operation.body.mediaType]: { schema: prepare(operation.body.schema) } },
          },
        }
      : {}),
    responses: {
      200: operation.response
        ? { content: { "application/json": { schema: prepare(operation.response) } } }
        : {},
    },
    ...(operation.deprecated ? { deprecated: true } : {}),
  };
}
