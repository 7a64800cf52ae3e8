import { createHmac, randomBytes } from "node:crypto";
import { type ApiModel, walkSchema } from "@omada-sdk/model";

/** Makes what a controller sent fit to be shown. */
export interface Redaction {
  /** Makes a text unreadable, the same text always in the same way within one report. */
  text(text: string): string;
  /** A member name as it is if some document has it, else redacted: the rows of maps are called by ids and names. */
  member(name: string): string;
}

/**
 * @param members member names that say nothing about a controller
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
  for (const { operations, schemas } of models) {
    const bodies = operations.flatMap(({ response, body }) => [response ?? [], body?.schema ?? []].flat());
    for (const start of [...schemas.values(), ...bodies])
      for (const [{ properties = {} }] of walkSchema(start))
        for (const name of Object.keys(properties)) names.add(name);
  }
  return names;
}
