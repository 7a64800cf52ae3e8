import { type ApiModel, type Operation, type Parameter, type Schema, walkModel } from "@omada-sdk/model";

/** What the manifest calls the loss of texts, in whole or in part: value tables, ranges and units go with them. */
const TEXTS = "texts";

/** Lists of required members: carried over as a whole or not at all, so that a schema without one says nothing. */
export const REQUIRED = "required";

/** Types: an open one may stand for any other. */
export const TYPES = "type";

/** The members of an object in the query: recovered documents have one text under the object's own name for them. */
export const FOLDED = "query objects";

const WATCHED: readonly (keyof Schema)[] = [
  "additionalProperties",
  "default",
  "deprecated",
  "nullable",
  "readOnly",
  "writeOnly",
];

/**
 * Everything a snapshot has lost: what its manifest entry lists and, if it lists anything at all, the rarer keywords
 * that none of its schemas has.
 */
export function lossesOf(model: ApiModel, listed: readonly string[] = []): Set<string> {
  const lost = new Set(listed);
  if (lost.size === 0) return lost;
  const missing = new Set(WATCHED);
  for (const [node] of walkModel(model)) {
    for (const keyword of missing) if (node[keyword] !== undefined) missing.delete(keyword);
    if (missing.size === 0) break;
  }
  return new Set([...lost, ...missing]);
}

/** Which keywords the snapshots have lost on the way of recovery; their absence there means nothing. */
export interface Lost {
  before: ReadonlySet<string>;
  after: ReadonlySet<string>;
}

/** A keyword that stands on one side only: the loss that may explain it, or undefined if it is a real change. */
export function lossOf(
  keyword: string,
  side: "before" | "after",
  lost: Lost,
  schema?: Schema,
): string | undefined {
  return lossIn(keyword, lost[side], schema);
}

/** The loss that may explain why a keyword is missing in a snapshot, of all that it has lost. */
export function lossIn(keyword: string, losses: ReadonlySet<string>, schema?: Schema): string | undefined {
  return namesOf(keyword, schema).find((name) => losses.has(name));
}

/** Whether nothing is known of which members of an object are required: a recovered document has the whole list or none. */
export function isRequiredLost({ required = [] }: Schema, losses: ReadonlySet<string>): boolean {
  return required.length === 0 && losses.has(REQUIRED);
}

/** Of two values, one missing: the loss on the side that lacks it. */
export function explainedByLoss(
  keyword: string,
  before: unknown,
  after: unknown,
  lost: Lost,
  schema?: Schema,
): string | undefined {
  if (before !== undefined && after === undefined) return lossOf(keyword, "after", lost, schema);
  if (before === undefined && after !== undefined) return lossOf(keyword, "before", lost, schema);
  return undefined;
}

function namesOf(keyword: string, schema: Schema | undefined): string[] {
  if (keyword.startsWith("x-omada-")) return [TEXTS, keyword];
  if (keyword !== "enum") return [keyword];
  const holdsTexts = schema?.type === "string" || schema?.enum?.some((value) => typeof value === "string");
  return holdsTexts ? ["enum", "string enum"] : ["enum"];
}

/** Whether one side has its query parameters folded into the text of an object. */
export function isFolded(before: Operation, after: Operation, lost: Lost): boolean {
  return (
    (lost.after.has(FOLDED) && folds(before, after)) || (lost.before.has(FOLDED) && folds(after, before))
  );
}

/** Whether `into` may have folded what `from` has: query parameters are gone, and a required text is new. */
function folds(from: Operation, into: Operation): boolean {
  const [members, left] = [queryOf(from), queryOf(into)];
  return (
    [...members.keys()].some((name) => !left.has(name)) &&
    [...left].some(
      ([name, { required, schema }]) => required && schema.type === "string" && !members.has(name),
    )
  );
}

function queryOf({ parameters }: Operation): Map<string, Parameter> {
  return new Map(parameters.filter((each) => each.in === "query").map((each) => [each.name, each]));
}
