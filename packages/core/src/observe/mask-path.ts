import { API_WORDS } from "./api-words.js";

const PARAMETER = /^\{[\w-]+\}$/;

/**
 * A path that was written by hand, with every segment replaced that might be the id, the name or the address of
 * something: all but the words of the API and the parameters of a template.
 */
export function maskPath(path: string): string {
  return path
    .replace(/[?#].*$/s, "")
    .split("/")
    .map((segment) => (segment === "" || API_WORDS.has(segment) || PARAMETER.test(segment) ? segment : "{?}"))
    .join("/");
}
