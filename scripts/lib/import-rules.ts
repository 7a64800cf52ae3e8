/** Who may import whom. Names without scope are folders of packages/. */
export interface ImportRule {
  /** Workspace packages whose code may be used. */
  readonly workspace: readonly string[];
  /** Workspace packages of which only types may be used (`import type`). */
  readonly typesOnly?: readonly string[];
  /** Workspace packages that users need not install: loaded by `import()` only, and a dev dependency. */
  readonly optional?: readonly string[];
  /** npm packages and Node modules: `"any"`, or exactly these. */
  readonly external: "any" | readonly string[];
  /** Some of those are allowed in one subfolder only. `node:` stands for every Node module. */
  readonly externalOnlyIn?: Readonly<Record<string, string>>;
  /** The folders of `src` that each of them may import from; what lies beside the folders may be imported by all. */
  readonly folders?: Readonly<Record<string, readonly string[]>>;
}

const EVERY_PACKAGE = [
  "auth",
  "cli",
  "client-v5",
  "client-v6",
  "codegen",
  "core",
  "mock-controller",
  "model",
  "types",
] as const;

const client: ImportRule = { workspace: ["core", "auth"], typesOnly: ["types"], external: [] };

/** By folder, relative to the repository; the longest matching folder counts. */
export const IMPORT_RULES: Readonly<Record<string, ImportRule>> = {
  "packages/types": { workspace: [], external: [] },
  "packages/auth": { workspace: [], external: ["node:"], externalOnlyIn: { "node:": "src/node" } },
  "packages/core": {
    workspace: ["auth"],
    external: ["openapi-fetch", "undici", "@opentelemetry/api", "node:"],
    externalOnlyIn: { undici: "src/node", "@opentelemetry/api": "src/opentelemetry", "node:": "src/node" },
  },
  "packages/client-v5": client,
  "packages/client-v6": client,
  "packages/model": { workspace: [], external: [] },
  "packages/codegen": {
    workspace: ["model"],
    external: "any",
    folders: {
      files: [],
      specs: ["files"],
      availability: ["specs"],
      exported: ["specs"],
      pull: ["files"],
      import: ["specs", "files"],
      emit: ["availability", "exported", "specs", "files"],
      diff: ["exported", "specs"],
      probe: ["specs"],
      advise: ["project", "diff", "emit", "exported", "specs", "files"],
      release: ["diff", "availability", "specs", "files"],
      project: ["import", "diff", "emit", "availability", "exported", "specs", "files"],
    },
  },
  "packages/mock-controller": { workspace: ["model"], optional: ["codegen"], external: "any" },
  "packages/cli": { workspace: ["codegen", "model", "core", "auth", "mock-controller"], external: "any" },
  "packages/contract-tests": { workspace: EVERY_PACKAGE, external: "any" },
  "packages/explorer": { workspace: EVERY_PACKAGE, external: "any" },
  examples: { workspace: EVERY_PACKAGE, external: "any" },
  scripts: { workspace: ["codegen", "model", "core"], external: "any" },
  "scripts/release": { workspace: EVERY_PACKAGE, external: "any" },
  "scripts/bench": { workspace: EVERY_PACKAGE, external: "any" },
  "scripts/tour": { workspace: EVERY_PACKAGE, external: "any" },
};

/** What tests may use on top, provided that the package declares it. */
export const TEST_EXTRAS: readonly string[] = ["mock-controller", "codegen"];

export const SCOPE = "@omada-sdk/";

export function isTest(path: string): boolean {
  return /(^|\/)test\/|\.test(-d)?\.ts$|(^|\/)[\w.-]+\.config\.ts$/.test(path);
}
