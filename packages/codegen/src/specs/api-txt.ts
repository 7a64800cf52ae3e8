import {
  type ApiModel,
  describeSchema,
  describeShape,
  type Operation,
  responseShape,
} from "@omada-sdk/model";

/** One sorted line per operation: what people review when a snapshot changes. */
export function apiText(model: ApiModel): string {
  return model.operations.map((operation) => `${apiLine(operation, model)}\n`).join("");
}

function apiLine(operation: Operation, model: ApiModel): string {
  const query = operation.parameters.filter(({ in: place }) => place === "query");
  const parts = [
    `${operation.method} ${operation.path}`,
    operation.name,
    `group=${operation.group}`,
    query.length > 0
      ? `query=${query.map(({ name, required }) => (required ? `${name}!` : name)).join(",")}`
      : "",
    operation.body
      ? `body=${describeSchema(operation.body.schema)}${operation.body.required ? "!" : ""}`
      : "",
    `-> ${describeShape(responseShape(operation, model.schemas))}`,
    ...flags(operation),
  ];
  return parts.filter((part) => part !== "").join("  ");
}

function flags(operation: Operation): string[] {
  return [
    operation.paging ? `pages=${operation.paging}` : "",
    operation.errorCodes.length > 0 ? `codes=${operation.errorCodes.length}` : "",
    operation.deprecated ? "deprecated" : "",
    operation.authorizationCodeOnly ? "authorization-code-only" : "",
    operation.envelope ? "" : "no-envelope",
    operation.download ? "download" : "",
    operation.edition ?? "",
    operation.unlisted ? "unlisted" : "",
  ];
}
