/** Addresses with a scheme, alone or in a text. */
const LINK = /\b[a-z][a-z\d+.-]*:\/\/[^\s"'<>\\]+/gi;
/** A part of a path that is long and no word: services for chats put their secrets there. */
const SECRET_PART = /^(?=.*[\dA-Z])[\w-]{16,}$/;

/**
 * Removes secrets from the addresses in a text: user and password, the values of all parameters (what they mean is
 * known to the other side only), fragments, and parts of the path that look like keys.
 */
export function redactLinks(text: string, stands: string): string {
  return text.replace(LINK, (link) => {
    if (!URL.canParse(link)) return link;
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
  });
}
