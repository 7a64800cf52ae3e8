import { describe, expect, it } from "vitest";
import { mineOperation } from "../../src/import/mine/operation.js";
import { documentOf, parameter, text } from "../support/document.js";
import { imported } from "../support/workspace.js";

const DESCRIPTION = [
  "Turn all lamps on.",
  "The caller needs one of the permissions: <br/>Site Lamp Manager Modify<br/>Global Lamp Manager Modify",
  "Possible error codes for the interface of lamps are:<br/>-30001  -  The lamp is gone.<br/>-30002  -  Too bright.<br/>-30001  -  The lamp is gone.",
].join("<br/><br/>");

describe.concurrent("texts of operations", () => {
  it("give permissions and error codes, each once", () => {
    expect(mineOperation(DESCRIPTION)).toEqual({
      permissions: ["Global Lamp Manager Modify", "Site Lamp Manager Modify"],
      errorCodes: [-30001, -30002],
      authorizationCodeOnly: false,
      deprecated: false,
    });
  });

  it("give codes without a text, and do not count success", () => {
    const { errorCodes } = mineOperation(
      "Lamps.<br/><br/>Possible error codes for the interface:<br/>0  -  Fine.<br/>-1  -<br/>-30001  -  Gone.<br/>-30002-3",
    );
    expect(errorCodes).toEqual([-1, -30001]);
  });

  it("give permissions in capitals", () => {
    const { permissions } = mineOperation("Lamps.<br/><br/>One of the permissions:<br/>LAMPS_WRITE<br/>");
    expect(permissions).toEqual(["LAMPS_WRITE"]);
  });

  it("give the mode, the edition and deprecation", () => {
    expect(
      mineOperation("Lamps. Glowing only supports the authorization code mode.").authorizationCodeOnly,
    ).toBe(true);
    expect(mineOperation("Lamps. It applies to the Lamp Pro Controller only.").edition).toBe("pro");
    expect(mineOperation("Lamps, in MSP mode only.").edition).toBe("msp");
    expect(mineOperation("Deprecated, use the new lamps.").deprecated).toBe(true);
  });

  it("deprecation of something else does not count", () => {
    const { deprecated } = mineOperation(DESCRIPTION.replace("Too bright", "A deprecated lamp"));
    expect(deprecated).toBe(false);
    expect(mineOperation("Dim lamps. The parameter [watts] is deprecated.").deprecated).toBe(false);
    expect(mineOperation("Dim lamps. The parameter watts is deprecated. Deprecated.").deprecated).toBe(true);
  });

  it("give nothing when there is nothing", () => {
    const nothing = { permissions: [], errorCodes: [], authorizationCodeOnly: false, deprecated: false };
    expect(mineOperation("")).toEqual(nothing);
    expect(mineOperation("Lamps -1 - 5. Errors: see elsewhere.")).toEqual(nothing);
  });

  it("reach the snapshot as facts, without a word of the text", async () => {
    const { operation, entry } = await imported({
      "All.json": documentOf({
        operations: {
          "GET /lamps": {
            description: DESCRIPTION,
            summary: "Read all of the lamps that ever glowed",
            parameters: [
              {
                ...parameter("searchKey", "query"),
                description: "Fuzzy query parameters, support field lampName,mac",
              },
              {
                ...parameter("sorts.name", "query", text()),
                description: "Of lamps; sort parameters may be one of asc or desc, or left out.",
              },
              {
                ...parameter("filters.lamp", "query"),
                description: "Filter query parameters, support field lamp",
              },
              {
                ...parameter("page", "query", { type: "integer" }),
                description: "Number of the page of lamps.",
              },
              {
                ...parameter("pageSize", "query", { type: "integer" }),
                description: "Lamps on a page, within the range of 1–900.",
              },
            ],
          },
        },
      }),
    });
    const found = operation("GET /lamps");
    expect(found).toMatchObject({
      title: "Get gadget",
      permissions: ["Global Lamp Manager Modify", "Site Lamp Manager Modify"],
      errorCodes: [-30001, -30002],
      paging: "query",
    });
    const byName = Object.fromEntries(found.parameters.map((one) => [one.name, one]));
    expect(byName.searchKey?.["x-omada-search-fields"]).toEqual(["lampName", "mac"]);
    expect(byName["filters.lamp"]?.["x-omada-filter-fields"]).toEqual(["lamp"]);
    expect(byName["sorts.name"]?.schema["x-omada-values"]).toEqual([{ value: "asc" }, { value: "desc" }]);
    expect(byName.pageSize?.schema["x-omada-range"]).toEqual([1, 900]);
    expect(JSON.stringify(found)).not.toMatch(/glowed|bright|support/);
    expect(entry.facts).toMatchObject({
      errorCodes: 2,
      errorCodeOperations: 1,
      permissionLabels: 2,
      ranges: 1,
    });
  });
});
