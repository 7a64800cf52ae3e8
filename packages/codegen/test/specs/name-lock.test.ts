import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { operationKey } from "@omada-sdk/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ImportError } from "../../src/files/input-error.js";
import { titleOf } from "../../src/specs/case.js";
import { readManifest } from "../../src/specs/manifest.js";
import { baseName, extendLock, type NameLock, type UnnamedOperation } from "../../src/specs/name-lock.js";
import { committed } from "../support/committed.js";
import { SPECS } from "../support/workspace.js";

const unnamed = (path: string, operationId?: string, method = "GET", tag = "lamp"): UnnamedOperation => ({
  method,
  path,
  tag,
  operationId,
});

describe("the committed lock", async () => {
  const lock = JSON.parse(await readFile(join(SPECS, "names.lock.json"), "utf8")) as NameLock;
  const { snapshots } = await readManifest(SPECS);

  it("gives every name once, sorted by operation", () => {
    expect(new Set(Object.values(lock)).size).toBe(Object.keys(lock).length);
    const keys = Object.keys(lock);
    expect(keys).toEqual([...keys].sort());
    for (const name of Object.values(lock)) expect(name).toMatch(/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/);
  });

  it.each(snapshots.map(({ id }) => id))("names every operation of %s", async (id) => {
    const { operations } = await committed(id);
    const wrong = operations.filter(({ method, path, name }) => lock[operationKey(method, path)] !== name);
    expect(wrong).toEqual([]);
    for (const { name, title } of operations) expect(title).toBe(titleOf(name));
  });
});

describe.concurrent("names", () => {
  it.each([
    ["getLamps", "getLamps"],
    ["getLamps_1", "getLamps"],
    ["getLamps_12", "getLamps"],
    ["getLamps3", "getLamps"],
    ["getLampsV2", "getLampsV2"],
    ["getLampsV21", "getLampsV2"],
    ["GetLamps", "getLamps"],
    ["get-lamps list", "getlampslist"],
    ["", "getRoomsLamps"],
    ["日本", "getRoomsLamps"],
    ["123", "getRoomsLamps"],
    ["constructor", "getRoomsLamps"],
    ["then", "getRoomsLamps"],
    ["toString_1", "getRoomsLamps"],
    ["x".repeat(200), "getRoomsLamps"],
    ["a\nb\u2028*/`", "ab"],
    ["__proto__", "proto"],
  ])("operationId %j gives %s", (operationId, name) => {
    expect(baseName({ operationId, method: "GET", path: "/openapi/v1/{id}/rooms/{roomId}/lamps" })).toBe(
      name,
    );
  });

  it("of one operationId are distinguished by family", () => {
    const plain = "/openapi/v1/{omadacId}/sites/{siteId}/lamps";
    const lock = extendLock({}, [
      unnamed("/openapi/v1/msp/{mspId}/lamps", "getLamps_3"),
      unnamed("/openapi/v1/{omadacId}/sitetemplates/{siteTemplateId}/lamps", "getLamps_1"),
      unnamed("/openapi/v2/{omadacId}/sites/{siteId}/lamps", "getLamps"),
      unnamed("/openapi/v3/{omadacId}/sites/{siteId}/lamps", "getLamps"),
      unnamed(plain, "getLamps_2"),
    ]);
    expect(lock).toEqual({
      "GET /openapi/v1/msp/{}/lamps": "lamp.getLampsMsp",
      "GET /openapi/v1/{}/sitetemplates/{}/lamps": "lamp.getLampsTemplate",
      "GET /openapi/v2/{}/sites/{}/lamps": "lamp.getLampsV2",
      "GET /openapi/v3/{}/sites/{}/lamps": "lamp.getLampsV3",
      "GET /openapi/v1/{}/sites/{}/lamps": "lamp.getLamps",
    });
  });

  it("within one family are distinguished by path, then by method", () => {
    const lock = extendLock({}, [
      unnamed("/openapi/v1/{a}/b/lamps", "lamps"),
      unnamed("/openapi/v1/{a}/c/lamps", "lamps"),
      unnamed("/openapi/v1/{a}/c/lamps", "lamps", "POST"),
    ]);
    expect(new Set(Object.values(lock)).size).toBe(3);
    expect(lock["GET /openapi/v1/{}/b/lamps"]).toBe("lamp.lamps");
  });

  it("stay when a parameter of the path is renamed", () => {
    const lock = extendLock({}, [unnamed("/rooms/{id}/export", "exportRoom")]);
    expect(extendLock(lock, [unnamed("/rooms/{roomId}/export", "exportOtherRoom")])).toEqual({
      "GET /rooms/{}/export": "lamp.exportRoom",
    });
  });

  it("of different tags may be the same method", () => {
    const lock = extendLock({}, [unnamed("/a", "get"), unnamed("/b", "get", "GET", "tube")]);
    expect(lock).toEqual({ "GET /a": "lamp.get", "GET /b": "tube.get" });
  });

  it("stay with their operation when its operationId or tag changes", () => {
    const lock = { "GET /a": "lamp.getLamps" };
    expect(extendLock(lock, [unnamed("/a", "somethingElse", "GET", "tube")])).toEqual(lock);
  });

  it("are never given again, not even when their operation is gone", () => {
    const lock = extendLock({ "GET /gone/lamps": "lamp.getLamps" }, [unnamed("/new/lamps", "getLamps")]);
    expect(lock["GET /gone/lamps"]).toBe("lamp.getLamps");
    expect(lock["GET /new/lamps"]).toBe("lamp.getLampsByLamps");
  });

  it("are refused when the lock holds one twice", () => {
    expect(() => extendLock({ "GET /a": "x.y", "GET /b": "x.y" }, [])).toThrow(ImportError);
  });
});

