import type { Schema } from "@omada-sdk/model";
import {
  all,
  bare,
  become,
  drop,
  labelled,
  ofMember,
  ofOperation,
  ofQuery,
  optional,
  release,
  require,
  scalar,
  text,
  whole,
} from "./changes.js";
import type { Judgement, Mutation } from "./mutation.js";

type Expected = readonly [judgement: Judgement | readonly Judgement[], mutation: Mutation];

const TEXT = { type: "string" } as const;
/** Nothing to do: what is told must not alarm. */
const QUIET = ["additive", "editorial"] as const;
const numbered = ({ "x-omada-values": rows = [] }: { "x-omada-values"?: unknown[] }): boolean =>
  rows.length > 1;
const list = ({ type }: { type?: string }): boolean => type === "array";

const OPERATIONS: Record<string, Expected> = {
  "operation no longer deprecated": [
    QUIET,
    (after, before) => {
      before.operation.deprecated = true;
      after.operation.deprecated = false;
      return true;
    },
  ],
  "client credentials suffice now": [
    QUIET,
    (after, before) => {
      if (after.operation.authorizationCodeOnly) return false;
      before.operation.authorizationCodeOnly = true;
      return true;
    },
  ],
  "one more permission allows the call": [
    QUIET,
    ofOperation(({ permissions }) => {
      if (permissions.length === 0) return false;
      permissions.push("Held Out View");
    }),
  ],
  "no permission is asked for any more": [
    QUIET,
    ofOperation((operation) => {
      if (operation.permissions.length === 0) return false;
      operation.permissions = [];
    }),
  ],
  // Types and values of a group are imported from its subpath.
  "operation moved to another group": [
    "breaking",
    ofOperation((operation) => {
      operation.group = operation.group === "log" ? "client" : "log";
    }),
  ],
  "edition changed": [
    QUIET,
    ofOperation((operation) => {
      if (operation.edition) return false;
      operation.edition = "pro";
    }),
  ],
  "envelope no longer declared": [
    QUIET,
    (after) => {
      const { operation, result } = after;
      if (!operation.envelope || !result) return false;
      operation.envelope = false;
      operation.response = result;
      return true;
    },
  ],
  "page numbers moved from the query to the body": [
    "breaking",
    ofOperation((operation) => {
      if (operation.paging !== "query" || operation.body) return false;
      operation.paging = "body";
      operation.parameters = operation.parameters.filter(({ name }) => !/^page(Size)?$/.test(name));
      const properties = { page: { type: "integer" }, pageSize: { type: "integer" } } as const;
      operation.body = {
        mediaType: "application/json",
        required: true,
        schema: { type: "object", properties, required: ["page", "pageSize"] },
      };
    }),
  ],
  "optional page size beside the page number": [
    QUIET,
    (after, before) => {
      const { operation } = before;
      const size = operation.parameters.find(({ name }) => name === "pageSize");
      const twin = after.operation.parameters.find(({ name }) => name === "pageSize");
      if (!size || !twin || operation.paging !== "query") return false;
      operation.parameters.splice(operation.parameters.indexOf(size), 1);
      delete operation.paging;
      twin.required = false;
      return true;
    },
  ],
  "error code no longer listed": [
    QUIET,
    ofOperation(({ errorCodes }) => {
      if (errorCodes.length === 0) return false;
      errorCodes.pop();
    }),
  ],
  // Old programs would go on as if the one answer were all there is.
  "list became pages": [
    "breaking",
    (after) => {
      const result = after.follow(after.result);
      if (result?.type !== "array" || result.properties) return false;
      const count = { type: "integer" } as const;
      const rows = { ...result };
      become(result, {
        type: "object",
        properties: { totalRows: count, currentPage: count, currentSize: count, data: rows },
      });
      return true;
    },
  ],
  "answer where there was none": [
    QUIET,
    (after, before) => {
      if (before.result) return false;
      after.operation.envelope = true;
      after.operation.response = {
        type: "object",
        properties: { errorCode: { type: "integer" }, msg: TEXT, result: { type: "integer" } },
      };
      return true;
    },
  ],
};

const PARAMETERS: Record<string, Expected> = {
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

const REQUESTS: Record<string, Expected> = {
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
  "unit told for the first time": [
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

const RESPONSES: Record<string, Expected> = {
  "member is always there now": [
    QUIET,
    ofMember("response", optional, ({ after: { owner, name } }) => require(owner, name)),
  ],
  "member is never null any more": [
    QUIET,
    ofMember("response", scalar, ({ before: { schema } }) => {
      schema.nullable = true;
    }),
  ],
  "items of a list may be null": [
    "breaking",
    ofMember("response", list, ({ after: { schema } }) => {
      schema.items = { ...schema.items, nullable: true };
    }),
  ],
  "meanings of two values swapped in an answer": [
    "breaking",
    ofMember("response", labelled, ({ after: { schema } }) => {
      const [first, second] = schema["x-omada-values"] ?? [];
      if (!first || !second || first.label === second.label) return false;
      [first.label, second.label] = [second.label ?? "", first.label ?? ""];
    }),
  ],
  "named value no longer comes": [
    "breaking",
    ofMember("response", labelled, ({ after: { schema } }) => {
      schema["x-omada-values"]?.pop();
    }),
  ],
  "value without a name no longer comes": [
    QUIET,
    ofMember("response", numbered, ({ before, after }) => {
      for (const { schema } of [before, after])
        for (const row of schema["x-omada-values"] ?? []) delete row.label;
      after.schema["x-omada-values"]?.pop();
    }),
  ],
  "numbers of an answer in a narrower range": [
    QUIET,
    ofMember("response", all(whole, bare), ({ before, after }) => {
      before.schema.maximum = 100;
      after.schema.maximum = 50;
    }),
  ],
  "numbers of an answer are wider": [
    "risky",
    ofMember("response", whole, ({ before, after }) => {
      before.schema.format = "int32";
      after.schema.format = "int64";
    }),
  ],
  "object of an answer is free now": [
    "breaking",
    (after) => {
      const isObject = (schema?: Schema): boolean =>
        schema?.$ref !== undefined && after.follow(schema)?.properties !== undefined;
      const found = after.member(
        after.responseObjects(),
        (schema) => isObject(schema) || isObject(schema.items),
      );
      if (found) become(found.schema, { type: "object" });
      return found !== undefined;
    },
  ],
  // The interface can no longer be imported by its name.
  "schema written out in place": [
    "breaking",
    (after) => {
      const { member, model } = {
        member: after.member(after.responseObjects(), (schema) => schema.$ref !== undefined),
        model: after.model,
      };
      const inner = after.follow(member?.schema);
      if (
        !member ||
        !inner?.properties ||
        JSON.stringify([...model.schemas.values(), ...model.operations]).split(JSON.stringify(member.schema))
          .length > 2
      )
        return false;
      become(member.schema, structuredClone(inner));
      return true;
    },
  ],
  "secret is no longer sent back": [
    "risky",
    ofMember("response", all(text, bare), ({ after: { schema } }) => {
      schema.writeOnly = true;
    }),
  ],
  "member of an answer lost its name to another": [
    "breaking",
    ofMember("response", scalar, ({ after: { owner, name } }) => {
      drop(owner, name);
      owner.properties = { ...owner.properties, [`${name}Text`]: TEXT };
    }),
  ],
};

/** More changes, each with what it means to a program that uses the types, and to the wire. */
export const FURTHER: Record<string, Expected> = { ...OPERATIONS, ...PARAMETERS, ...REQUESTS, ...RESPONSES };
