import { type Page, requireTool } from "./playwright.js";

interface AxeResults {
  violations: { id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }[];
}

/** Members of one list or table that axe looks at: the others are made in the same way, and hundreds take it a minute. */
const MEMBERS = 15;

/**
 * What axe finds on the shown page, without what is minor or moderate. Long lists are cut.
 * @param rules only these, where the others have been looked at
 */
export async function seriousFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  const { source } = requireTool("axe-core") as { source: string };
  await page.evaluate(source);
  await page.evaluate((members) => {
    for (const element of document.querySelectorAll("main, main *"))
      for (const member of [...element.children].slice(members)) member.remove();
  }, MEMBERS);
  const { violations } = await page.evaluate(
    (runOnly) =>
      (globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({
        resultTypes: ["violations"],
        ...(runOnly && { runOnly }),
      }),
    rules,
  );
  return violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`),
    );
}
