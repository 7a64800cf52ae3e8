import { type ApiModel, resolveSchema, responseShape, type Schema } from "@omada-sdk/model";
import { describe, expect, it } from "vitest";
import { PROFILE_IDS } from "../src/index.js";
import { shapeMembers } from "../src/schema/known-members.js";
import { createController, mockOf } from "../src/server/create.js";
import { documented, type Envelope, requestFor, sampled, userToken } from "./support.js";

/** What a value has that its schema does not declare: members, and values outside their table. */
function strays({ schemas }: ApiModel, declared: Schema, value: unknown, at = ""): string[] {
  const schema = resolveSchema(schemas, declared);
  if (Array.isArray(value)) {
    return value.flatMap((item) => strays({ schemas } as ApiModel, schema.items ?? {}, item, `${at}[]`));
  }
  if (typeof value !== "object" || value === null) {
    const table = schema["x-omada-values"]?.map((row) => row.value);
    // A pattern goes before a table.
    return table &&
      schema.pattern === undefined &&
      !schema["x-omada-bits"] &&
      !table.includes(value as string)
      ? [`${at}: ${value} is not in ${table}`]
      : [];
  }
  const { properties } = schema;
  if (!properties || schema.additionalProperties) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const known = properties[name];
    return known
      ? strays({ schemas } as ApiModel, known, member, `${at}.${name}`)
      : [`${at}.${name} is not declared`];
  });
}

describe.each(PROFILE_IDS)("what %s reads back after everything was written", (profile) => {
  it("has the shape of the operation that reads it", { timeout: 60_000 }, async () => {
    const controller = await createController({
      profile,
      model: documented(profile),
      quirks: { brokenOperations: [], checkReferences: false, siteCopyEndsTokens: false, dailyLimit: 0 },
    });
    const { model } = controller.behaviour;
    const mock = mockOf(controller);
    const authorization = `AccessToken=${await userToken(mock, profile)}`;
    const send = async (operation: (typeof model.operations)[number]): Promise<Envelope | undefined> => {
      const { url, init } = requestFor(controller, operation);
      const answer = await mock.fetch(url, { ...init, headers: { ...init.headers, authorization } });
      return operation.download ? undefined : ((await answer.json()) as Envelope);
    };
    // Whole tags, as what one operation of a tag writes another one reads.
    const tags = sampled(profile, [...new Set(model.operations.map(({ tag }) => tag))]);
    const operations = model.operations.filter(({ tag }) => tags.includes(tag));
    const writes = operations.filter(
      ({ method, path }) => !/GET|DELETE/.test(method) && !/delete|forget|move/i.test(path),
    );
    for (const operation of writes) await send(operation);
    const faults: string[] = [];
    for (const operation of operations.filter(({ method }) => method === "GET")) {
      const shape = responseShape(operation, model.schemas);
      const result = (await send(operation))?.result;
      if (shape.kind === "none" || result === undefined) continue;
      const found = strays(model, shape.schema, result);
      faults.push(...found.slice(0, 2).map((stray) => `${operation.path} ${stray}`));
    }
    expect(faults).toEqual([]);
  });
});

it("sums of flags stand in rows as they are, other values outside a table do not", () => {
  const table = [{ value: 1 }, { value: 2 }, { value: 4 }];
  const properties: Record<string, Schema> = {
    bands: { type: "integer", "x-omada-bits": true, "x-omada-values": table },
    mode: { type: "integer", "x-omada-values": table },
  };
  expect(shapeMembers(new Map(), properties, { bands: 5, mode: 5 })).toEqual({ bands: 5 });
});
