import type { Finding } from "../diff/finding.js";
import type { RuleId } from "../diff/rules.js";

type Remedy = string | ((finding: Finding) => string);

const leaf = ({ path = "" }: Finding): string =>
  path
    .split(".")
    .at(-1)
    ?.replace(/(\[\])+$/, "") ?? path;

/** What to do about a change, by its rule; the reason of the rule stands in for the rest. */
const REMEDIES: Partial<Record<RuleId, Remedy>> = {
  "operation-removed": "there is nothing to call instead: do without it",
  "operation-not-offered": "ask which kind of controller it is before calling it",
  "operation-renamed": ({ after }) => `call ${after}`,
  "path-parameter-renamed": ({ before, after }) => `rename the argument ${before} to ${after}`,
  "authorization-code-only-set": "use the authorizationCode grant",
  "permissions-changed": ({ after }) => `give the application one of: ${after}`,
  "group-moved": ({ after }) => `import its types from the subpath ${after}`,
  "paging-changed": "walk the pages with paginate, which knows both ways",
  "response-page-added": "read .data, or use paginate",
  "response-page-removed": "the rows are the result itself",
  "response-property-removed": (finding) => `stop reading ${leaf(finding)}`,
  "response-property-became-optional": (finding) => `handle ${leaf(finding)} being undefined`,
  "request-property-removed": (finding) => `stop sending ${leaf(finding)}`,
  "parameter-removed": (finding) => `stop passing ${leaf(finding)}`,
  "parameter-added-required": (finding) => `pass ${leaf(finding)}`,
  "parameter-became-required": (finding) => `always pass ${leaf(finding)}`,
  "request-property-added-required": (finding) => `send ${leaf(finding)}`,
  "request-property-became-required": (finding) => `always send ${leaf(finding)}`,
  "response-value-added": ({ after }) => `handle ${after}`,
  "request-value-removed": ({ before }) => `do not send ${before}`,
};

/** What to do about a change. */
export function remedyFor(finding: Finding, nameOf: (operation: string) => string | undefined): string {
  if (finding.successor !== undefined) {
    const name = nameOf(finding.successor);
    return `call ${name === undefined ? finding.successor : `${name} (${finding.successor})`}`;
  }
  const remedy = REMEDIES[finding.rule];
  if (remedy === undefined) return "check the values used here against the new snapshot";
  return typeof remedy === "string" ? remedy : remedy(finding);
}
