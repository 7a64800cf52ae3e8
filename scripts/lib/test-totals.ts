/** The part of vitest's JSON report that is counted. */
export interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
}

/** A place with tests; `report` is missing if its tests never got as far as writing one. */
export interface TestRun {
  readonly name: string;
  readonly report: TestReport | undefined;
}

export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Names of the runs that did not end well without any single test to blame. */
  readonly broken: readonly string[];
}

/** A run that broke without a failed test (no report, a file that does not load) counts as one failure. */
export function addUp(runs: readonly TestRun[]): Totals {
  const broken = runs.filter(({ report }) => !report || (!report.success && report.numFailedTests === 0));
  const reports = runs.flatMap(({ report }) => (report ? [report] : []));
  const sum = (count: (report: TestReport) => number) => reports.reduce((total, r) => total + count(r), 0);
  return {
    passed: sum((r) => r.numPassedTests),
    failed: sum((r) => r.numFailedTests) + broken.length,
    skipped: sum((r) => r.numPendingTests + r.numTodoTests),
    broken: broken.map(({ name }) => name),
  };
}

export function closingLine({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
