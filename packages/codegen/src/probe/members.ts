import type { ApiModel, Schema } from "../model/types.js";

/** The names of all members that the schemas of some snapshots declare, of requests and of answers. */
export function memberNames(models: readonly Pick<ApiModel, "operations" | "schemas">[]): Set<string> {
  const names = new Set<string>();
  const visit = (schema: Schema): void => {
    const { properties = {}, items, additionalProperties, allOf = [], oneOf = [], anyOf = [] } = schema;
    for (const [name, member] of Object.entries(properties)) {
      names.add(name);
      visit(member);
    }
    if (items) visit(items);
    if (typeof additionalProperties === "object") visit(additionalProperties);
    for (const part of [...allOf, ...oneOf, ...anyOf]) visit(part);
  };
  for (const { operations, schemas } of models) {
    for (const schema of schemas.values()) visit(schema);
    for (const { response, body } of operations) {
      if (response) visit(response);
      if (body) visit(body.schema);
    }
  }
  return names;
}
