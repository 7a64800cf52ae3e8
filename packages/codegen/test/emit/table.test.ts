import { expect, test } from "vitest";
import { operationTable } from "../../src/emit/client/table.js";
import { operation, parameter } from "./support/model.js";

test("a table has a line per tag and operation, sorted by name", () => {
  const operations = [
    operation("switch.get"),
    operation("ap.reboot", { method: "POST" }),
    operation("ap.get"),
  ];
  const sorted = [
    "%1",
    "#ap",
    "get G/v1/{}/ap/get",
    "reboot P/v1/{}/ap/reboot",
    "#switch",
    "get G/v1/{}/switch/get",
  ];
  expect(operationTable(operations).split("\n")).toEqual(sorted);
  expect(operationTable(operations.toReversed())).toBe(operationTable(operations));
});

test("flags and renamed arguments follow the path", () => {
  const body = { mediaType: "multipart/form-data", required: true, schema: {} };
  const marked = [
    operation("file.a", { paging: "query", authorizationCodeOnly: true }),
    operation("file.b", { paging: "body", method: "POST", body }),
    operation("file.c", { envelope: false, download: true, method: "DELETE" }),
    operation("file.d", {
      method: "PATCH",
      path: "/other/{id}",
      parameters: [parameter("id", "path"), parameter("id", "query")],
    }),
    operation("file.e", {
      method: "PUT",
      path: "/openapi/{body}",
      parameters: [parameter("body", "path")],
      body,
    }),
  ];
  expect(operationTable(marked).split("\n")).toEqual([
    "%1",
    "#file",
    "a G/v1/{}/file/a qc",
    "b P/v1/{}/file/b bm",
    "c D/v1/{}/file/c rx",
    "d A!/other/{id} ;idQuery=id",
    "e U/{body} m;bodyPath=@body",
  ]);
});
