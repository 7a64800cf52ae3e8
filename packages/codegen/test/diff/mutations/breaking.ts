import {
  all,
  bare,
  become,
  drop,
  labelled,
  ofMember,
  ofObject,
  ofOperation,
  ofQuery,
  optional,
  release,
  rename,
  require,
  scalar,
  text,
  whole,
} from "./changes.js";
import type { Mutation } from "./mutation.js";

const TEXT = { type: "string" } as const;
const hasBody = ({ body }: { body?: unknown }): boolean => body !== undefined;

/** Changes after which a program of a user stops compiling, or gets refusals or other values than its types say. */
export const BREAKING: Record<string, Mutation> = {
  "operation is gone": (after) => {
    after.model.operations = [];
    return true;
  },
  "operation has another method": ofOperation((operation) => {
    operation.method = operation.method === "PUT" ? "PATCH" : "PUT";
  }),
  "operation has another path": ofOperation((operation) => {
    operation.path = operation.path.replace("/v1/", "/v2/");
    return operation.path.includes("/v2/");
  }),
  "client credentials no longer suffice": ofOperation((operation) => {
    if (operation.authorizationCodeOnly) return false;
    operation.authorizationCodeOnly = true;
  }),
  "a file comes instead of JSON": ofOperation((operation) => {
    if (operation.download) return false;
    operation.download = true;
  }),
  "required parameter added": ofOperation(({ parameters }) => {
    parameters.push({ name: "heldOut", in: "query", required: true, schema: TEXT });
  }),
  "parameter became required": ofQuery(
    ({ required }) => !required,
    (after) => {
      after.required = true;
    },
  ),
  "parameter removed": ofQuery(
    () => true,
    (after, _, { parameters }) => {
      parameters.splice(parameters.indexOf(after), 1);
    },
  ),
  "parameter renamed": ofQuery(
    ({ name }) => !name.includes("."),
    (after) => {
      after.name += "Of";
    },
  ),
  "parameter has another type": ofQuery(
    ({ schema }) => whole(schema),
    (after) => {
      after.schema = { type: "boolean" };
    },
  ),
  "parameter became a list": ofQuery(
    ({ schema }) => schema.type === "string",
    (after) => {
      after.schema = { type: "array", items: TEXT };
    },
  ),
  "required body added": ofOperation((operation) => {
    if (operation.body || operation.method === "GET") return false;
    operation.body = {
      mediaType: "application/json",
      required: true,
      schema: { type: "object", properties: { a: TEXT } },
    };
  }),
  "body removed": ofOperation((operation) => {
    if (!hasBody(operation)) return false;
    delete operation.body;
  }),
  "body is a form instead of JSON": ofOperation(({ body }) => {
    if (body?.mediaType !== "application/json") return false;
    body.mediaType = "multipart/form-data";
  }),
  "optional body became required": (after, before) => {
    if (!after.operation.body || !before.operation.body) return false;
    before.operation.body.required = false;
    after.operation.body.required = true;
    return true;
  },
  "required member added to a request": ofObject("request", (after) => {
    after.properties = { ...after.properties, heldOut: TEXT };
    require(after, "heldOut");
  }),
  "member of a request became required": ofMember("request", optional, ({ after: { owner, name } }) =>
    require(owner, name),
  ),
  "member of a request removed": ofMember(
    "request",
    () => true,
    ({ after: { owner, name } }) => drop(owner, name),
  ),
  "member of a request renamed": ofMember(
    "request",
    () => true,
    ({ after: { owner, name } }) => rename(owner, name, `${name}Of`),
  ),
  "member of a request has another type": ofMember("request", whole, ({ after: { schema } }) =>
    become(schema, TEXT),
  ),
  "list in a request became a single value": ofMember(
    "request",
    ({ type }) => type === "array",
    ({ after: { schema } }) => become(schema, schema.items ?? {}),
  ),
  "choice of a request lost a value": ofMember(
    "request",
    ({ enum: values, type, "x-omada-values": rows }) => values === undefined && !rows && type === "string",
    ({ before, after }) => {
      before.schema.enum = ["on", "off", "auto"];
      after.schema.enum = ["on", "off"];
    },
  ),
  "value table of a request lost a row": ofMember("request", labelled, ({ after: { schema } }) => {
    schema["x-omada-values"]?.pop();
  }),
  "stated upper bound lowered": ofMember(
    "request",
    ({ "x-omada-range": range }) => range !== undefined && range[1] > range[0],
    ({ after: { schema } }) => {
      const [low, high] = schema["x-omada-range"] ?? [0, 0];
      schema["x-omada-range"] = [low, high - 1];
    },
  ),
  "length limit lowered": ofMember("request", all(text, bare), ({ before, after }) => {
    before.schema.maxLength = 64;
    after.schema.maxLength = 32;
  }),
  "pattern added": ofMember("request", all(text, bare), ({ after: { schema } }) => {
    schema.pattern = "^[a-z]+$";
  }),
  "null no longer taken": ofMember("request", scalar, ({ before: { schema } }) => {
    schema.nullable = true;
  }),
  "member of an answer removed": ofMember(
    "response",
    () => true,
    ({ after: { owner, name } }) => drop(owner, name),
  ),
  "member of an answer has another type": ofMember("response", whole, ({ after: { schema } }) =>
    become(schema, TEXT),
  ),
  "member that was always there may be absent": ofMember(
    "response",
    optional,
    ({ before, after: { owner, name } }) => {
      require(before.owner, name);
      release(owner, name);
    },
  ),
  "member of an answer may be null": ofMember("response", scalar, ({ after: { schema } }) => {
    schema.nullable = true;
  }),
  "pages became a list": (after) => {
    const result = after.follow(after.result);
    const rows = result?.properties?.data;
    if (!result?.properties?.totalRows || rows?.type !== "array") return false;
    become(result, { type: "array", items: rows.items ?? {} });
    return true;
  },
  "list in an answer became an object": ofMember(
    "response",
    ({ type }) => type === "array",
    ({ after: { schema } }) => become(schema, { type: "object", properties: { list: { ...schema } } }),
  ),
};
