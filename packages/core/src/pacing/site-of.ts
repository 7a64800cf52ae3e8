const SITE = /\/(sites|sitetemplates)\/([^/?]+)/;

/** The site, or site template, a URL is about; "" for what belongs to the controller as a whole. */
export function siteOf(url: string): string {
  const match = SITE.exec(url);
  return match ? `${match[1]}/${match[2]}` : "";
}
