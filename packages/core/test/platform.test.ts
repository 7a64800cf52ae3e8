import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const SRC = join(import.meta.dirname, "../src");

it("outside src/node only web standards are used", () => {
  const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.startsWith("node"),
  );
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    const source = readFileSync(join(SRC, file), "utf8");
    expect(source, file).not.toMatch(/from "(node:|undici)|\b(process|Buffer|require)\b[.(]/);
  }
});
