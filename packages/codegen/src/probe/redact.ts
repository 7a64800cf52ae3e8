import { createHmac, randomBytes } from "node:crypto";
import type { ApiModel, Schema } from "@omada-sdk/model";

/** Makes what a controller sent fit to be shown. */
export interface Redaction {
  /** Makes a text unreadable, the same text always in the same way within one report. */
  text(text: string): string;
  /** A member name as it is if some document has it, else redacted: the rows of maps are called by ids and names. */
  member(name: string): string;
}

/**
 * @param members member names that tell nothing about a controller
 * @param salt keeps guesses from being tried out; a random one by default, so that no two reports can be matched
 */
export function createRedaction(
  members: ReadonlySet<string>,
  salt: string | Uint8Array = randomBytes(16),
): Redaction {
  const text = (plain: string) => `#${createHmac("sha256", salt).update(plain).digest("hex").slice(0, 8)}`;
  return { text, member: (name) => (members.has(name) ? name : text(name)) };
}

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
