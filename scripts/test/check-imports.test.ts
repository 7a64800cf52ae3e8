import { describe, expect, it } from "vitest";
import { checkImports } from "../lib/check-imports.js";
import { findImports } from "../lib/find-imports.js";
import type { Manifest } from "../lib/manifests.js";

function manifest(folder: string, fields: Partial<Manifest> = {}): Manifest {
  return {
    dir: `packages/${folder}`,
    name: `@omada-sdk/${folder}`,
    private: false,
    dependencies: [],
    devDependencies: [],
    exports: ["."],
    ...fields,
  };
}

const clientNeeds = ["@omada-sdk/auth", "@omada-sdk/core", "@omada-sdk/types"];
const workspace: Manifest[] = [
  { ...manifest(""), dir: "", name: "omada-sdk", private: true, devDependencies: ["vitest"] },
  manifest("auth"),
  manifest("core", {
    dependencies: ["@omada-sdk/auth", "openapi-fetch", "undici"],
    exports: [".", "./node"],
  }),
  manifest("types", { exports: ["./6.2/*"] }),
  manifest("client-v5", { dependencies: clientNeeds }),
  manifest("client-v6", { dependencies: [...clientNeeds, "@omada-sdk/client-v5"] }),
  manifest("model"),
  manifest("mock-controller", {
    dependencies: ["@omada-sdk/model"],
    devDependencies: ["@omada-sdk/codegen"],
  }),
  manifest("codegen", { dependencies: ["typescript"], devDependencies: ["ajv"] }),
];

function check(path: string, text: string): string[] {
  return checkImports(workspace, [{ path, text }]);
}

describe("what is allowed", () => {
  it.each([
    ["packages/core/src/index.ts", `import createClient from "openapi-fetch"; import "@omada-sdk/auth";`],
    ["packages/core/src/node/tls.ts", `import { Agent } from "undici"; import tls from "node:tls";`],
    ["packages/core/src/errors.ts", `export * from "./codes.js";`],
    ["packages/client-v6/src/index.ts", `import type { Device } from "@omada-sdk/types/6.2/device";`],
    ["packages/client-v6/src/index.ts", `export * from "@omada-sdk/core/node";`],
    ["packages/auth/src/token.test.ts", `import { it } from "vitest"; import fs from "node:fs";`],
    ["packages/auth/vitest.config.ts", `import { sharedConfig } from "../../vitest.shared.js";`],
    ["packages/mock-controller/src/a.ts", `import { refTo } from "@omada-sdk/model";`],
    ["packages/mock-controller/src/a.ts", `const a = await import("@omada-sdk/codegen");`],
    ["vitest.shared.ts", `import { defineConfig } from "vitest/config";`],
    ["packages/codegen/src/release/plan.ts", `import { diffModels } from "../diff/diff-models.js";`],
    [
      "packages/codegen/src/emit/client/raw.ts",
      `import "./parts.js"; import "../print.js"; import "../../banner.js";`,
    ],
    ["packages/codegen/src/index.ts", `export * from "./emit/generate.js";`],
    ["packages/codegen/test/emit/raw.test.ts", `import "../../src/emit/client/raw.js";`],
  ])("%s: %s", (path, text) => {
    expect(check(path, text)).toEqual([]);
  });
});

