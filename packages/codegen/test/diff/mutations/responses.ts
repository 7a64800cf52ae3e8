import type { Schema } from "@omada-sdk/model";
import {
  all,
  bare,
  become,
  drop,
  labelled,
  ofMember,
  optional,
  require,
  scalar,
  text,
  whole,
} from "./changes.js";
import { type Expected, list, numbered, QUIET, TEXT } from "./expected.js";

export const RESPONSES: Record<string, Expected> = {
  "member is always there now": [
    QUIET,
    ofMember("response", optional, ({ after: { owner, name } }) => require(owner, name)),
  ],
  "member is never null any more": [
    QUIET,
    ofMember("response", scalar, ({ before: { schema } }) => {
      schema.nullable = true;
    }),
  ],
  "items of a list may be null": [
    "breaking",
    ofMember("response", list, ({ after: { schema } }) => {
      schema.items = { ...schema.items, nullable: true };
    }),
  ],
  "meanings of two values swapped in an answer": [
    "breaking",
    ofMember("response", labelled, ({ after: { schema } }) => {
      const [first, second] = schema["x-omada-values"] ?? [];
      if (!first || !second || first.label === second.label) return false;
      [first.label, second.label] = [second.label ?? "", first.label ?? ""];
    }),
  ],
  "named value no longer comes": [
    "breaking",
    ofMember("response", labelled, ({ after: { schema } }) => {
      schema["x-omada-values"]?.pop();
    }),
  ],
  "value without a name no longer comes": [
    QUIET,
    ofMember("response", numbered, ({ before, after }) => {
      for (const { schema } of [before, after])
        for (const row of schema["x-omada-values"] ?? []) delete row.label;
      after.schema["x-omada-values"]?.pop();
    }),
  ],
  "numbers of an answer in a narrower range": [
    QUIET,
    ofMember("response", all(whole, bare), ({ before, after }) => {
      before.schema.maximum = 100;
      after.schema.maximum = 50;
    }),
  ],
  "numbers of an answer are wider": [
    "risky",
    ofMember("response", whole, ({ before, after }) => {
      before.schema.format = "int32";
      after.schema.format = "int64";
    }),
  ],
  "object of an answer is free now": [
    "breaking",
    (after) => {
      const isObject = (schema?: Schema): boolean =>
        schema?.$ref !== undefined && after.follow(schema)?.properties !== undefined;
      const found = after.member(
        after.responseObjects(),
        (schema) => isObject(schema) || isObject(schema.items),
      );
      if (found) become(found.schema, { type: "object" });
      return found !== undefined;
    },
  ],
  // The interface can no longer be imported by its name.
  "schema written out in place": [
    "breaking",
    (after) => {
      const { member, model } = {
        member: after.member(after.responseObjects(), (schema) => schema.$ref !== undefined),
        model: after.model,
      };
      const inner = after.follow(member?.schema);
      if (
        !member ||
        !inner?.properties ||
        JSON.stringify([...model.schemas.values(), ...model.operations]).split(JSON.stringify(member.schema))
          .length > 2
      )
        return false;
      become(member.schema, structuredClone(inner));
      return true;
    },
  ],
  "secret is no longer sent back": [
    "risky",
    ofMember("response", all(text, bare), ({ after: { schema } }) => {
      schema.writeOnly = true;
    }),
  ],
  "member of an answer lost its name to another": [
    "breaking",
    ofMember("response", scalar, ({ after: { owner, name } }) => {
      drop(owner, name);
      owner.properties = { ...owner.properties, [`${name}Text`]: TEXT };
    }),
  ],
};

/** More changes, each with what it means to a program that uses the types, and to the wire. */
