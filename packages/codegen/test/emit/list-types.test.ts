import { describe, expect, test } from "vitest";
import { withListTypes } from "../../src/emit/list-types.js";
import { diagnose } from "./support/compile.js";
import {
  emitted,
  envelope,
  listOf,
  modelOf,
  object,
  operation,
  page,
  parameter,
  text,
  to,
  whole,
} from "./support/model.js";

const schemas = {
  Lamp: object({ name: text, watts: whole, place: object({ room: text }), tags: listOf(text) }),
  Query: object({ sorts: { type: "object" as const }, page: whole }),
};
const direction = { type: "string" as const, "x-omada-values": [{ value: "asc" }, { value: "desc" }] };
const find = operation("lamp.findLamps", {
  method: "POST",
  body: { mediaType: "application/json", required: true, schema: to("Query") },
  response: envelope(page(to("Lamp"))),
});
const list = operation("lamp.getLamps", {
  parameters: [
    parameter("sorts.name", "query", direction),
    { ...parameter("searchKey", "query"), "x-omada-search-fields": ["name", "place"] },
    { ...parameter("filters.room", "query"), "x-omada-filter-fields": ["0123456789abcdef01234567"] },
    { ...parameter("filters.kind", "query"), "x-omada-filter-fields": ["kind of lamp"] },
  ],
  response: envelope(listOf(to("Lamp"))),
});
const texts = operation("lamp.getTexts", {
  parameters: [parameter("sorts", "query", { type: "object", additionalProperties: text })],
  response: envelope(listOf(to("Lamp"))),
});
const pairs = operation("lamp.getPairs", {
  parameters: [
    parameter("sorts", "query", listOf(object({ sortKey: text, sortDirection: direction }))),
    parameter("searchFields", "query", listOf(text)),
  ],
  response: envelope(page(to("Lamp"))),
});
const files = emitted(modelOf([find, pairs, list, texts], schemas));
const messages = (call: string) =>
  diagnose(
    files,
    `import type { OmadaDeviceClient } from "@omada-sdk/client-v6/device";
declare const omada: OmadaDeviceClient;
await omada.lamp.${call};
export {};`,
  );

describe("sorting a list", () => {
  test.each([
    'findLamps({ body: { sorts: { name: "asc", watts: "desc" }, page: 1 } })',
    'getLamps({ sorts: { name: "desc" }, filters: { room: "hall" } })',
    'getTexts({ sorts: { watts: "asc" } })',
    'getPairs({ sorts: [{ sortKey: "watts", sortDirection: "asc" }], searchFields: ["name"] })',
    'getPairs({ sorts: [{ sortKey: "anything" }] })',
  ])("takes the plain members of its rows: %s", (call) => {
    expect(messages(call)).toEqual([]);
  });

  test.each([
    'findLamps({ body: { sorts: { nmae: "asc" } } })',
    'findLamps({ body: { sorts: { place: "asc" } } })',
    'findLamps({ body: { sorts: { name: "up" } } })',
    'getLamps({ sorts: { watts: "asc" } })',
    'getLamps({ sorts: { name: "ascending" } })',
    'getTexts({ sorts: { nmae: "asc" } })',
    'getPairs({ sorts: [{ sortDirection: "sideways" }] })',
  ])("and nothing that controllers would ignore: %s", (call) => {
    expect(messages(call)).toHaveLength(1);
  });

  test("leaves a body alone whose operation answers no list", () => {
    const act = { ...find, response: envelope(object({ done: whole })) };
    const model = withListTypes(modelOf([act], schemas));
    expect(model.schemas.get("Query")).toEqual(schemas.Query);
  });

  test("the rows of all operations that share a body count", () => {
    const more = { Cord: object({ metres: whole }), ...schemas };
    const cords = { ...find, name: "cord.findCords", path: "/cords", response: envelope(page(to("Cord"))) };
    const sorts = withListTypes(modelOf([find, cords], more)).schemas.get("Query")?.properties?.sorts;
    expect(Object.keys(sorts?.properties ?? {})).toEqual(["metres", "name", "watts"]);
  });
});

test("comments say what a search looks through and what a filter is about, and no examples", () => {
  const client = files.get("client-v6/generated/6.2/device.d.ts") ?? "";
  expect(client).toMatch(/\/\*\* Searches name, place \*\/\n\s+searchKey\?: string;/);
  expect(client).toMatch(/\/\*\* Filters by kind of lamp \*\/\n\s+kind\?: string;/);
  expect(client).not.toContain("0123456789abcdef");
});
