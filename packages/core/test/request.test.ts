import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createClient } from "../src/index.js";
import { readTable } from "../src/operations/table.js";
import { fillPath, serializeQuery } from "../src/request/url.js";
import { fakeController } from "./support/fake-controller.js";

const segment = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => text !== "." && text !== "..");

describe("fillPath", () => {
  it("keeps every value one segment that decodes to itself", () => {
    fc.assert(
      fc.property(segment, segment, (a, b) => {
        const { pathname } = new URL(fillPath("/x/{a}/{b}", { a, b }), "https://host");
        expect(pathname.split("/").slice(2).map(decodeURIComponent)).toEqual([a, b]);
      }),
    );
  });

  it("refuses half a character", () => {
    expect(() => fillPath("/{a}", { a: "\ud800" })).toThrow(/half a character/);
  });
});

describe("a body", () => {
  const send = async (body: unknown, headers?: Record<string, string>) => {
    const { seen, fetch, client } = fakeController(() => undefined);
    const omada = await createClient({ ...client, fetch }, []);
    await omada.request("POST", "/openapi/v1/{omadacId}/x", { body, headers });
    return seen[0]?.init;
  };

  it.each([
    ["an object", { a: [1, null] }, '{"a":[1,null]}'],
    ["a text", "x", '"x"'],
    ["null", null, "null"],
  ])("%s goes as JSON", async (_, body, sent) => {
    const init = await send(body);
    expect(init?.body).toBe(sent);
    expect(init?.headers).toMatchObject({ "content-type": "application/json" });
  });

  it.each([
    ["form fields", new FormData()],
    ["a form", new URLSearchParams("a=b")],
    ["a blob", new Blob(["x"])],
    ["bytes", new Uint8Array([1, 2])],
    ["a buffer", new ArrayBuffer(2)],
  ])("%s goes as it is", async (_, body) => {
    const init = await send(body);
    expect(init?.body).toBe(body);
    expect(init?.headers).not.toHaveProperty("content-type");
  });

  it("may have a type of the caller's", async () => {
    const init = await send(new Blob(["a,b"]), { "Content-Type": "text/csv" });
    expect(init?.headers).toMatchObject({ "content-type": "text/csv" });
  });

  const circle: { self?: unknown } = {};
  circle.self = circle;
  it.each([
    ["a stream", new ReadableStream(), /cannot be sent twice/],
    ["what holds itself", circle, /no JSON form/],
    ["a BigInt", { n: 1n }, /no JSON form/],
    ["a function", () => 1, /no JSON form/],
  ])("that is %s is refused before anything is sent", async (_, body, message) => {
    await expect(send(body)).rejects.toMatchObject({
      name: "OmadaError",
      message: expect.stringMatching(message),
    });
  });

  it("is refused with a header that HTTP does not allow, whose value is not repeated", async () => {
    const refused = send({}, { "x-key": "s3cr3t\nvalue" });
    await expect(refused).rejects.toMatchObject({ name: "OmadaError" });
    await expect(refused).rejects.not.toThrow(/s3cr3t/);
  });
});

describe("serializeQuery", () => {
  it("decodes to what was written", () => {
    const value = fc.oneof(fc.string({ unit: "grapheme" }), fc.integer(), fc.boolean());
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "grapheme", minLength: 1 }), value), (query) => {
        const expected = Object.entries(query).map(([name, one]) => [name, String(one)]);
        const written = serializeQuery(query).replaceAll("%20", "+");
        expect([...new URLSearchParams(written)]).toEqual(expected);
      }),
    );
  });

  it("flattens nested objects with dots", () => {
    const query = { filters: { a: { b: 1 } }, list: [1, null, "x"], plain: Object.create(null), big: 10n };
    expect(serializeQuery(query)).toBe("filters.a.b=1&list=1&list=x&big=10");
    expect(() => serializeQuery({ f: [{}] })).toThrow(/"f"/);
    expect(() => serializeQuery({ m: new Map() })).toThrow(/"m"/);
  });
});

describe("readTable", () => {
  it("reads flags and renames in any combination", () => {
    const table =
      "#a\none G/v1/{}/x q;typeQuery=type;idPath=@id\ntwo P/v1/msp/{mspId} bmr\n#b\n#a\nthree D!/x c";
    const operations = readTable(table).get("a");
    expect([...(operations?.keys() ?? [])]).toEqual(["one", "two", "three"]);
    expect(operations?.get("one")).toMatchObject({
      name: "a.one",
      paging: "query",
      queryNames: { typeQuery: "type" },
      pathArguments: { id: "idPath" },
    });
    expect(operations?.get("two")).toMatchObject({
      paging: "body",
      multipart: true,
      bare: true,
      path: "/openapi/v1/msp/{mspId}",
    });
    expect(operations?.get("three")).toMatchObject({
      method: "DELETE",
      path: "/x",
      authorizationCodeOnly: true,
    });
  });

  it.each(["x", "#a\nx Y/v1", "x G/v1", "#a\nx"])("refuses %j", (table) => {
    expect(() => readTable(table)).toThrow(/cannot read/);
  });
});
