import { ImportError, isRecord, printable, UNSAFE } from "../files/input-error.js";

const PATH = /^[A-Za-z0-9\-._~!$&'()*+,;=:@%/{}]+$/;

/**
 * Refuses what is not a URL path, and a path that leads elsewhere when it is joined to a controller's address.
 * @throws ImportError naming the file and the path
 */
export function checkPath(path: string, file: string): string {
  const problem = pathProblem(path);
  if (problem === undefined) return path;
  throw new ImportError(`${file}: path ${printable(path)} ${problem}`);
}

function pathProblem(path: string): string | undefined {
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

const TEXT_KEYS = new Set(["description", "summary", "title", "example", "examples", "default"]);

const MAX_DEPTH = 200;

/**
 * Refuses keys that could change an object's prototype or break a line, because names end up in code and files, and
 * texts that would keep the import busy for minutes.
 * @throws ImportError naming the file and the place
 */
export function refuseUnsafeTexts(value: unknown, file: string, where = "", depth = 0): void {
  if (depth > MAX_DEPTH) throw new ImportError(`${file} is nested more than ${MAX_DEPTH} levels deep`);
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      refuseUnsafeTexts(item, file, `${where}/${index}`, depth + 1);
    });
  } else if (isRecord(value)) {
    for (const [key, child] of Object.entries(value)) {
      const place = `${where}/${key}`;
      if (key === "__proto__" || UNSAFE.test(key)) {
        throw new ImportError(
          `${file}: the name ${printable(key)} at ${printable(where || "/")} is not allowed`,
        );
      }
      if (key.startsWith("x-") && !place.includes("/properties/")) continue;
      if (typeof child === "string") refuseEndlessText(child, file, place);
      if (!TEXT_KEYS.has(key) || typeof child === "object") refuseUnsafeTexts(child, file, place, depth + 1);
    }
  }
}

/** More than any text of a controller has. The patterns that look for facts take long on longer texts. */
const MAX_TEXT = 100_000;
const MAX_RUN = 1000;

/** No controller serves texts that would keep the import busy for minutes. */
function refuseEndlessText(text: string, file: string, where: string): void {
  let run = 1;
  let longest = 1;
  for (let at = 1; at < text.length && longest <= MAX_RUN; at++) {
    run = text.charCodeAt(at) === text.charCodeAt(at - 1) ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  if (text.length <= MAX_TEXT && longest <= MAX_RUN) return;
  throw new ImportError(
    `${file}: the text at ${printable(where)} has more than ${MAX_TEXT} characters, or one ${MAX_RUN} times in a row`,
  );
}
