import { refName } from "@omada-sdk/model";
import { operationsOf, type RawDocument, type RawOperation, type RawParameter } from "../raw.js";
import type { Repair } from "./report.js";

/** Names that a method's argument has in Java and nothing on the wire: `arg5`, `queryParam`, `queryDataVO`. */
const ARGUMENT = /^(?:arg\d+|vo|dto|queryParam|\w+(?:VO|DTO))$/;

export function isJavaArgument(name: string): boolean {
  return ARGUMENT.test(name);
}

const VARIABLE = /\{([^}]+)\}/g;

/** Declares, as strings, the path variables that a document forgot. */
export function repairPathParameters(document: RawDocument, repairs: Repair[]): void {
  for (const { method, path, operation } of operationsOf(document)) {
    const parameters = operation.parameters ?? [];
    const declared = new Set(parameters.filter(({ in: place }) => place === "path").map(({ name }) => name));
    const missing = [...path.matchAll(VARIABLE)]
      .map(([, name]) => name ?? "")
      .filter((name) => !declared.has(name));
    for (const parameter of parameters) if (parameter.in === "path") parameter.required = true;
    for (const name of missing) {
      parameters.push({ name, in: "path", required: true, schema: { type: "string" } });
      repairs.push({ kind: "path-parameter", where: `${method} ${path}`, detail: name });
    }
    operation.parameters = parameters;
  }
}

/**
 * Explodes query parameters that hold a whole object into one parameter per field, which is how a controller
 * reads them: the Java argument's name (`arg5`, `queryParam`) never appears on the wire.
 */
export function repairQueryObjects(document: RawDocument, repairs: Repair[]): void {
  for (const { method, path, operation } of operationsOf(document)) {
    const where = `${method} ${path}`;
    operation.parameters = (operation.parameters ?? []).flatMap((parameter) => {
      const fields = fieldsOf(parameter, document);
      if (fields) {
        const names = fields.map(({ name }) => name).join(", ");
        repairs.push({ kind: "query-object", where, detail: names });
        return fields;
      }
      if (parameter.in === "query" && isJavaArgument(parameter.name)) {
        const binary = parameter.schema?.format === "binary";
        repairs.push({
          kind: "query-argument",
          where,
          detail: binary ? "file of the body" : "fields unknown, left out",
        });
        if (binary) addFilePart(operation);
        return [];
      }
      return [parameter];
    });
    dropRepeated(operation);
  }
}

function fieldsOf(parameter: RawParameter, document: RawDocument): RawParameter[] | undefined {
  if (parameter.in !== "query") return undefined;
  const { schema = {} } = parameter;
  const target = schema.$ref === undefined ? schema : document.schemas[refName(schema.$ref) ?? ""];
  if (!target?.properties) return undefined;
  const required = new Set(target.required ?? []);
  const fields = Object.entries(target.properties).sort(([a], [b]) => (a < b ? -1 : 1));
  return fields.map(([name, field]) => ({
    name,
    in: "query",
    required: required.has(name),
    schema: structuredClone(field),
    ...(field.description === undefined ? {} : { description: field.description }),
  }));
}

/** An uploaded file that leaked into the query as `argN` is a part of the multipart body. */
function addFilePart(operation: RawOperation): void {
  operation.requestBody ??= {
    required: true,
    content: {
      "multipart/form-data": {
        schema: {
          type: "object",
          properties: { file: { type: "string", format: "binary" } },
          required: ["file"],
        },
      },
    },
  };
}

/** The first of several parameters with one place and name stays. */
function dropRepeated(operation: RawOperation): void {
  const seen = new Set<string>();
  operation.parameters = (operation.parameters ?? []).filter(({ in: place, name }) => {
    const key = `${place} ${name}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
