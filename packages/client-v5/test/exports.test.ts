import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generated, PACKAGE, SNAPSHOTS } from "./support/snapshots.js";

const manifest = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8")) as {
  exports: Record<string, string | Record<string, string>>;
};
const entries = Object.entries(manifest.exports).map(([key, entry]) => ({
  key,
  files: typeof entry === "string" ? [entry] : Object.values(entry),
}));

test("every export resolves to a file", () => {
  const missing = entries.flatMap(({ key, files }) =>
    // `dist` is made by a build, from `src`.
    files
      .map((file) => file.replace("./dist/", "./src/").replace(/^(\.\/src\/.*?)(\.d\.ts|\.js)$/, "$1.ts"))
      .filter((file) => !existsSync(join(PACKAGE, file)))
      .map((file) => `${key}: ${file}`),
  );
  expect(missing).toEqual([]);
});

test.each(SNAPSHOTS)("every group of $id has an export with its values", ({ id, groups }) => {
  for (const { name } of groups) {
    for (const file of [name, `${name}.values`]) {
      const path = `./generated/${id}/${file}.js`;
      expect(
        entries.filter(({ files }) => files.includes(path)),
        path,
      ).toHaveLength(1);
    }
  }
});

test.each(SNAPSHOTS)("the value constants of $id are frozen and have different values", async ({ id }) => {
  const files = readdirSync(join(PACKAGE, "generated", id)).filter((name) => name.endsWith(".values.js"));
  let constants = 0;
  for (const file of files) {
    const values = await generated<Record<string, Record<string, unknown>>>(id, file.replace(/\.js$/, ""));
    const text = readFileSync(join(PACKAGE, "generated", id, file), "utf8");
    const members = Object.values(values).flatMap((table) => Object.values(table));
    // As many members as were written: no name hides another.
    expect(text.match(/^ {2}\w+: /gm) ?? [], file).toHaveLength(members.length);
    for (const [name, table] of Object.entries(values)) expect(Object.isFrozen(table), name).toBe(true);
    constants += Object.keys(values).length;
  }
  expect(constants).toBeGreaterThan(10);
});
