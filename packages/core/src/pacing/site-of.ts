const KINDS = ["/sites/", "/sitetemplates/"];
const END = /[/?]/;

/** The site, or site template, a URL is about; undefined for what belongs to the controller as a whole. */
export function siteOf(url: string): string | undefined {
  for (const kind of KINDS) {
    const found = url.indexOf(kind);
    if (found < 0) continue;
    const rest = url.slice(found + kind.length);
    const end = rest.search(END);
    const id = end < 0 ? rest : rest.slice(0, end);
    if (id !== "") return kind + id;
  }
  return undefined;
}
