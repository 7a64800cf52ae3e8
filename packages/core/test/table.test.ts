import { expect, it } from "vitest";
import { readTable } from "../src/operations/table.js";

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
