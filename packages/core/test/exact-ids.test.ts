import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createClient } from "../src/index.js";
import { parseExactly } from "../src/response/exact-json.js";
import { fakeController } from "./support/fake-controller.js";

describe("integers beyond 2^53", () => {
  it.each([
    ['{"id":9007199254740993}', { id: "9007199254740993" }],
    ['{"taskId" : -9007199254740993}', { taskId: "-9007199254740993" }],
    ['{"ids":[1,9223372036854775807 , 2]}', { ids: [1, "9223372036854775807", 2] }],
    ['{"id":9007199254740991,"at":1750000000000}', { id: 9007199254740991, at: 1750000000000 }],
    // Counters and times are declared as numbers, so they stay numbers, rounded as JSON.parse rounds them.
    ['{"id":1,"rx":9007199254740993,"valid":[9007199254740993]}', { id: 1, rx: 2 ** 53, valid: [2 ** 53] }],
    ["[9007199254740993]", [2 ** 53]],
    ['{"name":"id","n":9007199254740993}', { name: "id", n: 2 ** 53 }],
    [
      '{"id":1234567890.1234567890123456,"ids":12345678901234567e3}',
      { id: 1234567890.1234567, ids: 12345678901234567e3 },
    ],
    [
      String.raw`{"9007199254740993":"9007199254740993 \"id\":9007199254740993\\","id":9007199254740993}`,
      { "9007199254740993": '9007199254740993 "id":9007199254740993\\', id: "9007199254740993" },
    ],
    ['{"id":"0123456789abcdef0123456789abcdef"}', { id: "0123456789abcdef0123456789abcdef" }],
  ])("%s", (text, expected) => {
    expect(parseExactly(text)).toEqual(expected);
  });

  it("are exact wherever they stand, and all else is as JSON.parse reads it", () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n }),
        fc.string(),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.array(tie("any"), { maxLength: 5 }),
        fc.dictionary(fc.oneof(fc.constantFrom("id", "taskIds", "rx"), fc.string()), tie("any"), {
          maxKeys: 5,
          noNullPrototype: true,
        }),
      ),
    })).any;
    // What a controller would write, and what is to be read of it.
    const write = (one: unknown): string => {
      if (typeof one === "bigint") return `${one}`;
      if (Array.isArray(one)) return `[${one.map(write).join(" ,")}]`;
      if (typeof one !== "object" || one === null) return JSON.stringify(one);
      const members = Object.entries(one).map(
        ([name, member]) => `${JSON.stringify(name)}: ${write(member)}`,
      );
      return `{${members.join(",")}}`;
    };
    const read = (one: unknown): unknown => {
      let inId = false;
      const readIn = (part: unknown): unknown => {
        if (typeof part === "bigint" || typeof part === "number") {
          const text = typeof part === "bigint" ? `${part}` : JSON.stringify(part);
          return inId && /^-?\d+$/.test(text) && !Number.isSafeInteger(Number(text))
            ? text
            : JSON.parse(text);
        }
        if (Array.isArray(part)) return part.map(readIn);
        if (typeof part !== "object" || part === null) return part;
        const members = Object.entries(part).map(([name, member]) => {
          inId = /^s?ids?$|I[dD]s?$/.test(name);
          return [name, readIn(member)];
        });
        return Object.fromEntries(members);
      };
      return readIn(one);
    };
    fc.assert(
      fc.property(value, (one) => {
        expect(JSON.stringify(parseExactly(write(one)))).toBe(JSON.stringify(read(one)));
      }),
      { numRuns: 2000 },
    );
  });

  it("are distinguished by calls, and can be sent back in paths", async () => {
    const body = '{"errorCode":0,"result":[{"id":9007199254740992},{"id":9007199254740993}]}';
    const { client, fetch, seen } = fakeController(() => new Response(body));
    const omada = await createClient({ ...client, fetch }, []);
    const [, second] = await omada.request<[{ id: number }, { id: number }]>("GET", "/things");
    expect(second.id).toBe("9007199254740993");
    await omada.request("GET", "/things/{id}", { path: second });
    expect(seen.at(-1)?.url).toMatch(/\/things\/9007199254740993$/);
  });
});