describe.concurrent("whatever order documents come in", () => {
  const word = fc.constantFrom("lamps", "tubes", "rooms", "msp", "sitetemplates", "{id}");
  const path = fc
    .tuple(fc.constantFrom("v1", "v2", "v3"), fc.array(word, { minLength: 1, maxLength: 4 }))
    .map(([version, words]) => `/openapi/${version}/${words.join("/")}`);
  const operation = fc.record({
    method: fc.constantFrom("GET", "POST"),
    path,
    tag: fc.constantFrom("lamp", "tube"),
    operationId: fc.option(fc.constantFrom("get", "getLamps", "getLamps_1", "getLamps_2", "list"), {
      nil: undefined,
    }),
  });
  const operations = fc.uniqueArray(operation, {
    selector: ({ method, path }) => `${method} ${path}`,
    maxLength: 25,
  });
  const renumbered = (list: UnnamedOperation[], by: number): UnnamedOperation[] =>
    list.map((one, index) => ({
      ...one,
      operationId:
        one.operationId === undefined ? undefined : `${one.operationId.replace(/_\d+$/, "")}_${index + by}`,
    }));

  it("names are the same, unique, and not moved by renumbered operationIds", () => {
    const shuffled = operations.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, fc.nat(20), ([list, other], by) => {
        const lock = extendLock({}, list);
        expect(extendLock({}, other)).toEqual(lock);
        expect(extendLock({}, renumbered(other, by))).toEqual(lock);
        expect(extendLock(lock, renumbered(other, by))).toEqual(lock);
        expect(new Set(Object.values(lock)).size).toBe(list.length);
      }),
    );
  });

  it("a later import adds names and changes none", () => {
    fc.assert(
      fc.property(operations, operations, (first, second) => {
        const lock = extendLock({}, first);
        expect(extendLock(lock, second)).toMatchObject(lock);
      }),
    );
  });
});

describe("operations whose paths have the same words", () => {
  it("all get a name of their own", () => {
    const paths = ["/a", "/a/{id}", "/{id}/a", "/{x}/{y}/a", "/a/{x}/{y}"];
    const operations = paths.map((path) => ({ method: "GET", path, tag: "gadget", operationId: "get" }));
    const names = Object.values(extendLock({}, operations));
    expect(new Set(names).size).toBe(paths.length);
    expect(extendLock({}, [...operations].reverse())).toEqual(extendLock({}, operations));
  });
});
