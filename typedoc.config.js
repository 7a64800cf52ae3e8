// `pnpm docs:api`: the API documentation of the hand-written entry points, from their sources. What is generated, the methods and
// types of the clients, has its comments in the editor and its pages in the explorer.
import { createRequire } from "node:module";

const { repository } = createRequire(import.meta.url)("./package.json");
const address = repository.url.replace(/^git\+|\.git$/g, "");
const packages = ["auth", "core", "model", "codegen", "mock-controller"];

// Parts of exported types that have no use of their own are not exported.
const validation = { notExported: false, invalidLink: true, invalidPath: true, rewrittenLink: true };

/** @type {import("typedoc").TypeDocOptions} */
export default {
  name: "Omada SDK",
  entryPointStrategy: "packages",
  entryPoints: packages.map((name) => `packages/${name}`),
  packageOptions: {
    // Without git the links to the sources come out the same in a clone, a fork and an unpacked archive.
    disableGit: true,
    displayBasePath: import.meta.dirname,
    gitRevision: "main",
    sourceLinkTemplate: `${address}/blob/{gitRevision}/{path}#L{line}`,
    validation,
    excludeInternal: true,
    excludePrivate: true,
    readme: "none",
    tsconfig: "tsconfig.build.json",
  },
  includeVersion: true,
  treatWarningsAsErrors: true,
  validation,
  out: "docs/api",
  readme: "none",
};
