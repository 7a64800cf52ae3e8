import { expect, test } from "vitest";
import { layOut } from "../../src/emit/types/clusters.js";
import { diagnose } from "./support/compile.js";
import {
  emitted,
  envelope,
  fileOf,
  listOf,
  modelOf,
  object,
  operation,
  page,
  text,
  to,
} from "./support/model.js";

const uses = (group: string, ...names: string[]) =>
  names.map((name) => operation(`${group}.get${name}`, { group, response: envelope(to(name)) }));

const model = modelOf(
  [
    ...uses("device", "Own", "Shared", "Everywhere"),
    ...uses("client", "Shared", "Everywhere"),
    ...uses("msp", "Everywhere"),
    ...uses("log", "Everywhere"),
    operation("site.getNothing", { group: "site" }),
  ],
  {
    Own: object({ inner: to("Inner"), shared: to("Shared") }),
    Inner: object({ name: text }),
    Shared: object({ deep: listOf(to("Deep")) }),
    Deep: object({ self: to("Deep") }),
    Everywhere: object({ name: text }),
    Unused: object({ name: text }),
  },
);

test("a schema stands beside the one group that uses it, or in a file of exactly its groups", () => {
  const { fileOf: files } = layOut(model);
  expect(Object.fromEntries(files)).toEqual({
    Own: "device",
    Inner: "device",
    Shared: "shared/client-and-device",
    Deep: "shared/client-and-device",
    Everywhere: "shared/common",
  });
});

test("a group reaches its own schemas and those they refer to", () => {
  const { namesOf } = layOut(model);
  expect(namesOf.get("client")).toEqual(["Deep", "Everywhere", "Shared"]);
  expect(namesOf.get("msp")).toEqual(["Everywhere"]);
  expect(namesOf.get("site")).toEqual([]);
});

test("every file compiles, the one of a group without schemas too", () => {
  expect(diagnose(emitted(model))).toEqual([]);
  expect(fileOf(model, "types/site.d.ts")).toContain("Envelope");
});

test("every group offers what it shares with others", () => {
  const program = `import type { Deep, Shared } from "@omada-sdk/types/6.2/client";
    import type { Own } from "@omada-sdk/types/6.2/device";
    export const deep = (own: Own): Deep | undefined => (own.shared satisfies Shared | undefined)?.deep?.[0];`;
  expect(diagnose(emitted(model), program)).toEqual([]);
});

test("envelopes and plain pages are generics, a page with more members extends one", () => {
  const pages = modelOf(
    [
      operation("device.getRows", { response: to("RowsAnswer") }),
      operation("device.getStats", { response: envelope(to("StatPage")) }),
    ],
    {
      Row: object({ name: text }),
      Rows: page(to("Row")),
      RowsAnswer: envelope(to("Rows")),
      StatPage: page(to("Row"), { total: text }),
    },
  );
  const types = fileOf(pages, "types/device.d.ts");
  expect(types).toContain("export interface StatPage extends Grid<Row>");
  expect(types).not.toMatch(/interface (Rows|RowsAnswer)\b/);
  expect(fileOf(pages, "client/device.d.ts")).toContain("Promise<Grid<Row>>");
  expect(diagnose(emitted(pages))).toEqual([]);
});

test("envelopes and pages inside themselves end", () => {
  const endless = modelOf([operation("device.get", { response: to("Loop") })], {
    Loop: envelope(to("LoopPage")),
    LoopPage: page(to("Loop")),
  });
  expect(diagnose(emitted(endless))).toEqual([]);
});
