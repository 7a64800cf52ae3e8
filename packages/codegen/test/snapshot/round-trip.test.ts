import { describe, expect, it } from "vitest";
import type { GroupDocument } from "../../src/specs/group-document.js";
import { headOf, readManifest } from "../../src/specs/manifest.js";
import { modelOf, readSnapshot, snapshotFiles } from "../../src/specs/snapshot.js";
import { documentOf, envelope, object, parameter, ref, text } from "../support/document.js";
import { imported, SPECS } from "../support/workspace.js";

const NO_REPORT = { counts: {}, places: {} };

function again({ groups, files }: ReturnType<typeof snapshotFiles>, head: Parameters<typeof modelOf>[0]) {
  return modelOf(
    head,
    groups.map(({ name }) => JSON.parse(files.get(`${name}.json`) ?? "") as GroupDocument),
  );
}

describe("a model", async () => {
  const { snapshots } = await readManifest(SPECS);

  it.each(snapshots)("of $id is the same after writing and reading", async (entry) => {
    const model = await readSnapshot(SPECS, entry.id);
    expect(again(snapshotFiles(model, NO_REPORT), headOf(entry))).toEqual(model);
  });

  it("with every feature is the same after writing and reading", async () => {
    const { model, entry } = await imported({
      "All.json": documentOf({
        operations: {
          "POST /lamps/{lampId}": {
            body: ref("Lamp"),
            answer: object({ bare: text() }),
            deprecated: true,
            operationId: "exportLamps",
            description:
              "Lamps. It applies to the Lamp Pro Controller only. It only supports the authorization code mode." +
              "<br/><br/>One of the permissions:<br/>Site Lamp Manager Modify<br/><br/>" +
              "The possible error codes for the interface are:<br/>-1 - Dark.",
          },
          "GET /lamps": {
            tag: "Widget",
            parameters: [
              { ...parameter("page", "query", { type: "integer" }), deprecated: true, required: true },
              parameter("pageSize", "query", { type: "integer" }),
              parameter("X-Lamp", "header"),
            ],
            answer: envelope(
              object({
                totalRows: { type: "integer" },
                currentPage: { type: "integer" },
                data: { type: "array", items: ref("Lamp") },
              }),
            ),
          },
        },
        schemas: {
          Lamp: {
            ...object({ map: { type: "object", additionalProperties: text() }, kind: text() }, ["kind"]),
            additionalProperties: true,
          },
        },
      }),
    });
    const [list, post] = model.operations;
    expect(list).toMatchObject({ paging: "query", group: "client", envelope: true });
    expect(post).toMatchObject({
      download: true,
      edition: "pro",
      deprecated: true,
      authorizationCodeOnly: true,
      envelope: false,
    });
    expect(again(snapshotFiles(model, NO_REPORT), headOf(entry))).toEqual(model);
  });
});
