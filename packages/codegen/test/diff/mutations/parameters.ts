import { bare, ofQuery, scalar, text, whole } from "./changes.js";
import { type Expected, QUIET } from "./expected.js";

export const PARAMETERS: Record<string, Expected> = {
  "parameter became optional": [
    QUIET,
    ofQuery(
      ({ required }) => required,
      (after) => {
        after.required = false;
      },
    ),
  ],
  "parameter deprecated": [
    "risky",
    ofQuery(
      ({ deprecated }) => !deprecated,
      (after) => {
        after.deprecated = true;
      },
    ),
  ],
  "parameter has a higher lower bound": [
    "breaking",
    ofQuery(
      ({ schema }) => whole(schema) && bare(schema),
      (after, before) => {
        before.schema.minimum = 0;
        after.schema.minimum = 10;
      },
    ),
  ],
  "parameter takes one more value": [
    QUIET,
    ofQuery(
      ({ schema }) => text(schema) && bare(schema),
      (after, before) => {
        before.schema.enum = ["a", "b"];
        after.schema.enum = ["a", "b", "c"];
      },
    ),
  ],
  "parameter takes one value less": [
    "breaking",
    ofQuery(
      ({ schema }) => text(schema) && bare(schema),
      (after, before) => {
        before.schema.enum = ["a", "b", "c"];
        after.schema.enum = ["a", "b"];
      },
    ),
  ],
  "parameter may no longer be null": [
    "breaking",
    ofQuery(
      ({ schema }) => scalar(schema),
      (_, before) => {
        before.schema.nullable = true;
      },
    ),
  ],
  // The same words find other rows.
  "search looks at fewer fields": [
    "risky",
    ofQuery(
      ({ "x-omada-search-fields": fields = [] }) => fields.length > 1,
      (after) => {
        after["x-omada-search-fields"]?.pop();
      },
    ),
  ],
};
