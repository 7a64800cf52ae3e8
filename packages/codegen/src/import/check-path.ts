import { ImportError } from "./errors.js";
import { printable, UNSAFE } from "./text-checks.js";

const PATH = /^[A-Za-z0-9\-._~!$&'()*+,;=:@%/{}]+$/;

/**
 * Refuses a path that is none, or that would lead elsewhere once it is joined to a controller's address.
 * @throws ImportError naming the file and the path
 */
export function checkPath(path: string, file: string): string {
  const problem = problemOf(path);
  if (problem === undefined) return path;
  throw new ImportError(`${file}: path ${printable(path)} ${problem}`);
}

function problemOf(path: string): string | undefined {
  if (!PATH.test(path)) return "has characters that no URL path may have";
  if (path.includes("{__proto__}") || /[{}]/.test(path.replaceAll(/\{[\w.-]+\}/g, ""))) {
    return "has a brace without a usable parameter name in it";
  }
  if (/.\/\/|^\/\//.test(path))
    return "has an empty part; controllers serve none such, so pull the document again";
  for (const part of path.split("/")) {
    const plain = decoded(part);
    if (plain === undefined) return `has a percent sign that escapes nothing, in ${printable(part)}`;
    if (plain === "." || plain === "..") {
      return `has the part ${printable(part)}, which leads to another path; pull the document again`;
    }
    if (/[/\\]/.test(plain) || UNSAFE.test(plain))
      return `escapes a character that no part may have, in ${printable(part)}`;
  }
  return undefined;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
