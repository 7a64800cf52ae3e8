import type { Finding } from "@omada-sdk/codegen";
import type { ApiModel, Operation } from "@omada-sdk/model";
import { describe, expect, it } from "vitest";
import type { BreakingChange } from "../src/referees/breaking-change.js";
import { readExceptions } from "../src/referees/compare.js";
import { saysTheSame } from "../src/referees/concern.js";
import { type Exception, matchFindings } from "../src/referees/match.js";
import { readOasdiff } from "../src/referees/oasdiff.js";
import { commonOperations, toOpenApi } from "../src/referees/open-api.js";
import { readRedocly } from "../src/referees/redocly.js";
import { refereeReport } from "../src/referees/report.js";

const GET = "GET /lamps/{id}";

describe("the concern of a rule", () => {
  it("is the same for null that may come, whatever it is called", () => {
    expect(saysTheSame("response-nullable-set", "response-property-became-nullable")).toBe(true);
    expect(saysTheSame("response-nullable-set", "response-property-type-changed")).toBe(false);
  });
});

describe("what other programs print", () => {
  it("oasdiff: the place is quoted in the text", () => {
    const row = (id: string, text: string) => ({ id, text, operation: "GET", path: "/lamps/{id}" });
    const breaking = readOasdiff(
      JSON.stringify([
        row("response-optional-property-removed", "removed `result/data/items/name` from `200`"),
        row("request-property-removed", "removed the request property `shade/colour`"),
        row("request-parameter-removed", "deleted the `query` request parameter `page`"),
        row("request-body-became-required", "request body became required"),
        row("api-removed-without-deprecation", "api removed"),
      ]),
    );
    expect(breaking.map(({ place }) => place)).toEqual([
      "result.data.name",
      "body.shade.colour",
      "query.page",
      "body",
      "",
    ]);
    expect(breaking[0]).toMatchObject({ tool: "oasdiff", operation: GET });
  });

  it("redocly: major changes only, at the old name of what it takes for renamed", () => {
    const base = "#/paths/~1lamps~1{id}/get/responses/200/content/application~1json/schema/properties/result";
    const change = (path: string, ruleId: string, message: string, impact = "major") => ({
      path,
      impact,
      verdicts: [{ ruleId, message, impact }],
    });
    const changes = [
      change(
        `${base}/properties/rows/items/properties/b`,
        "property-removed",
        "Property `a` of `X` was renamed to `b`.",
      ),
      change(
        `${base}/properties/rows/items/properties/b/properties/c`,
        "schema-type-changed",
        "`type` changed",
      ),
      change(base, "required-properties-removed", "Properties of `X` are no longer required: `d`, `e`."),
      change(
        "#/paths/~1lamps~1{id}/get/parameters/0",
        "parameter-removed",
        "`page` query parameter was removed.",
      ),
      change(base, "property-added", "nothing to see", "minor"),
    ];
    const breaking = readRedocly(JSON.stringify({ changes }));
    expect(breaking.map(({ operation, place }) => `${operation} ${place}`)).toEqual([
      `${GET} result.rows.a`,
      `${GET} result.rows.a.c`,
      `${GET} result.d`,
      `${GET} result.e`,
      `${GET} query.page`,
    ]);
  });
});

