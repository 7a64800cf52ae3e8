/** Words of the API's paths: "wireless-network", "v1", "{siteId}". */
const WORD = /^(?:v\d|\{[\w-]+\}|[A-Za-z][A-Za-z0-9-]*|)$/;

/**
 * A path with everything that is not a word of the API replaced, for paths that were written out instead of given as a
 * template: ids, MAC and IP addresses, anything encoded.
 */
export function maskPath(path: string): string {
  return path
    .replace(/[?#].*$/s, "")
    .split("/")
    .map((segment) => (WORD.test(segment) && !/^[0-9a-f-]{12,}$/i.test(segment) ? segment : "{?}"))
    .join("/");
}
