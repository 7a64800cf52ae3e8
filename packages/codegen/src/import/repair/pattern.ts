const PUNCTUATION = "!-\\/:-@\\[-`{-~";
const SYNTAX = new Set([..."^$\\.*+?()[]{}|/"]);
const CLASS_ESCAPES = new Set([..."dDsSwW"]);
/** Escapes that mean the same in both languages outside of a class. */
const SAME_ESCAPES = new Set([..."bBntrf123456789"]);
const SAME_IN_CLASS = new Set([..."ntrf"]);
const COUNTED = /^\{\d+,?\d*\}/;

/**
 * Translates a Java regular expression into a JavaScript one that is valid with and without the `u` flag.
 * Controllers validate with Java, whose octal escapes, `\p{Punct}` and needless escapes JavaScript refuses.
 * @returns undefined when there is no translation that compiles in both modes and means the same
 */
export function translatePattern(java: string): string | undefined {
  const out = translateTokens(java);
  return out !== undefined && compiles(out) ? out : undefined;
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

function translateTokens(java: string): string | undefined {
  let out = "";
  let inClass = false;
  let repeated = false;
  for (let i = 0; i < java.length; ) {
    const char = java.charAt(i);
    const afterRepeat = repeated;
    repeated = false;
    if (char === "\\") {
      const escaped = translateEscape(java, i, inClass);
      if (!escaped) return undefined;
      const [text, length] = escaped;
      out += text;
      i += length;
      if (inClass && /\\[dDsSwW]$/.test(text) && /^-[^\]-]/.test(java.slice(i, i + 2))) {
        out += "\\-";
        i++;
      }
      continue;
    }
    if (inClass) {
      // Java reads `[` as a class inside the class and `&&` as an intersection; JavaScript has neither.
      if (char === "[" || java.startsWith("&&", i)) return undefined;
      inClass = char !== "]";
    } else if (char === "[") {
      inClass = true;
    } else if (char === "*" || char === "+") {
      repeated = true;
    } else if (afterRepeat && COUNTED.test(java.slice(i))) {
      // In Java a quantifier may follow a quantifier, as in `.*{0,126}`; the second one is what was meant.
      out = out.slice(0, -1);
    }
    out += onOneLine(char);
    i++;
  }
  return out;
}

/** The JavaScript form of the escape at `start`, and how many characters of the Java pattern it took. */
function translateEscape(java: string, start: number, inClass: boolean): [string, number] | undefined {
  const rest = java.slice(start + 1);
  const octal = /^0([0-3]?[0-7]{1,2})/.exec(rest);
  if (octal?.[1] !== undefined) {
    return [hex(Number.parseInt(octal[1], 8)), 1 + octal[0].length];
  }
  if (rest.startsWith("p{Punct}")) return [inClass ? PUNCTUATION : `[${PUNCTUATION}]`, 9];
  if (/^x[0-9a-fA-F]{2}/.test(rest)) return [`\\${rest.slice(0, 3)}`, 4];
  if (/^u[0-9a-fA-F]{4}/.test(rest)) return [`\\${rest.slice(0, 5)}`, 6];
  const char = rest.charAt(0);
  if (char === "-") return [inClass ? "\\-" : "-", 2];
  if (SYNTAX.has(char) || CLASS_ESCAPES.has(char)) return [`\\${char}`, 2];
  if ((inClass ? SAME_IN_CLASS : SAME_ESCAPES).has(char)) return [`\\${char}`, 2];
  return char === "" || /[A-Za-z0-9]/.test(char) ? undefined : [onOneLine(char), 2];
}

/** A character of a pattern, escaped where it would break the line it is printed on. */
function onOneLine(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 0x20) return hex(code);
  return code === 0x2028 || code === 0x2029 ? `\\u${code.toString(16)}` : char;
}

function hex(code: number): string {
  return `\\x${code.toString(16).padStart(2, "0").toUpperCase()}`;
}
