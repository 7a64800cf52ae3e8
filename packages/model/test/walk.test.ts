import { expect, it } from "vitest";
import {
  type ApiModel,
  mapChildren,
  type Operation,
  reachableNames,
  reachableSchemas,
  refTo,
  type Schema,
  schemasOf,
  walkModel,
  walkSchema,
} from "../src/index.js";

const lamp: Schema = {
  type: "object",
  properties: {
    tubes: { type: "array", items: { $ref: refTo("Tube") } },
    labels: { type: "object", additionalProperties: { type: "string" } },
    socket: { allOf: [{ $ref: refTo("Socket") }, { type: "object" }] },
    open: { type: "object", additionalProperties: true },
  },
};
const tube: Schema = {
  type: "object",
  properties: { next: { $ref: refTo("Tube") }, watt: { type: "integer" } },
};
const socket: Schema = { type: "string" };
const spare: Schema = { $ref: refTo("Lamp") };
const schemas = new Map([
  ["Lamp", lamp],
  ["Tube", tube],
  ["Socket", socket],
  ["Spare", spare],
]);

const operation: Operation = {
  name: "lamp.setLamp",
  method: "PUT",
  path: "/lamps/{id}",
  group: "lamp",
  tag: "Lamp",
  title: "Set lamp",
  deprecated: false,
  parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
  body: { mediaType: "application/json", required: true, schema: { $ref: refTo("Lamp") } },
  response: { type: "object", properties: { result: { $ref: refTo("Socket") } } },
  permissions: [],
  errorCodes: [],
  authorizationCodeOnly: false,
  envelope: true,
  download: false,
};

it("yields every nested schema with its place, members first, and follows no reference", () => {
  expect([...walkSchema(lamp, "Lamp")].map(([, where]) => where)).toEqual([
    "Lamp",
    "Lamp.tubes",
    "Lamp.tubes[]",
    "Lamp.labels",
    "Lamp.labels{}",
    "Lamp.socket",
    "Lamp.socket",
    "Lamp.socket",
    "Lamp.open",
  ]);
});

it("lets the schema that it yields be changed before it goes on", () => {
  const schema: Schema = { type: "array", items: { type: "array", items: { type: "string" } } };
  const places: string[] = [];
  for (const [part, where] of walkSchema(schema)) {
    places.push(where);
    if (where === "[]") delete part.items;
  }
  expect(places).toEqual(["", "[]"]);
});

it("yields the schemas of a model: the named ones, then those of its operations", () => {
  const model: ApiModel = {
    id: "6.2",
    line: "v6",
    flavour: "local",
    controllerVersion: "6.2.0.1",
    operations: [operation],
    schemas: new Map([["Socket", socket]]),
  };
  expect([...walkModel(model)].map(([, where]) => where)).toEqual([
    "Socket",
    "PUT /lamps/{id}",
    "PUT /lamps/{id}",
    "PUT /lamps/{id}",
    "PUT /lamps/{id}.result",
  ]);
});

it("names what schemas refer to, through others and around circles, and names that lead nowhere", () => {
  expect(reachableNames(schemasOf(operation), schemas)).toEqual(new Set(["Lamp", "Tube", "Socket"]));
  expect(reachableNames([tube], schemas)).toEqual(new Set(["Tube"]));
  expect(reachableNames([{ $ref: refTo("Gone") }], schemas)).toEqual(new Set(["Gone"]));
});

it("collects the schemas themselves, nested ones too", () => {
  const reached = reachableSchemas([spare], schemas);
  expect(reached).toContain(lamp);
  expect(reached).toContain(tube.properties?.watt);
  expect(reached.size).toBe(1 + 9 + 3 + 1);
});

it("copies a schema with other children, its keywords in their order", () => {
  const copy = mapChildren(lamp, () => ({ type: "boolean" }));
  expect(Object.keys(copy)).toEqual(Object.keys(lamp));
  expect(Object.values(copy.properties ?? {})).toEqual(Array(4).fill({ type: "boolean" }));
  expect(lamp.properties?.tubes?.type).toBe("array");
  const list = mapChildren(
    { type: "array", items: {}, additionalProperties: true, oneOf: [{}, {}] },
    (child) => ({
      ...child,
      nullable: true,
    }),
  );
  expect(list).toEqual({
    type: "array",
    items: { nullable: true },
    additionalProperties: true,
    oneOf: [{ nullable: true }, { nullable: true }],
  });
});
