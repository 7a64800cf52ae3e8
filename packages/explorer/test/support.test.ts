import { describe, expect, test } from "vitest";
import { type Release, supportInWords } from "../src/data/operation/support.js";

const release = (id: string, at: number): Release => ({
  ...{ at, id, version: id.replace("-cloud", "") },
  flavour: id.endsWith("cloud") ? "cloud" : "local",
});

describe.each([
  {
    snapshots: ["5.12", "5.15", "6.2", "6.2-cloud"],
    words: {
      "": "in no version",
      "5.12": "until 5.12",
      "5.15": "in 5.15 only",
      "5.12 5.15": "until 5.15",
      "6.2": "local only, since 6.2",
      "5.12 6.2": "local only, in 5.12 and 6.2 only",
      "5.15 6.2": "local only, since 5.15",
      "5.12 5.15 6.2": "local only",
      "6.2-cloud": "cloud only",
      "5.12 6.2-cloud": "local until 5.12, cloud in all versions",
      "5.15 6.2-cloud": "local in 5.15 only, cloud in all versions",
      "5.12 5.15 6.2-cloud": "local until 5.15, cloud in all versions",
      "6.2 6.2-cloud": "since 6.2",
      "5.12 6.2 6.2-cloud": "in 5.12 and 6.2 only",
      "5.15 6.2 6.2-cloud": "since 5.15",
      "5.12 5.15 6.2 6.2-cloud": "in all versions",
    },
  },
  {
    snapshots: ["6.1", "6.1-cloud", "6.2", "6.2-cloud"],
    words: {
      "": "in no version",
      "6.1": "local only, until 6.1",
      "6.1-cloud": "cloud only, until 6.1",
      "6.1 6.1-cloud": "until 6.1",
      "6.2": "local only, since 6.2",
      "6.1 6.2": "local only",
      "6.1-cloud 6.2": "local since 6.2, cloud until 6.1",
      "6.1 6.1-cloud 6.2": "local in all versions, cloud until 6.1",
      "6.2-cloud": "cloud only, since 6.2",
      "6.1 6.2-cloud": "local until 6.1, cloud since 6.2",
      "6.1-cloud 6.2-cloud": "cloud only",
      "6.1 6.1-cloud 6.2-cloud": "local until 6.1, cloud in all versions",
      "6.2 6.2-cloud": "since 6.2",
      "6.1 6.2 6.2-cloud": "local in all versions, cloud since 6.2",
      "6.1-cloud 6.2 6.2-cloud": "local since 6.2, cloud in all versions",
      "6.1 6.1-cloud 6.2 6.2-cloud": "in all versions",
    },
  },
])("support in $snapshots", ({ snapshots, words }) => {
  const all = snapshots.map(release);

  test.each(Array.from({ length: 16 }, (_, mask) => mask))("of subset %i", (mask) => {
    const ids = snapshots.filter((_, at) => mask & (1 << at)).join(" ");
    expect(supportInWords(mask, 15, all)).toBe(new Map(Object.entries(words)).get(ids));
  });

  test("speaks only of the snapshots that are asked about", () => {
    expect(supportInWords(15, 0b1100, all)).toBe("in all versions");
    expect(supportInWords(0b1000, 0b1000, all)).toBe("cloud only");
    expect(supportInWords(0b0111, 0b1000, all)).toBe("in no version");
  });
});

test("the parts of a version count as numbers, its builds do not", () => {
  const all = ["5.9", "5.12", "6.0"].map(release);
  expect(supportInWords(0b110, 0b111, all)).toBe("since 5.12");
  const builds = [release("6.2", 0), { ...release("6.2-cloud", 1), version: "6.2.0.17" }];
  expect(supportInWords(0b11, 0b11, builds)).toBe("in all versions");
});
