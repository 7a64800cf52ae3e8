import { type DocumentTexts, walkSchema } from "@omada-sdk/model";
import { ANSWER, BODY, OWN, PARAMETER } from "../specs/text-places.js";
import type { Mined } from "./mine/index.js";
import { answerSchema, mainMedia, type RawSchema } from "./raw.js";

/** Longer texts are cut: they stand in comments. */
const MAX_LENGTH = 2000;

/** What documents say about their schemas and operations, for those who generate code for themselves. */
export function documentTexts({ schemas, operations }: Mined): DocumentTexts {
  const texts: Record<string, Record<string, string>> = {};
  const add = (owner: string, where: string, text: unknown): void => {
    const clean = typeof text === "string" ? cleaned(text) : "";
    if (clean === "") return;
    const own = Object.hasOwn(texts, owner) ? texts[owner] : undefined;
    texts[owner] = { [where]: clean, ...own };
  };
  const addAll = (owner: string, start: string, schema: RawSchema | undefined): void => {
    if (!schema) return;
    for (const [each, where] of walkSchema(schema, start)) add(owner, where, each.description);
  };
  for (const [name, schema] of schemas) addAll(name, OWN, schema);
  for (const { method, path, operation } of operations) {
    const owner = `${method} ${path}`;
    add(owner, OWN, operation.description);
    for (const { name, description, schema } of operation.parameters ?? []) {
      add(owner, `${PARAMETER}${name}`, description);
      addAll(owner, `${PARAMETER}${name}`, schema);
    }
    addAll(owner, BODY, mainMedia(operation.requestBody?.content)?.[1].schema);
    addAll(owner, ANSWER, answerSchema(operation));
  }
  return texts;
}

/** One line without characters that steer, hide or turn what stands around them, and without tags of doc comments. */
function cleaned(text: string): string {
  const line = text
    .slice(0, 4 * MAX_LENGTH)
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, "")
    .replace(/(^|[^\w\\])@(?=\w)/g, "$1\\@")
    .trim();
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH).trimEnd()}…` : line;
}
