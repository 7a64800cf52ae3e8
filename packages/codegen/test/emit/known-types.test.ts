import { describe, expect, test } from "vitest";
import { withKnownTypes } from "../../src/emit/known-types.js";
import type { KnownFact } from "../../src/index.js";
import { diagnose } from "./support/compile.js";
import {
  emitted,
  envelope,
  listOf,
  modelOf,
  object,
  operation,
  page,
  text,
  to,
  whole,
} from "./support/model.js";

const schemas = {
  Lamp: object(
    { id: whole, owner: text, tone: { type: "integer", "x-omada-values": [{ value: 0, label: "warm" }] } },
    ["id", "tone"],
  ),
  Filters: object({ ids: listOf(whole) }),
  Query: object({ filters: to("Filters"), page: whole }),
};
const list = operation("lamp.getLamps", {
  method: "POST",
  body: { mediaType: "application/json", required: true, schema: to("Query") },
  response: envelope(page(to("Lamp"))),
});
const create = operation("lamp.createLamp", { method: "PUT", response: envelope({ type: "object" }) });
const totals = operation("lamp.getTotals", { response: envelope(object({ sum: whole })) });
const model = modelOf([list, create, totals], schemas);

const fact = (changes: Partial<KnownFact>): KnownFact => ({
  id: "lamps",
  kind: "member-type",
  operation: `POST ${list.path}`,
  name: "lamp.getLamps",
  holds: { line: "v6", from: "6.2" },
  seen: { from: "6.2.0.1", to: "6.2.0.3" },
  date: "2026-07",
  evidence: ["example/lamps#1"],
  really: {},
  remedy: {},
  ...changes,
});
const string = { schema: { type: "string" } } as const;
const sums = { schema: listOf(object({ sum: whole, at: whole })) };

const FACTS: Partial<KnownFact>[] = [
  { member: "id", in: "result", really: string },
  { member: "owner", in: "result", really: { absent: true } },
  { kind: "meaning", member: "tone", really: { values: { "0": "cold", "9": "off" } } },
  { kind: "member-extra", member: "filters.lit", in: "body", really: { schema: { type: "boolean" } } },
  { kind: "member-extra", member: "hideDark", in: "body", really: { schema: { type: "boolean" } } },
  {
    kind: "result",
    operation: `PUT ${create.path}`,
    name: create.name,
    really: { schema: object({ lampId: text }, ["lampId"]) },
  },
  { kind: "result", operation: `GET ${totals.path}`, name: totals.name, really: sums },
];
const facts = FACTS.map((changes, at) => fact({ ...changes, id: `lamps-${at}` }));
const generated = emitted(model, new Map(), facts);

const using = (lines: string) => `
import type { OmadaDeviceClient } from "@omada-sdk/client-v6/device";
declare const omada: OmadaDeviceClient;
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const sure = <T extends true>(): T => true as T;
${lines}
`;

describe("types with what is known of controllers", () => {
  test("are unions, further members, and the real results", () => {
    const program = using(`
const { data } = await omada.lamp.getLamps({ body: { hideDark: true, page: 1, filters: { ids: [1], lit: true } } });
type Row = NonNullable<typeof data>[number];
sure<Equal<Row["id"], number | string>>();
sure<Equal<Row["owner"], string | null | undefined>>();
const tone: Row["tone"] = 9;
const { lampId } = await omada.lamp.createLamp();
sure<Equal<typeof lampId, string>>();
const totals = await omada.lamp.getTotals();
const sum: number | undefined = Array.isArray(totals) ? totals[0]?.at : totals.sum;
export { sum, tone };`);
    expect(diagnose(generated, program)).toEqual([]);
  });

  test("still refuse what neither document nor controllers have", () => {
    const program = using(`
await omada.lamp.getLamps({ body: { filters: { lit: 1 } } });
await omada.lamp.getLamps({ body: { hideLight: true } });`);
    expect(diagnose(generated, program)).toHaveLength(2);
  });

  test("carry the evidence in their comments and the real labels in their constants", () => {
    const types = generated.get("types/generated/6.2/device.d.ts") ?? "";
    expect(types).toMatch(
      /Known: id may be string, .*\(seen on 6\.2\.0\.1 to 6\.2\.0\.3, 2026-07\) \*\/\n {2}id: number \| string;/,
    );
    expect(types).toContain("0 = cold, 9 = off");
    const values = generated.get("client-v6/generated/6.2/device.values.d.ts") ?? "";
    expect(values).toContain("readonly cold: 0;\n  readonly off: 9;");
    expect(generated.get("client-v6/generated/6.2/device.d.ts")).toContain("Evidence: example/lamps#1.");
  });

  test("a member that is left out is optional, one that is called otherwise has both names", () => {
    const left = withKnownTypes(model, [fact({ kind: "member-optional", in: "result", member: "id" })]);
    expect(left.schemas.get("Lamp")?.required).toEqual(["tone"]);
    const renamed = withKnownTypes(model, [
      fact({ kind: "member-name", member: "id", really: { member: "key" } }),
    ]);
    expect(renamed.schemas.get("Lamp")).toMatchObject({
      required: ["tone"],
      properties: { id: whole, key: whole },
    });
  });

  test("an answer that may be missing is a union with undefined", () => {
    const gone = fact({
      kind: "result",
      operation: `GET ${totals.path}`,
      name: totals.name,
      really: { absent: true },
    });
    const program = using(
      "const sum = (await omada.lamp.getTotals())?.sum;\nsure<Equal<typeof sum, number | undefined>>();",
    );
    const files = emitted(model, new Map(), [gone]);
    expect(diagnose(files, program)).toEqual([]);
    expect(diagnose(files, program.replace("?.sum", ".sum"))).toHaveLength(1);
  });

  test("leave a model alone about which nothing is known, and the model that is given", () => {
    const before = JSON.stringify([...model.schemas]);
    expect(withKnownTypes(model, [fact({ holds: { line: "v5", from: "5.15" } })])).toBe(model);
    withKnownTypes(model, facts);
    expect(JSON.stringify([...model.schemas])).toBe(before);
  });

  test("paging by members of other names is a note", () => {
    const paging = fact({ kind: "paging", really: { members: ["currentPage", "currentPageSize"] } });
    const client = emitted(model, new Map(), [paging]).get("client-v6/generated/6.2/device.d.ts");
    expect(client).toContain("Known: pages by currentPage and currentPageSize of the body");
  });
});
