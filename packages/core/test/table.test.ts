import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readTable } from "../src/operations/table.js";
import { TABLE_GRAMMAR } from "../src/operations/table-grammar.js";

const context = { availability: "e", snapshot: { snapshots: ["5.12", "5.15", "6.2", "6.2-cloud"] } };
const read = (line: string, from = context) => readTable(`#t\n${line}`, from).get("t")?.get("m");

it("reads the marks of a list", () => {
  expect(read("m G/v1/{}/x q;*mac,siteId;<100;^c;!t.n;typeQuery=type;idPath=@id")).toMatchObject({
    paging: "query",
    rowKey: ["mac", "siteId"],
    maxPageSize: 100,
    snapshots: ["6.2", "6.2-cloud"],
    successor: "t.n",
    queryNames: { typeQuery: "type" },
    pathArguments: { id: "idPath" },
  });
});

it("falls back to the snapshots of the group, and to none for older clients", () => {
  expect(read("m G/v1/{}/x")?.snapshots).toEqual(["5.15", "6.2", "6.2-cloud"]);
  expect(read("m G/v1/{}/x", {} as never)?.snapshots).toBeUndefined();
  expect(read("m G/v1/{}/x ;^3", { availability: "e" } as never)?.snapshots).toBeUndefined();
  expect(read("m G/v1/{}/x")).toMatchObject({
    rowKey: undefined,
    maxPageSize: undefined,
    successor: undefined,
  });
});

it("reads tables of its own version of the grammar and refuses others", () => {
  const table = "#t\nm G/v1/{}/x";
  expect([...readTable(`%${TABLE_GRAMMAR.version}\n${table}`)]).toEqual([...readTable(table)]);
  expect(() => readTable(`%2\n${table}`)).toThrow(/has format 2, and this @omada-sdk\/core reads format 1/);
});

it("shares the grammar with the generator", () => {
  const contents = (folder: string): string[] => {
    const root = join(import.meta.dirname, "../..", folder, "src");
    const paths = readdirSync(root, { recursive: true, encoding: "utf8" });
    return paths
      .filter((path) => path.endsWith("table-grammar.ts"))
      .map((path) => readFileSync(join(root, path), "utf8"));
  };
  expect(contents("core")).toHaveLength(1);
  expect(contents("core")).toEqual(contents("codegen"));
});
