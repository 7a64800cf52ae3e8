import { ofMember, ofObject, ofOperation, renameSchema, reversed, text } from "./changes.js";
import type { Mutation } from "./mutation.js";

const TEXT = { type: "string" } as const;

/** Changes after which every program works and compiles as before; a name that has to follow is reported, not graver. */
export const HARMLESS: Record<string, Mutation> = {
  "path parameter renamed": ofOperation((operation) => {
    const last = operation.parameters.filter(({ in: place }) => place === "path").at(-1);
    if (!last || last.name === "omadacId") return false;
    const name = `${last.name}Of`;
    operation.path = operation.path.replace(`{${last.name}}`, `{${name}}`);
    last.name = name;
  }),
  "choice of an answer lost a value": ofMember("response", text, ({ before, after }) => {
    if (before.schema["x-omada-values"]) return false;
    before.schema.enum = ["on", "off", "auto"];
    after.schema.enum = ["on", "off"];
  }),
  "schema has another name": (after) => {
    const names = [...after.model.schemas.keys()];
    const name = names[after.turn % Math.max(1, names.length)];
    if (name === undefined) return false;
    renameSchema(after, name, `HeldOut${name}`);
    return true;
  },
  "order of everything in schemas": ({ model }) => {
    for (const [name, schema] of model.schemas) model.schemas.set(name, reversed(schema));
    return model.schemas.size > 0;
  },
  "order of what an operation lists": ofOperation((operation) => {
    for (const list of [operation.parameters, operation.permissions, operation.errorCodes]) list.reverse();
    return operation.parameters.length > 2;
  }),
  "optional member added to a request": ofObject("request", (after) => {
    after.properties = { ...after.properties, heldOut: TEXT };
  }),
  "optional parameter added": ofOperation(({ parameters }) => {
    parameters.push({ name: "heldOut", in: "query", required: false, schema: TEXT });
  }),
  "member added to an answer": ofObject("response", (after) => {
    after.properties = { ...after.properties, heldOut: TEXT };
  }),
  "operation added": ({ model, operation }) => {
    model.operations.push({ ...operation, path: "/openapi/v1/{omadacId}/held-out", name: "heldOut.list" });
    return true;
  },
  "tag and title changed": ofOperation((operation) => {
    operation.tag = "Held Out";
    operation.title = "Held out";
  }),
  "upper bound raised": ofMember(
    "request",
    ({ "x-omada-range": range }) => range !== undefined,
    ({ after: { schema } }) => {
      const [low, high] = schema["x-omada-range"] ?? [0, 0];
      schema["x-omada-range"] = [low, high + 1];
    },
  ),
};
