import { describe, expect, test } from "vitest";
import { committed } from "../../support/committed.js";
import { ADVISORY } from "./advisory.js";
import { BREAKING } from "./breaking.js";
import { HARMLESS } from "./harmless.js";
import { type Judgement, type Mutation, type Trial, tryOut } from "./mutation.js";
import { OPERATIONS } from "./operations.js";
import { PARAMETERS } from "./parameters.js";
import { REQUESTS } from "./requests.js";
import { RESPONSES } from "./responses.js";

const FURTHER = { ...OPERATIONS, ...PARAMETERS, ...REQUESTS, ...RESPONSES };

const model = await committed("5.15");

const trialsOf = new Map<Mutation, Trial[]>();

function tryOnce(mutation: Mutation): Trial[] {
  const trials = trialsOf.get(mutation) ?? tryOut(model, mutation);
  trialsOf.set(mutation, trials);
  return trials;
}

/** What the diff says of a mutation, place by place, with the rules for readers of a failure. */
function judged(mutation: Mutation): { judgement: Judgement; why: string }[] {
  const trials = tryOnce(mutation);
  expect(trials.length, "places").toBeGreaterThan(0);
  return trials.map(({ operation, judgement, findings }) => {
    const rules = findings.map(({ rule, path, before, after }) => `${rule} ${path} ${before} -> ${after}`);
    return { judgement, why: `${operation}: ${rules.join("; ") || "nothing"}` };
  });
}

describe("mutations of 5.15, each with what it means to a program or to the wire", () => {
  test.each(Object.entries(BREAKING))("breaks users: %s", (_, mutation) => {
    for (const { judgement, why } of judged(mutation))
      expect(["breaking", "risky"], why).toContain(judgement);
  });

  test.each(Object.entries(HARMLESS))("harmless: %s", (_, mutation) => {
    for (const { judgement, why } of judged(mutation)) {
      expect(["additive", "editorial", "silent"], why).toContain(judgement);
    }
  });

  test.each(Object.entries(ADVISORY))("to be reported: %s", (_, mutation) => {
    for (const { judgement, why } of judged(mutation))
      expect(["risky", "additive"], why).toContain(judgement);
  });

  test.each(Object.entries(FURTHER))("as expected: %s", (_, [expected, mutation]) => {
    for (const { judgement, why } of judged(mutation)) expect([expected].flat(), why).toContain(judgement);
  });

  test("every kind is tried, most of them at several places", () => {
    expect(Object.keys(BREAKING)).toHaveLength(33);
    expect(Object.keys(HARMLESS)).toHaveLength(11);
    expect(Object.keys(ADVISORY)).toHaveLength(6);
    const further = Object.values(FURTHER).map(([, mutation]) => mutation);
    expect(further.length).toBeGreaterThanOrEqual(51);
    const all = [BREAKING, HARMLESS, ADVISORY].flatMap((kinds) => Object.values(kinds));
    const places = [...all, ...further].map((mutation) => tryOnce(mutation).length);
    expect(places.filter((count) => count > 1).length).toBeGreaterThan(places.length * 0.9);
  });

  test("an unchanged copy differs in nothing", () => {
    for (const { judgement, why } of judged(() => true)) expect(judgement, why).toBe("silent");
  });
});
