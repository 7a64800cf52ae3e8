/** Pieces of a text that may hold an address. */
const PIECE = /[^\s"'<>\\]+/g;
/** The schemes that exist are short. */
const LONGEST_SCHEME = 32;
const SCHEME_END = /(?:^|[^a-z\d+.-])([a-z][a-z\d+.-]*)$/i;
/** A part of a path that is long and no word: services for chats put their secrets there. */
const SECRET_PART = /^(?=[a-z_-]*[\dA-Z])[\w-]{16,}$/;

/**
 * Removes secrets from the addresses in a text: user and password, the values of all parameters (what they mean is
 * known to the other side only), fragments, and parts of the path that look like keys.
 */
export function redactLinks(text: string, stands: string): string {
  return text.replace(PIECE, (piece) => {
    const colon = piece.indexOf("://");
    if (colon < 0) return piece;
    const from = Math.max(0, colon - LONGEST_SCHEME);
    const scheme = SCHEME_END.exec(piece.slice(from, colon))?.[1];
    const start = scheme === undefined ? colon : colon - scheme.length;
    return piece.slice(0, start) + redactLink(piece.slice(start), stands);
  });
}

/** What has a scheme and is no address might be one to others: all behind the scheme goes. */
function redactLink(link: string, stands: string): string {
  if (link.endsWith("://")) return link;
  if (!URL.canParse(link)) return `${link.slice(0, link.indexOf("://"))}://${stands}`;
  const url = new URL(link);
  const path = url.pathname.split("/").map((part) => (SECRET_PART.test(part) ? stands : part));
  const hidden = path.join("/");
  if (!url.username && !url.password && !url.search && !url.hash && hidden === url.pathname) return link;
  url.username = "";
  url.password = "";
  url.hash = "";
  url.pathname = hidden;
  const parameters = [...url.searchParams.keys()].map((name): [string, string] => [name, stands]);
  url.search = new URLSearchParams(parameters).toString();
  return url.href;
}
