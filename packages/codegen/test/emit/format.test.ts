import { describe, expect, test } from "vitest";
import { formatDeclarations, MAX_COLUMNS } from "../../src/emit/format.js";

const lines = (text: string): string[] => formatDeclarations(text).trimEnd().split("\n");
const names = Array.from({ length: 30 }, (_, at) => `SomeName${at}`);

describe("declarations", () => {
  test("are indented by two spaces, brackets of one line once", () => {
    const text = `export interface A {\n    readonly get: (args: {\n        id: string;\n    }, options?: O) => Promise<B>;\n}\n`;
    expect(lines(text)).toEqual([
      "export interface A {",
      "  readonly get: (args: {",
      "    id: string;",
      "  }, options?: O) => Promise<B>;",
      "}",
    ]);
  });

  test("stand apart, members with a doc comment too, other members and imports do not", () => {
    const text = `// Banner\nimport type { A } from "a";\nexport type { B } from "b";\nexport interface C {\n a: A;\n b: A;\n/** One */\n c: {\n /** Two */\n x: 1;\n y: 2;\n };\n d: A;\n e: A;\n}\n/** Three */\nexport type D = A;\nexport type E = A;\n`;
    expect(formatDeclarations(text)).toBe(`// Banner
import type { A } from "a";
export type { B } from "b";

export interface C {
  a: A;
  b: A;

  /** One */
  c: {
    /** Two */
    x: 1;
    y: 2;
  };

  d: A;
  e: A;
}

/** Three */
export type D = A;

export type E = A;
`);
  });

  test.each([
    ["an import", `import type { ${names.join(", ")} } from "x";`, /^import type \{$/, /^\} from "x";$/],
    ["a union", `type: ${names.join(" | ")};`, /^type:$/, / {2}\| .*;$/],
    ["a list of a union", `type?: (${names.join(" | ")})[];`, /^type\?: \($/, /^\)\[\];$/],
    [
      "parameters",
      `get<P extends keyof ${names[0]}>(path: P, ...init: ${names.join("")}): Promise<R<P["x"]>>;`,
      /\($/,
      /^\): Promise<R<P\["x"\]>>;$/,
    ],
    [
      "a method",
      `readonly get: (args?: Record<string, ${names.slice(0, 7).join(" | ")}>, options?: O) => Promise<A>;`,
      /^readonly get: \($/,
      /^\) => Promise<A>;$/,
    ],
    ["an alias", `export type A = import("./${"a".repeat(110)}.js").B;`, /^export type A =$/, /^ {2}import/],
  ])("%s is broken to fit", (_, line, first, last) => {
    const made = lines(line);
    expect(made[0]).toMatch(first);
    expect(made.at(-1)).toMatch(last);
    const isShort = made.every((each) => each.length <= MAX_COLUMNS || !each.includes(", "));
    expect(isShort).toBe(true);
    // Nothing but white space and the leading bar of a union is added.
    expect(
      made
        .join("")
        .replaceAll(/\s/g, "")
        .replaceAll(/(?<=[:(])\|/g, ""),
    ).toBe(line.replaceAll(/\s/g, ""));
  });

  test("have room for the semicolon that ends a broken union", () => {
    for (let length = 100; length < 125; length++) {
      const made = lines(`type: ${"a".repeat(length - 60)} | ${"b".repeat(50)} | cccc | ${"d".repeat(60)};`);
      expect(made.every((line) => line.length <= MAX_COLUMNS)).toBe(true);
    }
  });

  test("keep what holds brackets only in texts and comments as it is", () => {
    const text = `export interface A {\n    /** A ) that ( closes } nothing { */\n    "/a/{b}(c": {\n        d: "}";\n    };\n    e: 1;\n}\n`;
    expect(lines(text).slice(1)).toEqual([
      "  /** A ) that ( closes } nothing { */",
      '  "/a/{b}(c": {',
      '    d: "}";',
      "  };",
      "",
      "  e: 1;",
      "}",
    ]);
  });
});

describe("doc comments", () => {
  const doc = (text: string): string[] => lines(`/** ${text} */\nexport type A = 1;`).slice(0, -1);
  const long = (last: string): string => `${"word ".repeat(22)}${last}`;

  test("are broken between words", () => {
    const made = doc(long("and this follows on the next line"));
    expect(made[0]).toBe("/**");
    expect(made.at(-1)).toBe(" */");
    expect(made.every((line) => line.length <= MAX_COLUMNS)).toBe(true);
    expect(
      made
        .map((line) => line.replace(/^[ /]\*+\/? ?/, ""))
        .join(" ")
        .trim(),
    ).toBe(long("and this follows on the next line"));
  });

  test.each([["apNotFound (-39303)"], ["12 = On the roof"], ["`GET /a b`"], ["{@link Some thing}"]])(
    "keep %s on one line",
    (whole) => {
      const made = doc(long(`${whole}, end`));
      const first = whole.startsWith("12") ? "12 = On" : whole;
      expect(made.some((line) => line.includes(first))).toBe(true);
    },
  );

  test.each(["-", "#", "1.", ">", "@deprecated"])(
    "begin no line with %s, which editors would show otherwise",
    (word) => {
      for (let count = 18; count < 28; count++) {
        const made = doc(`${"word ".repeat(count)}${word} next ${"word ".repeat(count)}`.trim());
        expect(made.some((line) => line.startsWith(` * ${word}`))).toBe(false);
      }
    },
  );
});