describe("the comparison", () => {
  const finding = (rule: Finding["rule"], severity: Finding["severity"], path?: string) =>
    ({ rule, severity, operation: "GET /lamps/{lampId}", ...(path ? { path } : {}) }) as Finding;
  const change = (place: string, rule = "response-property-removed"): BreakingChange => ({
    tool: "oasdiff",
    rule,
    operation: GET,
    place,
  });
  type Place = keyof Omit<ReturnType<typeof matchFindings>, "lost">;

  it.each<[theirs: string, place: string, ours: Finding, where: Place]>([
    [
      "response-property-removed",
      "result.data.shade",
      finding("response-property-removed", "breaking", "result.data[].shade"),
      "found",
    ],
    [
      "property-removed",
      "result.lit",
      finding("response-property-added", "additive", "result.lit"),
      "milder",
    ],
    [
      "property-removed",
      "result.lit",
      finding("response-property-became-optional", "breaking", "result.lit"),
      "milder",
    ],
    [
      "property-removed",
      "result.name",
      finding("response-property-removed", "breaking", "result.lit"),
      "missed",
    ],
    // What was removed or has another type covers what was inside; what only became required does not.
    [
      "response-property-removed",
      "result.data.shade.colour",
      finding("response-property-removed", "breaking", "result.data[].shade"),
      "around",
    ],
    ["schema-type-changed", "body.shade", finding("request-type-replaced", "breaking", "body"), "around"],
    [
      "new-required-request-property",
      "body.lit",
      finding("body-became-required", "breaking", "body"),
      "missed",
    ],
    ["request-property-removed", "body.lit", finding("request-value-removed", "breaking", "body"), "missed"],
    [
      "request-property-removed",
      "body.lit",
      finding("body-media-type-changed", "breaking", "body"),
      "missed",
    ],
    ["request-body-became-required", "body", finding("body-became-required", "breaking", "body"), "found"],
    // A risky finding about the operation is not that it is gone.
    ["api-removed-without-deprecation", "", finding("operation-superseded", "risky"), "milder"],
    ["api-removed-without-deprecation", "", finding("operation-removed", "breaking"), "found"],
    ["operation-id-changed", "", finding("operation-renamed", "breaking"), "found"],
    [
      "schema-constraint-changed",
      "query",
      finding("request-range-narrowed", "breaking", "query.page"),
      "found",
    ],
    [
      "parameter-became-required",
      "query",
      finding("request-range-narrowed", "breaking", "query.page"),
      "milder",
    ],
  ])("%s at %j beside %o is %s", (rule, place, ours, where) => {
    const { lost, ...matches } = matchFindings([change(place, rule)], [ours]);
    expect(lost).toEqual([]);
    const places = Object.entries(matches).filter(([, changes]) => changes.length > 0);
    expect(places.map(([name]) => name)).toEqual([where]);
  });

  it("keeps apart what a snapshot has lost, unless we found it all the same", () => {
    const notComparablePlaces = [
      { operation: "GET /lamps/{lampId}", path: "result.data[].shade", lost: "required" },
      { operation: "GET /lamps/{lampId}", path: "result.lit", lost: "type" },
    ];
    const ours = [finding("response-type-changed", "breaking", "result.lit")];
    const optional = "response-property-became-optional";
    const changes = [
      change("result.data.shade", optional),
      change("result.lit"),
      change(""),
      // A list of required members that is lost explains neither a removal nor what is inside.
      change("result.data.shade"),
      change("result.data.shade.colour", optional),
    ];
    const { found, lost, missed } = matchFindings(changes, ours, notComparablePlaces);
    expect(lost).toEqual([{ change: changes[0], keyword: "required" }]);
    expect([found, missed]).toEqual([[changes[1]], changes.slice(2)]);
    const inside = [{ operation: GET, path: "result.lit", lost: "type" }];
    expect(matchFindings([change("result.lit.colour")], [], inside).lost).toHaveLength(1);
  });

  it("wants a reason for all that we do not share, and a use for every reason", () => {
    const exception = (place: string): Exception => {
      return {
        pair: "1 2",
        tool: "oasdiff",
        rule: "r",
        operation: "",
        place,
        reason: "lamps are lit anyway",
      };
    };
    const matches = {
      found: [],
      around: [change("d")],
      lost: [],
      milder: [change("a", "r")],
      missed: [change("b", "r"), change("c", "r")],
    };
    const results = [{ pair: "1 2", tool: "oasdiff" as const, matches }];
    const exceptions = [exception("^a$"), exception("^b$"), exception("^z$")];
    const { text, problems } = refereeReport(results, exceptions, { oasdiff: "o@1", redocly: "r@1" });
    expect(text).toContain("| 1 2 | o@1 | 4 | 0 | 1 | 0 | 2 | 1 |");
    expect(problems).toEqual([
      `1 2, oasdiff: r ${GET} c`,
      "the exception 1 2, oasdiff, r excuses nothing: remove it",
    ]);
  });
});

describe("the reviewed list", async () => {
  const exceptions = await readExceptions();
  it("gives a reason for each", () => {
    expect(exceptions.length).toBeGreaterThan(0);
    for (const { reason, operation, place } of exceptions) {
      expect(reason.length).toBeGreaterThan(30);
      expect(() => [new RegExp(operation), new RegExp(place)]).not.toThrow();
    }
  });
});

describe("the document that other programs get", () => {
  const lamp = (path: string): Operation => ({
    name: "lamp.get",
    method: "GET",
    path,
    group: "device",
    tag: "Lamp",
    title: "Lamp",
    deprecated: false,
    parameters: [],
    permissions: [],
    errorCodes: [],
    authorizationCodeOnly: false,
    envelope: false,
    download: false,
    response: {
      type: "object",
      properties: { pattern: { type: "string", pattern: "^a$", "x-omada-unit": "s" } },
    },
  });
  const model = (...paths: string[]) =>
    ({ operations: paths.map(lamp), schemas: new Map() }) as unknown as ApiModel;

  it("has an envelope, no field of ours and no lost keyword, but members that are called like one", () => {
    const text = JSON.stringify(toOpenApi(model("/lamps/{id}"), new Set(["pattern"])));
    expect(text).toContain('"result":{"type":"object","properties":{"pattern":{"type":"string"}}}');
  });

  it("can be cut down to what two snapshots have in common", () => {
    const common = commonOperations(model("/lamps/{id}", "/gone"), model("/lamps/{lampId}"));
    expect(common.operations.map(({ path }) => path)).toEqual(["/lamps/{id}"]);
  });
});
