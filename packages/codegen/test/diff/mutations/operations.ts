import { become, ofOperation } from "./changes.js";
import { type Expected, QUIET, TEXT } from "./expected.js";

export const OPERATIONS: Record<string, Expected> = {
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
