import { describe, expect, it } from "vitest";
import type { RawSchema } from "../../src/import/raw.js";
import { diffModels, type Finding, SEVERITIES } from "../../src/index.js";
import {
  documentOf,
  envelope,
  type OperationParts,
  object,
  parameter,
  ref,
  text,
} from "../support/document.js";
import { imported } from "../support/workspace.js";

const number: RawSchema = { type: "integer" };

/** What changed from a document to the next one, each imported on its own. */
async function changes(
  before: Record<string, OperationParts>,
  after: Record<string, OperationParts>,
  schemas: readonly [Record<string, RawSchema>, Record<string, RawSchema>] = [{}, {}],
): Promise<string[]> {
  const model = async (operations: Record<string, OperationParts>, each: Record<string, RawSchema>) =>
    (await imported({ "All.json": documentOf({ operations, schemas: each }) })).model;
  const found = diffModels(await model(before, schemas[0]), await model(after, schemas[1]));
  const grave = (finding: Finding): number => SEVERITIES.indexOf(finding.severity);
  return found
    .sort((a, b) => grave(a) - grave(b))
    .map(({ severity, rule, path }) => `${severity} ${rule}${path ? ` ${path}` : ""}`);
}

/** The same of a document whose one operation sends one field. */
const sending = (before: RawSchema, after: RawSchema): Promise<string[]> =>
  changes({ "POST /a": { body: ref("Lamp") } }, { "POST /a": { body: ref("Lamp") } }, [
    { Lamp: object({ field: before }) },
    { Lamp: object({ field: after }) },
  ]);

describe.concurrent("from one document to the next", () => {
  it("a second media type of a body is offered beside the first, whatever their order", async () => {
    const media = { schema: object({ field: text() }) };
    const offers = (...types: string[]): Record<string, OperationParts> => ({
      "POST /a": {
        requestBody: { required: true, content: Object.fromEntries(types.map((type) => [type, media])) },
      },
    });
    const other = ["editorial body-media-types-changed body"];
    expect(await changes(offers("application/json"), offers("text/plain", "application/json"))).toEqual(
      other,
    );
    expect(await changes(offers("application/json"), offers("application/json", "text/plain"))).toEqual(
      other,
    );
    expect(await changes(offers("text/plain"), offers("application/json", "text/plain"))).toEqual(other);
    expect(await changes(offers("text/plain", "a/b"), offers("a/b", "text/plain"))).toEqual([]);
    expect(await changes(offers("text/plain"), offers("a/b"))).toEqual([
      "breaking body-media-type-changed body",
    ]);
  });

  it("a keyword for one end of a range that the text gives leaves the other end", async () => {
    const size = { ...number, description: "Size of a lamp, in the range of 1-100." };
    expect(await sending(size, { ...size, minimum: 1 })).toEqual([]);
    expect(await sending(size, { ...size, maximum: 100 })).toEqual([]);
    expect(await sending(size, { ...size, minimum: 5 })).toEqual([
      "breaking request-range-narrowed body.field",
    ]);
    expect(await sending({ ...size, minimum: 1 }, size)).toEqual([]);
  });

  it("a page size that may be left out changes no style of paging", async () => {
    const pages = (...names: string[]): Record<string, OperationParts> => ({
      "GET /a": {
        answer: envelope({ type: "array", items: text() }),
        parameters: names.map((name) => ({ ...parameter(name, "query", number), required: false })),
      },
    });
    expect(await changes(pages("page"), pages("page", "pageSize"))).toEqual([
      "additive paging-added",
      "additive parameter-added-optional query.pageSize",
    ]);
    expect(await changes(pages(), pages("pageSize"))).toEqual([
      "additive parameter-added-optional query.pageSize",
    ]);
  });

  it("meanings that two values exchange are reported as such", async () => {
    const mode = (...meanings: string[]): RawSchema => ({
      ...number,
      description: `Mode should be a value as follows: ${meanings.map((word, at) => `${at}: ${word}`).join("; ")}.`,
    });
    expect(await sending(mode("dim", "bright"), mode("bright", "dim"))).toEqual([
      "breaking request-value-meaning-changed body.field",
    ]);
    // One value more before the others moves them all.
    expect(await sending(mode("dim", "bright"), mode("off", "dim", "bright"))).toEqual([
      "breaking request-value-meaning-changed body.field",
      "breaking request-value-relabelled body.field",
      "additive request-value-added body.field",
    ]);
  });

  it("a renamed path parameter is one rename, and the wire is the same", async () => {
    const lamp = (name: string): Record<string, OperationParts> => ({
      [`GET /lamps/{${name}}`]: { operationId: "getLamp", answer: envelope(ref("Lamp")) },
    });
    const schemas = { Lamp: object({ name: text() }) };
    const found = await changes(lamp("lampId"), lamp("id"), [schemas, schemas]);
    expect(found).toEqual(["editorial path-parameter-renamed"]);
  });
});
