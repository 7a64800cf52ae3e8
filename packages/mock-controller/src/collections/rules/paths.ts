/** The beginning of paths that rules are written for; in a site template the same holds within the template. */
export const SITE = "/{omadacId}/sites/{siteId}";
const TEMPLATE = "/{omadacId}/sitetemplates/{siteTemplateId}";

/**
 * The template of another collection as it stands beside a path: in the same site or site template, or of the same MSP.
 * @returns undefined when the collection is not in reach of the path
 */
export function pathInScope(from: string, path: string): string | undefined {
  if (path.startsWith("/msp/") !== from.includes("/msp/{mspId}/")) return undefined;
  return from.includes(TEMPLATE) ? path.replace(SITE, TEMPLATE) : path;
}
