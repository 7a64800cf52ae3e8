import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RawSchema } from "../../src/import/raw.js";
import { documentOf, envelope, object, parameter, ref, text } from "../support/document.js";
import { type Random, randomOf, withKeysShuffled } from "../support/random.js";
import { contentsOf, imported } from "../support/workspace.js";

const NAMES = Array.from({ length: 12 }, (_, index) => `Box${index}`);

/** A schema that refers to others in several places; few shapes, so that names clash and shapes repeat. */
function schemaOf(random: Random): RawSchema {
  const target = () => ref(NAMES[Math.floor(random() * NAMES.length)] ?? "");
  const members: Record<string, RawSchema> = { b: target(), a: target() };
  if (random() < 0.3) members.c = { type: "array", items: target() };
  if (random() < 0.3) members.d = { type: "object", additionalProperties: target() };
  if (random() < 0.2) return { allOf: [target(), object(members)] };
  if (random() < 0.2) members.kind = { type: "string", enum: random() < 0.5 ? ["x", "y"] : ["y", "x"] };
  return object(members, random() < 0.5 ? ["a", "b"] : undefined);
}

/** Three groups whose schemas have the same names; one in three is a copy of the first group's. */
function groupsOf(random: Random) {
  const first = Object.fromEntries(NAMES.map((name) => [name, schemaOf(random)]));
  const document = (path: string, schemas: Record<string, RawSchema>) =>
    documentOf({
      operations: Object.fromEntries(
        NAMES.map((name) => [
          `POST /${path}/${name}`,
          {
            answer: envelope(ref(name)),
            body: ref(name),
            parameters: [parameter("arg1", "query", ref(name)), parameter("z", "query")],
          },
        ]),
      ),
      schemas,
    });
  const copy = () =>
    Object.fromEntries(
      NAMES.map((name) => [name, random() < 0.9 ? (first[name] ?? text()) : schemaOf(random)]),
    );
  return {
    "Device.json": document("d", first),
    "Client.json": document("c", copy()),
    "Msp.json": document("m", copy()),
  };
}

/** Every file of the snapshot. */
async function snapshotOf(documents: Record<string, unknown>, options: Parameters<typeof imported>[1] = {}) {
  const { specsDir, entry, lock } = await imported(documents, options);
  const files = await contentsOf(join(specsDir, options.id ?? "6.2"));
  return { files, lock, groups: entry.groups, facts: entry.facts, schemas: entry.schemas };
}

describe.concurrent("the order of keys in a document", () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed))(
    "changes nothing in a snapshot (seed %i)",
    async (seed) => {
      const random = randomOf(seed);
      const documents = groupsOf(random);
      const before = await snapshotOf(documents);
      for (let round = 0; round < 3; round++) {
        const other = withKeysShuffled(documents, random) as Record<string, unknown>;
        expect(await snapshotOf(other)).toEqual(before);
      }
    },
  );

  it("changes no type when members of one schema refer to variants of others", async () => {
    const shared = { Cup: object({ x: text() }), Mug: object({ y: text() }) };
    const documents = (box: RawSchema) => ({
      "Device.json": documentOf({
        operations: { "GET /a": { answer: ref("Box") } },
        schemas: { ...shared, Box: object({ a: ref("Cup"), b: ref("Mug") }) },
      }),
      "Msp.json": documentOf({
        operations: { "GET /b": { answer: ref("Box") } },
        schemas: { ...shared, Box: box },
      }),
    });
    const same = await imported(documents(object({ b: ref("Mug"), a: ref("Cup") })));
    expect([...same.model.schemas.keys()]).toEqual(["Box", "Cup", "Mug"]);
    const swapped = await imported(documents(object({ a: ref("Mug"), b: ref("Cup") })));
    expect([...swapped.model.schemas.keys()]).toEqual(["Cup", "DeviceBox", "Mug", "MspBox"].sort());
  });
});
