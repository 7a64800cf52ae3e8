import type { ManifestEntry } from "@omada-sdk/codegen";

/** What the words of a manifest mean. */
export const CERTAINTY: Readonly<Record<ManifestEntry["certainty"], string>> = {
  stated: "the controller or its operator says so",
  inferred: "concluded from the date and the content of its documents",
  unknown: "not known; the number is that of its line",
};

export const STATUS: Readonly<Record<ManifestEntry["status"], string>> = {
  current: "clients are generated from it and get new features",
  maintained: "clients are generated from it, without new features",
  frozen: "kept for comparison only",
};

export const SOURCE: Readonly<Record<ManifestEntry["source"]["kind"], string>> = {
  served: "its documents were served by a controller",
  transcribed: "its documents were written down from the pages that a controller served",
  recovered: "its documents were made from a client that had been generated from the originals",
};

const TEXTS = "texts of some members, and the value tables, ranges and units in them";

/** What it means that a keyword is lost, where its name does not say it. */
export const LOST: Readonly<Record<string, string>> = {
  default: "defaults",
  deprecated: "marks of what is deprecated",
  enum: "closed lists of values",
  maxItems: "the largest size of lists",
  maxLength: "the largest length of texts",
  maximum: "upper limits of numbers",
  minItems: "the smallest size of lists",
  minLength: "the smallest length of texts",
  minimum: "lower limits of numbers",
  pattern: "patterns of texts",
  "query objects": "the members of objects in the query",
  required: "which members are required",
  "string enum": "closed lists of texts",
  texts: TEXTS,
  type: "types of some members",
  uniqueItems: "whether items may repeat",
  writeOnly: "marks of what is only sent",
};

/** The counts of facts in a manifest: what each one counts. */
export const FACTS: Readonly<Record<keyof ManifestEntry["facts"], string>> = {
  errorCodeOperations: "operations that declare error codes",
  errorCodes: "different error codes",
  permissionOperations: "operations that list permissions",
  permissionLabels: "different labels of permissions",
  authorizationCodeOnly: "operations that refuse client credentials",
  integerValueTables: "integers whose values are listed",
  stringValueTables: "strings whose values are listed",
  ranges: "ranges of numbers from texts",
  lengths: "lengths from texts",
  units: "units",
  conditions: "members that another member requires or switches on",
  formats: "members that are a MAC or IP address",
  defaults: "defaults from texts",
  deprecated: "members and parameters marked as deprecated",
  searchParameters: "parameters whose searched fields are named",
  filterParameters: "parameters whose filtered fields are named",
};

/** What was wrong in the documents, and what the import did, by the kind of repair. */
export const REPAIRS: Readonly<Record<string, string>> = {
  "path-slash": "A path had no leading slash and got one.",
  "dangling-reference": "A schema that is referred to does not exist; an open object took its place.",
  "reference-cycle": "A schema only refers to itself; an open object took its place.",
  "self-envelope": "An envelope is its own result; an open object took its place.",
  "tag-spelling":
    "The recovered document distorts the name of a tag; it got the name that controllers serve.",
  "schema-spelling":
    "The recovered document distorts the name of a schema; it got the name that controllers serve.",
  "always-present":
    "A member that rows or results always have was not marked as required; a reviewed overlay marks it.",
  "value-table": "A member had no table of its values; it got the one of a reviewed overlay.",
  "overlay-missed": "An entry of an overlay does not fit this document and was left out.",
  "schema-name": "A schema's name cannot be the name of a type; the schema was renamed.",
  "schema-variant":
    "Schemas of one name have different shapes in different groups; each got the name of its group in front.",
  "path-parameter": "A variable of the path was not declared; it became a required string.",
  "query-object": "A query parameter held an object; its fields became parameters of their own.",
  "query-argument": "A query parameter was an argument of the controller's own code; it was left out.",
  "body-argument":
    "The body was a list of arguments of the controller's own code; the one that clients send became the body.",
  "media-type": "The answer had no media type; it became JSON.",
  multipart: "A JSON body held a file; it became a form with parts.",
  "list-size": "The size of a list was stated for its items, too; it was taken off the items.",
  unbounded: "The upper limit was the largest integer of Java, which is none; it was taken off.",
  pattern: "JavaScript refuses the pattern; it was translated.",
  "pattern-dropped": "The pattern has no equal in JavaScript; it was left out.",
  envelope: "The answer was declared without the envelope that controllers send; it is marked so.",
  "free-result": "The document does not say what the result holds; it stays an open object.",
  "operation-id": "Several operations had the same id; each has a locked name of its own.",
  "delete-body": "A DELETE has a body, which some proxies drop; it stays.",
  "deprecated-mark": "That a member is deprecated stood in its text only; it is marked.",
  switch: "A range or length counts only while a switch is on; a condition says so.",
  "fact-left-out": "A text gives a fact that does not hold in every case; it was left out.",
};

export interface Repair {
  kind: string;
  count: number;
  places: string[];
}

/** The repairs of an import report, those that touch most places first. */
export function repairsOf(report: unknown): Repair[] {
  const { counts = {}, places = {} } = report as {
    counts?: Record<string, number>;
    places?: Record<string, string[]>;
  };
  return Object.entries(counts)
    .map(([kind, count]) => ({ kind, count, places: places[kind] ?? [] }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
}