describe("what is refused", () => {
  it.each([
    [
      "a package outside the rule",
      "packages/core/src/a.ts",
      `import "@omada-sdk/types/6.2/a";`,
      "may not be",
    ],
    ["the other client", "packages/client-v6/src/a.ts", `import "@omada-sdk/client-v5";`, "may not be"],
    [
      "the other client, in a test",
      "packages/client-v6/test/a.test.ts",
      `import "@omada-sdk/client-v5";`,
      "may not",
    ],
    ["any package from auth", "packages/auth/src/a.ts", `import "@omada-sdk/core";`, "may not be imported"],
    ["npm from auth", "packages/auth/src/a.ts", `import "undici";`, "may not be imported"],
    [
      "Node in auth outside src/node",
      "packages/auth/src/a.ts",
      `import "node:crypto";`,
      "only be imported in",
    ],
    ["undici outside src/node", "packages/core/src/a.ts", `import "undici";`, "only be imported in"],
    [
      "types at run time",
      "packages/client-v6/src/a.ts",
      `import { a } from "@omada-sdk/types/6.2/a";`,
      "import type",
    ],
    [
      "import()",
      "packages/auth/src/a.ts",
      `const a = await import("@omada-sdk/core");`,
      "may not be imported",
    ],
    [
      "import() as a type",
      "packages/auth/src/a.ts",
      `let a: import("@omada-sdk/core").A;`,
      "may not be imported",
    ],
    [
      "a stage from another one beside it",
      "packages/codegen/src/emit/client/raw.ts",
      `import type { Finding } from "../../diff/finding.js";`,
      "src/emit may not import from src/diff",
    ],
    [
      "a folder that no rule names",
      "packages/codegen/src/other/raw.ts",
      `import "../specs/case.js";`,
      "src/other may not import from src/specs",
    ],
    ["export from", "packages/auth/src/a.ts", `export { a } from "@omada-sdk/core";`, "may not be imported"],
    [
      "a deep import",
      "packages/core/src/a.ts",
      `import "@omada-sdk/auth/src/token.js";`,
      "not among the exports",
    ],
    [
      "a path out of the package",
      "packages/core/src/a.ts",
      `import "../../auth/src/index.js";`,
      "leaves packages/core/",
    ],
    [
      "a path out of scripts",
      "scripts/a.ts",
      `import "../packages/codegen/src/index.js";`,
      "leaves scripts/",
    ],
    ["a client from scripts", "scripts/a.ts", `import "@omada-sdk/client-v6";`, "may not be imported"],
    [
      "an optional package that is loaded with the file",
      "packages/mock-controller/src/a.ts",
      `import { generate } from "@omada-sdk/codegen";`,
      "load it with import()",
    ],
    [
      "the types of an optional package",
      "packages/mock-controller/src/a.ts",
      `import type { Manifest } from "@omada-sdk/codegen";`,
      "load it with import()",
    ],
    [
      "any package from the model",
      "packages/model/src/a.ts",
      `import "@omada-sdk/codegen";`,
      "may not be imported",
    ],
    ["Node in the model", "packages/model/src/a.ts", `import "node:fs";`, "may not be imported"],
    ["an undeclared package", "packages/codegen/src/a.ts", `import "yaml";`, "not declared"],
    ["a dev dependency, published", "packages/codegen/src/a.ts", `import "ajv";`, "dev dependency"],
    ["a Node module without node:", "packages/codegen/src/a.ts", `import "fs";`, "must be written"],
    ["a package that does not exist", "packages/core/src/a.ts", `import "@omada-sdk/nothing";`, "no package"],
    ["a folder without a rule", "packages/new/src/a.ts", "", "no rule says"],
  ])("%s", (_, path, text, reason) => {
    expect(check(path, text)).toEqual([expect.stringContaining(reason)]);
  });

  it("an export of every file", () => {
    expect(checkImports([manifest("auth", { exports: ["./*"] })], [])).toEqual([
      expect.stringContaining('"./*" opens every file'),
    ]);
  });

  it("packages that depend on each other", () => {
    const loop = [
      manifest("auth", { devDependencies: ["@omada-sdk/core"] }),
      manifest("core", { dependencies: ["@omada-sdk/auth"] }),
    ];
    expect(checkImports(loop, [])).toEqual([
      "packages depend on each other: @omada-sdk/auth -> @omada-sdk/core -> @omada-sdk/auth",
    ]);
  });
});

it("finds imports with their line, not words in comments and strings", () => {
  const text = `// import "no"\nconst s = 'import "no"';\nimport { type A } from "a";\nimport type B from "b";\nimport("c");\n`;
  expect(findImports("a.ts", text)).toEqual([
    { specifier: "a", line: 3, typeOnly: false, names: ["A"], onDemand: false },
    { specifier: "b", line: 4, typeOnly: true, names: ["default"], onDemand: false },
    { specifier: "c", line: 5, typeOnly: false, names: ["*"], onDemand: true },
  ]);
});
