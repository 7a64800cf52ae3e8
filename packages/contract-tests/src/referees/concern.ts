/**
 * What a change is about: something is gone; something must be there, or need not be there any more; its type; which
 * values it takes; what it is called.
 */
type Concern = "absence" | "need" | "type" | "limit" | "name";

/** By the words in a rule's name; the first that fits. */
type Words = readonly (readonly [words: RegExp, concern: Concern])[];

const OURS: Words = [
  [/-(values?|constants|value-label|range|length|pattern|uniqueness)-/, "limit"],
  [/-(type|format|array|page|members)-/, "type"],
  [/-(required|optional)$|-nullable-/, "need"],
  [/-(removed|not-offered)$/, "absence"],
  [/-renamed$/, "name"],
];

const THEIRS: Words = [
  [/operation-id/, "name"],
  [/-(pattern|min|max|enum|constraint)-/, "limit"],
  [/became|required-properties|new-required|added-required/, "need"],
  [/type/, "type"],
  [/removed/, "absence"],
];

/** What of ours at the same place says the same: what is gone or has another type needs no more to be said. */
const SAME: Readonly<Record<Concern, readonly Concern[]>> = {
  absence: ["absence", "type"],
  need: ["need", "absence"],
  type: ["type", "absence"],
  limit: ["limit", "type", "absence"],
  name: ["name"],
};

/** Changes of ours after which nothing inside is what it was. */
const WHOLE =
  /^(request|response|parameter)-(type-(changed|replaced|loosened|specified)|array-changed|page-(added|removed))$/;

/** Losses that concern a member with all that is inside, and not one keyword of it. */
const WHOLE_LOSSES = ["type", "additionalProperties", "multipart", "query objects"];

/** Whether a finding says the same as another program about the same place. */
export function saysTheSame(ours: string, theirs: string): boolean {
  const [own, other] = [concernOf(ours, OURS), concernOf(theirs, THEIRS)];
  return own !== undefined && other !== undefined && SAME[other].includes(own);
}

/** Whether a finding about a place covers all findings about places inside it. */
export function coversInside(ours: string): boolean {
  return WHOLE.test(ours) || concernOf(ours, OURS) === "absence";
}

/** Whether the loss of a keyword explains a change at the same place, or one inside of it. */
export function explains(lost: string, theirs: string, isSamePlace: boolean): boolean {
  if (WHOLE_LOSSES.includes(lost)) return true;
  return isSamePlace && concernOf(theirs, THEIRS) === (lost === "required" ? "need" : "limit");
}

function concernOf(rule: string, words: Words): Concern | undefined {
  return words.find(([pattern]) => pattern.test(rule))?.[1];
}
