import { type Operation, resolveSchema, type Schema } from "@omada-sdk/model";
import { beforeAll, describe, expect, it } from "vitest";
import { PROFILE_IDS } from "../src/index.js";
import { createController, mockOf } from "../src/server/create.js";
import { answerRequest } from "../src/server/fetch.js";
import type { Controller } from "../src/state/controller.js";
import { bodyMutations, collectSchemas, wrongScalarsOf } from "./mutations.js";
import { requestFor, sampled, userToken } from "./support.js";

/** Operations whose bodies are documented as texts and sent as objects. */
const TYPED_WRONGLY = ["batch.batchController", "mspBatch.mspBatchController"];

describe.each(PROFILE_IDS)("requests to %s", (profile) => {
  let controller: Controller;
  let token: string;
  beforeAll(async () => {
    const quirks = { brokenOperations: [], checkReferences: false, siteCopyEndsTokens: false, dailyLimit: 0 };
    controller = await createController({ profile, quirks });
    token = await userToken(mockOf(controller), profile);
  });

  /** Status and code of an answer, as a text such as `200 -1001`. */
  function send({ method }: Operation, url: URL, body: string | undefined): string {
    const headers: Record<string, string> = { authorization: `AccessToken=${token}` };
    const given = answerRequest(controller, {
      method,
      target: url.pathname + url.search,
      header: (name) => headers[name],
      body: new TextEncoder().encode(body ?? ""),
    });
    return `${given.status} ${given.errorCode ?? ""}`;
  }

  it("are refused with -1001 for a single fault in a body that is accepted without it", () => {
    const wrong: string[] = [];
    const declared = new Set<Schema>();
    const done = new Set<Schema>();
    const { schemas } = controller.behaviour.model;
    const operations = sampled(profile, controller.behaviour.model.operations);
    for (const operation of operations) {
      if (!operation.body?.mediaType.includes("json") || TYPED_WRONGLY.includes(operation.name)) continue;
      collectSchemas(schemas, operation.body.schema, declared);
      const { url, init } = requestFor(controller, operation);
      // With an unknown site what is accepted goes no further, and the state stays as it is.
      const place = new URL(
        operation.path.includes("{siteId}") ? url.replace(/\/sites\/\w+/, "/sites/none") : url,
      );
      const label = `${operation.method} ${operation.path}`;
      const valid = send(operation, place, `${init.body}`);
      const expected = operation.path.includes("{siteId}")
        ? "200 -33000"
        : operation.download
          ? "200 "
          : "200 0";
      if (valid !== expected) wrong.push(`${label}: ${valid} for ${init.body}`);
      const mutations = bodyMutations(schemas, operation, JSON.parse(`${init.body}`), done);
      for (const { kind, where, value } of mutations) {
        const given = send(operation, place, JSON.stringify(value));
        if (given !== "200 -1001") wrong.push(`${label}: ${given} for a wrong ${kind} of ${where}`);
      }
    }
    expect(wrong).toEqual([]);
    // No fact was left out because no valid body reached it.
    expect([...declared].filter((schema) => !done.has(schema))).toEqual([]);
    expect(declared.size).toBeGreaterThan(operations.length);
  });

  it("are refused with -1001 for a single fault in the query, and with 400 without a required parameter", () => {
    const wrong: string[] = [];
    const counts = { missing: 0, wrong: 0 };
    for (const operation of controller.behaviour.model.operations) {
      const declared = operation.parameters.filter((parameter) => parameter.in === "query");
      if (declared.length === 0) continue;
      const { url, init } = requestFor(controller, operation);
      const expectAnswer = (query: URL, expected: string, what: string): void => {
        const given = send(operation, query, init.body as string | undefined);
        if (given !== expected) wrong.push(`${operation.method} ${operation.path}: ${given} for ${what}`);
      };
      for (const { name, required, schema } of declared) {
        if (required) {
          const without = new URL(url);
          without.searchParams.delete(name);
          expectAnswer(without, "400 ", `no ${name}`);
          counts.missing++;
        }
        for (const [kind, text] of wrongTextsOf(controller, schema)) {
          const changed = new URL(url);
          changed.searchParams.set(name, text);
          expectAnswer(changed, "200 -1001", `a wrong ${kind} of ${name}: ${text}`);
          counts.wrong++;
        }
      }
    }
    expect(wrong).toEqual([]);
    const parameters = controller.behaviour.model.operations.flatMap((operation) => operation.parameters);
    const required = parameters.filter((parameter) => parameter.in === "query" && parameter.required);
    expect(counts.missing).toBe(required.length);
    expect(counts.wrong).toBeGreaterThanOrEqual(counts.missing);
  });
});

/** Texts that a query parameter does not take. */
function wrongTextsOf(
  { behaviour: { model } }: Controller,
  declared: Schema,
): [kind: string, text: string][] {
  const own = resolveSchema(model.schemas, declared);
  const schema = own.type === "array" ? resolveSchema(model.schemas, own.items) : own;
  const found = wrongScalarsOf(schema).map(([kind, wrong]): [string, string] => [kind, String(wrong)]);
  const filled = found.filter(([, text]) => text !== "");
  return ["integer", "number", "boolean"].includes(schema.type ?? "") ? [["type", "x"], ...filled] : filled;
}
