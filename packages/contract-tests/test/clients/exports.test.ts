import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { clientFolder, generated, LINES, PACKAGES, SNAPSHOTS } from "../support/snapshots.js";

/** What the client package of a line exports. */
function entriesOf(line: string): { key: string; files: string[] }[] {
  const { exports } = JSON.parse(readFileSync(join(PACKAGES, `client-${line}`, "package.json"), "utf8")) as {
    exports: Record<string, string | Record<string, string>>;
  };
  return Object.entries(exports).map(([key, entry]) => ({
    key,
    files: typeof entry === "string" ? [entry] : Object.values(entry),
  }));
}

test.each(LINES)("every export of client-%s resolves to a file", (line) => {
  const missing = entriesOf(line).flatMap(({ key, files }) =>
    // `dist` is made by a build, from `src`.
    files
      .map((file) => file.replace("./dist/", "./src/").replace(/^(\.\/src\/.*?)(\.d\.ts|\.js)$/, "$1.ts"))
      .filter((file) => !existsSync(join(PACKAGES, `client-${line}`, file)))
      .map((file) => `${key}: ${file}`),
  );
  expect(missing).toEqual([]);
});

test.each(SNAPSHOTS)("every group of $id has an export with its values", ({ id, line, groups }) => {
  const entries = entriesOf(line);
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

test.each(SNAPSHOTS)(
  "the value constants of $id are frozen and have different values",
  async ({ id, line }) => {
    const folder = clientFolder({ id, line });
    const files = readdirSync(folder).filter((name) => name.endsWith(".values.js"));
    let constants = 0;
    for (const file of files) {
      const { nameOf, ...values } = await generated<Record<string, Record<string, unknown>>>(
        { id, line },
        file.replace(/\.js$/, ""),
      );
      expect(nameOf, file).toBeTypeOf("function");
      const text = readFileSync(join(folder, file), "utf8");
      // Old names are aliases of the same tables.
      const members = [...new Set(Object.values(values))].flatMap((table) => Object.values(table));
      // As many members as were written: no name hides another.
      expect(text.match(/^ {2}\w+: /gm) ?? [], file).toHaveLength(members.length);
      for (const [name, table] of Object.entries(values)) expect(Object.isFrozen(table), name).toBe(true);
      constants += Object.keys(values).length;
    }
    expect(constants).toBeGreaterThan(10);
  },
);

// Package managers that hide what a program does not list itself would refuse the imports otherwise.
test.each(SNAPSHOTS)(
  "every entry of $id has the grants, errors and helpers",
  async ({ id, line, groups }) => {
    const core = await import("@omada-sdk/core");
    const auth = await import("@omada-sdk/auth");
    for (const file of ["index", ...groups.map(({ name }) => name)]) {
      const entry = await generated<Record<string, unknown>>({ id, line }, file);
      const { clientCredentials, createOmadaClient, isOmadaApiError, OmadaApiError, paginate } = entry;
      expect(createOmadaClient, file).toBeTypeOf("function");
      expect({ clientCredentials, isOmadaApiError, OmadaApiError, paginate }, file).toEqual({
        clientCredentials: auth.clientCredentials,
        isOmadaApiError: core.isOmadaApiError,
        OmadaApiError: core.OmadaApiError,
        paginate: core.paginate,
      });
    }
  },
);
