import { documentOf, envelope, object, parameter, ref, text } from "./document.js";
import type { Random } from "./random.js";

/** A small document with some of everything that documents have. */
export function everything() {
  const page = object({
    totalRows: { type: "integer", format: "int64" },
    currentPage: { type: "integer" },
    currentSize: { type: "integer" },
    data: { type: "array", items: ref("Lamp") },
  });
  return documentOf({
    operations: {
      "GET /openapi/v1/{omadacId}/lamps": {
        operationId: "getLamps",
        parameters: [
          parameter("omadacId", "path"),
          parameter("page", "query", { type: "integer", minimum: 1 }),
          parameter("pageSize", "query", { type: "integer", maximum: 1000 }),
          parameter("filters.kind", "query"),
          parameter("arg5", "query", ref("Query")),
        ],
        answer: ref("Answer Lamps"),
        description: "Get lamps.<br/><br/>One of the permissions:<br/>Lamp View<br/>",
      },
      "POST /openapi/v1/{omadacId}/lamps": {
        operationId: "addLamp",
        body: ref("Lamp"),
        answer: envelope(ref("Id")),
      },
      "PUT /openapi/v1/{omadacId}/lamps/{lampId}": {
        operationId: "setLamp",
        tag: "Widget",
        body: object({ arg4: ref("Lamp"), arg5: ref("UserInfoBriefDTO") }),
        answer: envelope(),
      },
      "POST /openapi/v1/{omadacId}/lamps/files": {
        body: object({ file: { type: "string", format: "binary" } }, ["file"]),
        answer: ref("Tree"),
      },
      "DELETE /openapi/v1/{omadacId}/lamps/{lampId}": {
        deprecated: true,
        answer: envelope({ type: "object" }),
      },
    },
    schemas: {
      "Answer Lamps": envelope(ref("Page")),
      Page: page,
      Id: object({ id: text() }, ["id"]),
      Lamp: object(
        {
          id: { type: "string", readOnly: true },
          name: {
            type: "string",
            pattern: "^[^ ]{1,64}$",
            minLength: 1,
            maxLength: 64,
            description: "Name of the lamp.",
          },
          kind: { type: "integer", description: "Kind should be a value as follows: 0: Desk; 1: Wall." },
          mode: { type: "string", enum: ["auto", "manual"], nullable: true, default: "auto" },
          level: {
            type: "integer",
            description: "Level should be within the range of 0–100. Required when [kind] is 1.",
          },
          tags: { type: "array", items: text(), maxItems: 8, uniqueItems: true },
          extra: { type: "object", additionalProperties: ref("Id") },
          base: { allOf: [ref("Id"), object({ more: text() })] },
          either: { oneOf: [ref("Id"), { type: "string" }] },
          tree: ref("Tree"),
        },
        ["id", "name"],
      ),
      Tree: object({ children: { type: "array", items: ref("Tree") }, value: { type: "number" } }),
      Query: object({ searchKey: text(), sorts: { type: "object", additionalProperties: text() } }),
      UserInfoBriefDTO: object({ sessionId: text() }),
    },
  });
}

const HOSTILE = [
  "",
  " ",
  "a b",
  "*/",
  "`$" + "{x}`",
  "a\nb",
  "\u2028",
  "__proto__",
  "constructor",
  "toString",
  "0",
  "-1",
  "..",
  "/",
  "灯",
  "\ud800",
  "#/components/schemas/Lamp",
  "#/components/schemas/Nowhere",
  "#/x",
  "class",
  "default",
  "x".repeat(300),
];
const TYPES = ["object", "array", "string", "integer", "number", "boolean", "null", "file"];
const KEYWORDS = [
  "$ref",
  "type",
  "format",
  "properties",
  "required",
  "items",
  "additionalProperties",
  "enum",
  "pattern",
  "minimum",
  "maximum",
  "minLength",
  "maxItems",
  "uniqueItems",
  "writeOnly",
  "nullable",
  "readOnly",
  "default",
  "allOf",
  "oneOf",
  "anyOf",
  "not",
  "deprecated",
  "description",
  "title",
  "example",
  "discriminator",
  "x-omada-values",
  "x-omada-default",
  "name",
  "in",
  "schema",
  "content",
  "responses",
  "parameters",
  "requestBody",
  "tags",
  "operationId",
  "security",
  "get",
  "post",
];

type Container = Record<string, unknown> | unknown[];

interface Place {
  parent: Container;
  key: string | number;
}

/** The document with some things in it changed, lost, moved or replaced by nonsense. */
export function mutated(document: unknown, random: Random, changes: number): unknown {
  const root = { document: structuredClone(document) };
  for (let count = 0; count < changes; count++) {
    const places = placesOf(root.document as Container);
    if (places.length === 0) break;
    change(pick(places, random), places, random);
  }
  return root.document;
}

function change({ parent, key }: Place, places: readonly Place[], random: Random): void {
  const values = parent as Record<string | number, unknown>;
  const value = values[key];
  switch (Math.floor(random() * 9)) {
    case 0:
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete values[key];
      return;
    case 1:
      values[key] = junk(random);
      return;
    case 2: {
      const other = pick(places, random);
      values[key] = structuredClone((other.parent as Record<string | number, unknown>)[other.key]);
      return;
    }
    case 3:
      if (Array.isArray(parent)) return;
      delete values[key];
      define(values, pick(random() < 0.5 ? HOSTILE : KEYWORDS, random), value);
      return;
    case 4:
      if (isObject(value)) define(value, pick(KEYWORDS, random), junk(random));
      return;
    case 5:
      if (isObject(value))
        define(value, pick(KEYWORDS, random), structuredClone(valueAt(pick(places, random))));
      return;
    case 6:
      values[key] = {
        [pick(["allOf", "oneOf", "anyOf", "items", "properties"], random)]: random() < 0.5 ? [value] : value,
      };
      return;
    case 7:
      if (typeof value === "string")
        values[key] = random() < 0.5 ? pick(TYPES, random) : value + pick(HOSTILE, random);
      else if (typeof value === "number") values[key] = value * (random() - 0.5) * 1e3;
      else if (Array.isArray(value)) value.push(...structuredClone(value), junk(random));
      return;
    default:
      if (isObject(value))
        define(value, pick(HOSTILE, random), structuredClone(valueAt(pick(places, random))));
  }
}

function junk(random: Random): unknown {
  const made = [null, true, false, 0, -1, 1.5, 1e300, [], {}, [[]], [null], { $ref: pick(HOSTILE, random) }];
  const text = pick(HOSTILE, random);
  return random() < 0.3
    ? text
    : random() < 0.2
      ? pick(TYPES, random)
      : pick([...made, { type: pick(TYPES, random) }, { [text]: text }], random);
}

/** Sets a member of its own, `__proto__` too. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

function valueAt({ parent, key }: Place): unknown {
  return (parent as Record<string | number, unknown>)[key];
}

function placesOf(value: unknown): Place[] {
  if (typeof value !== "object" || value === null) return [];
  const parent = value as Container;
  const keys: (string | number)[] = Array.isArray(parent) ? [...parent.keys()] : Object.keys(parent);
  return keys.flatMap((key) => [
    { parent, key },
    ...placesOf((parent as Record<string | number, unknown>)[key]),
  ]);
}

function pick<T>(list: readonly T[], random: Random): T {
  return list[Math.floor(random() * list.length)] as T;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
