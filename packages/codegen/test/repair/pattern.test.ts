import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { translatePattern } from "../../src/import/repair/pattern.js";

/** Java pattern, its translation, texts that it must match as a whole, texts that it must not match. */
const TABLE: [java: string, javascript: string, yes: string[], no: string[]][] = [
  ["^[\\041-\\0176]{1,4}$", "^[\\x21-\\x7E]{1,4}$", ["a", "!~", "A_9"], ["", " ", "a b", "abcde", "é"]],
  ["^[\\00-\\037]$", "^[\\x00-\\x1F]$", ["\u0000", "\u001f"], [" ", "a"]],
  ["^\\0101$", "^\\x41$", ["A"], ["a", "\\0101"]],
  ["^\\03777$", "^\\xFF7$", ["\u00ff7"], ["\u00ff"]],
  ["^[a\\p{Punct} ]+$", "^[a!-\\/:-@\\[-`{-~ ]+$", ["a", "!/", "[]\\^_`", "{|}~ @"], ["b", "0", ""]],
  ["^\\p{Punct}$", "^[!-\\/:-@\\[-`{-~]$", ["-", "]"], ["x", "--"]],
  ["^[^ \\+\\-\\@\\=]$", "^[^ \\+\\-@=]$", ["a", "#"], ["+", "-", "@", "=", " "]],
  ["^\\<\\'\\\"\\#\\!\\_\\`$", "^<'\"#!_`$", ["<'\"#!_`"], ["\\<"]],
  ["^a\\-b$", "^a-b$", ["a-b"], ["a\\-b"]],
  ["^[\\d|\\d-\\d]+$", "^[\\d|\\d\\-\\d]+$", ["1-2|3"], ["a", ""]],
  ["^[\\w-.]+$", "^[\\w\\-.]+$", ["a-b.c"], ["a b"]],
  ["^[\\w-]+$", "^[\\w-]+$", ["a-b"], ["a.b"]],
  ["^a.*{0,3}b$", "^a.{0,3}b$", ["ab", "axxxb"], ["axxxxb"]],
  ["^a+{2}$", "^a{2}$", ["aa"], ["a", "aaa"]],
  ["^[*{2}]+$", "^[*{2}]+$", ["*{2}"], ["a"]],
  ["^\\*{2}$", "^\\*{2}$", ["**"], ["*"]],
  ["^\\\\{2}$", "^\\\\{2}$", ["\\\\"], ["\\"]],
  ["^\\u0041\\x42$", "^\\u0041\\x42$", ["AB"], ["ab"]],
  ["^(a)\\1$", "^(a)\\1$", ["aa"], ["a1"]],
  ["^a\nb\u2028$", "^a\\x0Ab\\u2028$", ["a\nb\u2028"], ["ab"]],
];

/** What means something else in JavaScript, or nothing: no pattern is better than a wrong one. */
const WITHOUT = [
  "[a-z&&[^b]]",
  "[a[bc]]",
  "[a&&b]",
  "a++",
  "(?i)abc",
  "(?>abc)",
  "\\Qa.b\\E",
  "\\p{Alpha}",
  "\\h",
  "\\Aabc\\z",
  "\\a",
  "\\v",
  "[\\b]",
  "[]a]",
  "a\\",
  "(",
  "[z-a]",
  "x{2",
];

const matches = (pattern: string, flags: string, text: string) => new RegExp(pattern, flags).test(text);

describe.concurrent("translatePattern", () => {
  it.each(TABLE)("%j", (java, javascript, yes, no) => {
    expect(translatePattern(java)).toBe(javascript);
    for (const flags of ["", "u"]) {
      expect(yes.filter((text) => !matches(javascript, flags, text))).toEqual([]);
      expect(no.filter((text) => matches(javascript, flags, text))).toEqual([]);
    }
  });

  it.each(WITHOUT)("gives up on %j", (java) => {
    expect(translatePattern(java)).toBeUndefined();
  });

  it.each(TABLE)("does not change the translation of %j again", (_, javascript) => {
    const again = translatePattern(javascript);
    // `\-` stands plain outside of a class, everything else stays.
    expect(again).toBe(javascript);
  });

  const token = fc.constantFrom(
    ..."abc019 -_^$.|?*+()[]{}/&'`@=!<>:,\\\n\u2028é",
    ..."\\041 \\0176 \\d \\w \\s \\- \\@ \\p{Punct} \\p{L} \\x41 \\u0041 {1,2} {0,126} (?= (?! (?: [^ && \\b \\1 \\Q".split(
      " ",
    ),
  );

  it("never throws, and what it gives compiles in both modes", () => {
    const patterns = fc.oneof(
      fc.array(token, { maxLength: 12 }).map((parts) => parts.join("")),
      fc.string(),
    );
    fc.assert(
      fc.property(patterns, (java) => {
        const translated = translatePattern(java);
        if (translated === undefined) return;
        expect(() => [new RegExp(translated), new RegExp(translated, "u")]).not.toThrow();
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
        expect(translated).not.toMatch(/[\u0000-\u001f\u2028\u2029]/);
      }),
      { numRuns: 2000, interruptAfterTimeLimit: 5000, markInterruptAsFailure: false },
    );
  });

  it("gives patterns that answer at once", { timeout: 2000 }, () => {
    const hostile = ["a".repeat(5000), "\\".repeat(5000), "*{0,126}".repeat(500), "[".repeat(5000)];
    for (const pattern of hostile) translatePattern(pattern);
    const doubled = translatePattern("^$|^[^ ]$|^[^ ].*\\r?\\n?.*{0,126}[^ ]$") ?? "";
    expect(matches(doubled, "u", `${"x ".repeat(400)} `)).toBe(false);
  });
});
