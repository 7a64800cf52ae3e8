import { describe, expect, it } from "vitest";
import type { RawSchema } from "../../src/import/raw.js";
import { documentOf, object, parameter, ref, text } from "../support/document.js";
import { imported } from "../support/workspace.js";

const SCHEMAS = {
  Gadget: object({ name: text() }, ["name"]),
  UserInfoBriefDTO: object({ sessionId: text() }),
};
const FILE: RawSchema = { type: "string", format: "binary" };

async function bodyOf(body: RawSchema, schemas: Record<string, RawSchema> = {}, method = "POST") {
  const document = documentOf({
    operations: { [`${method} /gadgets`]: { body } },
    schemas: { ...SCHEMAS, ...schemas },
  });
  const { operation, places, model } = await imported({ "All.json": document });
  return {
    body: operation(`${method} /gadgets`).body,
    places: places("body-argument"),
    deletes: places("delete-body"),
    names: [...model.schemas.keys()],
  };
}

describe.concurrent("Java arguments of a body", () => {
  it("beside the session's user are the body", async () => {
    const { body, places, names } = await bodyOf(
      object({ arg4: ref("Gadget"), arg5: ref("UserInfoBriefDTO") }),
    );
    expect(body).toEqual({ mediaType: "application/json", required: true, schema: ref("Gadget") });
    expect(places).toEqual(["POST /gadgets -> arg4"]);
    expect(names).toEqual(["Gadget"]);
  });

  it("are found under the names that a client gave them, in whatever order", async () => {
    const request = {
      CreateGadgetRequest: object({ userInfoBriefDTO: ref("UserInfoBriefDTO"), vo: ref("Gadget") }),
    };
    const { body, places, names } = await bodyOf(ref("CreateGadgetRequest"), request);
    expect(body?.schema).toEqual(ref("Gadget"));
    expect(places).toEqual(["POST /gadgets -> vo"]);
    expect(names).toEqual(["Gadget"]);
  });

  it("that are the session's user alone leave no body", async () => {
    const { body, places, deletes } = await bodyOf(ref("UserInfoBriefDTO"), {}, "DELETE");
    expect(body).toBeUndefined();
    expect(places).toEqual(["DELETE /gadgets -> user of the session, left out"]);
    expect(deletes).toEqual([]);
  });

  it("that are a file are the part `file` of a form", async () => {
    const { body, places } = await bodyOf(object({ arg4: FILE }));
    expect(body).toMatchObject({ mediaType: "multipart/form-data", schema: object({ file: FILE }) });
    expect(places).toEqual(["POST /gadgets -> file of the body"]);
  });

  it.each([
    ["several, none of which is known to be the body", object({ arg4: ref("Gadget"), arg5: ref("Gadget") })],
    ["a member of a body that is called otherwise", object({ config: ref("Gadget") })],
    ["a form with a named part", object({ config: ref("Gadget"), file: FILE })],
    ["a schema of which an argument is a part", object({ userInfo: ref("Gadget"), type: text() })],
  ])("%s are left as they are", async (_, body) => {
    const after = await bodyOf(body);
    expect(after.body?.schema).toEqual(body);
    expect(after.places).toEqual([]);
  });
});

describe.concurrent("Java arguments of a query", () => {
  it.each(["queryDataVO", "exportFormVO", "pageDTO", "vo", "dto", "queryParam"])(
    "%s that is said to be a text is not asked of callers",
    async (name) => {
      const document = documentOf({ operations: { "GET /a": { parameters: [parameter(name, "query")] } } });
      const { operation, places } = await imported({ "All.json": document });
      expect(operation("GET /a").parameters).toEqual([]);
      expect(places("query-argument")).toEqual(["GET /a -> fields unknown, left out"]);
    },
  );

  it.each(["vote", "provider", "VO", "arg", "arg5x", "search"])(
    "%s is a parameter like any other",
    async (name) => {
      const document = documentOf({ operations: { "GET /a": { parameters: [parameter(name, "query")] } } });
      const { operation } = await imported({ "All.json": document });
      expect(operation("GET /a").parameters.map((each) => each.name)).toEqual([name]);
    },
  );

  it("an object that is written out where it stands gives its fields", async () => {
    const query = object({ start: { type: "integer" }, end: { type: "integer" } }, ["start"]);
    const document = documentOf({
      operations: { "GET /a": { parameters: [parameter("arg3", "query", query)] } },
    });
    const { operation, places } = await imported({ "All.json": document });
    expect(operation("GET /a").parameters.map(({ name, required }) => [name, required])).toEqual([
      ["end", false],
      ["start", true],
    ]);
    expect(places("query-object")).toEqual(["GET /a -> end, start"]);
  });
});
