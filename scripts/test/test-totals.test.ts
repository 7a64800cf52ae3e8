import { describe, expect, it } from "vitest";
import { addUp, closingLine, type TestReport } from "../lib/test-totals.js";

function report(fields: Partial<TestReport> = {}): TestReport {
  return {
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    success: true,
    ...fields,
  };
}

describe("adding up test reports", () => {
  it("sums every run", () => {
    const totals = addUp([
      { name: "a", report: report({ numPassedTests: 3, numPendingTests: 1 }) },
      {
        name: "b",
        report: report({ numPassedTests: 4, numFailedTests: 2, numTodoTests: 1, success: false }),
      },
    ]);
    expect(closingLine(totals)).toBe("7 passed, 2 failed, 2 skipped");
    expect(totals.broken).toEqual([]);
  });

  it("counts a run without a report as a failure", () => {
    const totals = addUp([{ name: "packages/core", report: undefined }]);
    expect(totals).toMatchObject({ failed: 1, broken: ["packages/core"] });
  });

  it("counts a file that does not load as a failure, although no test of it failed", () => {
    const totals = addUp([{ name: "a", report: report({ numPassedTests: 5, success: false }) }]);
    expect(closingLine(totals)).toBe("5 passed, 1 failed, 0 skipped");
  });
});
