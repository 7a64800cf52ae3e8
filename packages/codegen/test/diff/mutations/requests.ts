import {
  all,
  bare,
  become,
  labelled,
  ofMember,
  ofOperation,
  release,
  scalar,
  text,
  whole,
} from "./changes.js";
import { type Expected, list, QUIET, TEXT } from "./expected.js";

export const REQUESTS: Record<string, Expected> = {
  "optional body added": [
    QUIET,
    ofOperation((operation) => {
      if (operation.body || operation.method === "GET") return false;
      const schema = { type: "object", properties: { a: TEXT } } as const;
      operation.body = { mediaType: "application/json", required: false, schema };
    }),
  ],
  "body became optional": [
    QUIET,
    ofOperation(({ body }) => {
      if (!body?.required) return false;
      body.required = false;
    }),
  ],
  "second media type of a body, preferred by the document": [
    QUIET,
    ofOperation(({ body }) => {
      if (body?.mediaType !== "application/json") return false;
      body.mediaType = "multipart/form-data";
      body.alternatives = ["application/json"];
    }),
  ],
  "member of a request became optional": [
    QUIET,
    ofMember(
      "request",
      (_, name, owner) => owner.required?.includes(name) ?? false,
      ({ after: { owner, name } }) => release(owner, name),
    ),
  ],
  "lower bound lowered": [
    QUIET,
    ofMember("request", all(whole, bare), ({ before, after }) => {
      before.schema.minimum = 10;
      after.schema.minimum = 1;
    }),
  ],
  // The text still says the same, and says it of both ends.
  "keyword of the lower bound beside the stated range": [
    "silent",
    ofMember(
      "request",
      ({ "x-omada-range": range, minimum }) => range !== undefined && minimum === undefined,
      ({ after: { schema } }) => {
        schema.minimum = schema["x-omada-range"]?.[0] ?? 0;
      },
    ),
  ],
  "keyword narrower than the stated range": [
    "breaking",
    ofMember(
      "request",
      ({ "x-omada-range": range, minimum }) =>
        range !== undefined && minimum === undefined && range[0] < range[1],
      ({ after: { schema } }) => {
        schema.minimum = (schema["x-omada-range"]?.[0] ?? 0) + 1;
      },
    ),
  ],
  "range stated for the first time": [
    "risky",
    ofMember("request", all(whole, bare), ({ after: { schema } }) => {
      schema["x-omada-range"] = [1, 5];
    }),
  ],
  "pattern no longer asked for": [
    QUIET,
    ofMember("request", all(text, bare), ({ before: { schema } }) => {
      schema.pattern = "^a+$";
    }),
  ],
  "other pattern": [
    "risky",
    ofMember("request", all(text, bare), ({ before, after }) => {
      before.schema.pattern = "^a+$";
      after.schema.pattern = "^b+$";
    }),
  ],
  "length limit raised": [
    QUIET,
    ofMember("request", all(text, bare), ({ before, after }) => {
      before.schema.maxLength = 32;
      after.schema.maxLength = 64;
    }),
  ],
  "list takes fewer items": [
    "breaking",
    ofMember("request", list, ({ before, after }) => {
      before.schema.maxItems = 10;
      after.schema.maxItems = 5;
    }),
  ],
  "items must differ": [
    "risky",
    ofMember("request", list, ({ after: { schema } }) => {
      if (schema.uniqueItems) return false;
      schema.uniqueItems = true;
    }),
  ],
  "null taken as well": [
    QUIET,
    ofMember("request", scalar, ({ after: { schema } }) => {
      schema.nullable = true;
    }),
  ],
  "one more value taken": [
    QUIET,
    ofMember("request", labelled, ({ after: { schema } }) => {
      schema["x-omada-values"]?.push({
        value: schema.type === "string" ? "heldOut" : 9999,
        label: "held out",
      });
    }),
  ],
  "meanings of two values swapped in a request": [
    "breaking",
    ofMember("request", labelled, ({ after: { schema } }) => {
      const [first, second] = schema["x-omada-values"] ?? [];
      if (!first || !second || first.label === second.label) return false;
      [first.label, second.label] = [second.label ?? "", first.label ?? ""];
    }),
  ],
  // Constants are called after labels.
  "value of a request has another label": [
    "breaking",
    ofMember("request", labelled, ({ after: { schema } }) => {
      const [first] = schema["x-omada-values"] ?? [];
      if (!first) return false;
      first.label = "held out";
    }),
  ],
  "label differs in spelling only": [
    "silent",
    ofMember("request", labelled, ({ after: { schema } }) => {
      const [first] = schema["x-omada-values"] ?? [];
      if (!first?.label) return false;
      first.label = first.label.toUpperCase();
    }),
  ],
  "number in another unit": [
    "breaking",
    ofMember(
      "request",
      ({ "x-omada-unit": unit }) => unit !== undefined,
      ({ after: { schema } }) => {
        schema["x-omada-unit"] = "fortnight";
      },
    ),
  ],
  "unit given for the first time": [
    QUIET,
    ofMember("request", all(whole, bare), ({ after: { schema } }) => {
      schema["x-omada-unit"] = "s";
    }),
  ],
  "required under another condition": [
    "risky",
    ofMember(
      "request",
      ({ "x-omada-conditions": conditions = [] }) => conditions.length > 0,
      ({ after: { schema } }) => {
        for (const condition of schema["x-omada-conditions"] ?? []) condition.equals = "heldOut";
      },
    ),
  ],
  "member of a request deprecated": [
    QUIET,
    ofMember("request", bare, ({ after: { schema } }) => {
      schema.deprecated = true;
    }),
  ],
  "fractions taken as well": [
    QUIET,
    ofMember("request", all(whole, bare), ({ after: { schema } }) => become(schema, { type: "number" })),
  ],
  "fractions no longer taken": [
    "risky",
    ofMember("request", all(whole, bare), ({ before: { schema } }) => become(schema, { type: "number" })),
  ],
  "members of any name no longer taken": [
    "breaking",
    ofMember(
      "request",
      ({ type, $ref, properties }) => type === "object" && !$ref && !properties,
      ({ before, after }) => {
        become(before.schema, { type: "object", properties: { a: TEXT }, additionalProperties: TEXT });
        become(after.schema, { type: "object", properties: { a: TEXT } });
      },
    ),
  ],
};
