const PUNCTUATION = "!-\\/:-@\\[-`{-~";
const SYNTAX = new Set([..."^$\\.*+?()[]{}|/"]);
const CLASS_ESCAPES = new Set([..."dDsSwW"]);
const OTHER_ESCAPES = new Set([..."bBntrfv"]);

/**
 * Translates a Java regular expression into a JavaScript one that is valid with and without the `u` flag.
 * Controllers validate with Java, whose octal escapes, `\p{Punct}` and needless escapes JavaScript refuses.
 * @returns undefined when the result does not compile in both modes
 */
export function translatePattern(java: string): string | undefined {
  const out = withoutDoubledQuantifiers(translateTokens(java));
  return compiles(out) ? out : undefined;
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern);
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}

function translateTokens(java: string): string {
  let out = "";
  let inClass = false;
  for (let i = 0; i < java.length; ) {
    const char = java.charAt(i);
    if (char === "\\") {
      const [text, length] = translateEscape(java, i, inClass);
      out += text;
      i += length;
      if (inClass && /\\[dDsSwW]$/.test(text) && java[i] === "-" && java[i + 1] === "\\") {
        out += "\\-";
        i++;
      }
      continue;
    }
    if (char === "[" && inClass) out += "\\[";
    else out += char;
    if (char === "[") {
      if (!inClass && java[i + 1] === "^") {
        out += "^";
        i++;
      }
      inClass = true;
    } else if (char === "]") inClass = false;
    i++;
  }
  return out;
}

/** The JavaScript form of the escape at `start`, and how many characters of the Java pattern it took. */
function translateEscape(java: string, start: number, inClass: boolean): [string, number] {
  const rest = java.slice(start + 1);
  const octal = /^0([0-3]?[0-7]{1,2})/.exec(rest);
  if (octal?.[1] !== undefined) {
    const code = Number.parseInt(octal[1], 8);
    return [`\\x${code.toString(16).padStart(2, "0").toUpperCase()}`, 1 + octal[0].length];
  }
  if (rest.startsWith("p{Punct}")) return [inClass ? PUNCTUATION : `[${PUNCTUATION}]`, 9];
  if (/^x[0-9a-fA-F]{2}/.test(rest)) return [`\\${rest.slice(0, 3)}`, 4];
  if (/^u[0-9a-fA-F]{4}/.test(rest)) return [`\\${rest.slice(0, 5)}`, 6];
  const char = rest.charAt(0);
  if (char === "-") return [inClass ? "\\-" : "-", 2];
  if (SYNTAX.has(char) || CLASS_ESCAPES.has(char) || OTHER_ESCAPES.has(char)) return [`\\${char}`, 2];
  return [char, 2];
}

/** In Java a quantifier may follow a quantifier, as in `.*{0,126}`; the second one is what was meant. */
function withoutDoubledQuantifiers(pattern: string): string {
  return pattern.replaceAll(/(?<!\\)([*+])(\{\d+,?\d*\})/g, "$2");
}
