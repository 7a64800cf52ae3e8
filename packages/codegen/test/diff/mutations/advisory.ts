import { labelled, ofMember, ofOperation } from "./changes.js";
import type { Mutation } from "./mutation.js";

/** Changes after which programs work as before, which their authors should hear of all the same. */
export const ADVISORY: Record<string, Mutation> = {
  "operation deprecated": ofOperation((operation) => {
    if (operation.deprecated) return false;
    operation.deprecated = true;
  }),
  "other permissions asked for": ofOperation((operation) => {
    if (operation.permissions.length === 0) return false;
    operation.permissions = ["Held Out Modify"];
  }),
  "one more error code": ofOperation((operation) => {
    if (operation.errorCodes.length === 0) return false;
    operation.errorCodes.push(-99999);
  }),
  "one more value in an answer": ofMember("response", labelled, ({ after: { schema } }) => {
    schema["x-omada-values"]?.push({ value: schema.type === "string" ? "heldOut" : 9999, label: "held out" });
  }),
  "other default": ofMember(
    "request",
    ({ "x-omada-default": fallback }) => fallback !== undefined,
    ({ after: { schema } }) => {
      schema["x-omada-default"] += "1";
    },
  ),
  "newer version beside the operation": ({ model, operation }) => {
    if (operation.deprecated || !operation.path.startsWith("/openapi/v1/")) return false;
    const path = operation.path.replace("/v1/", "/v7/");
    model.operations.push({ ...operation, path, name: `${operation.name}V7` });
    return true;
  },
};
