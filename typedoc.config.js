// `pnpm docs:api`: the API documentation of the packages that people install, from their sources.
import { createRequire } from "node:module";

const { repository } = createRequire(import.meta.url)("./package.json");
const address = repository.url.replace(/^git\+|\.git$/g, "");
const packages = ["auth", "core", "client-v5", "client-v6", "model", "codegen", "mock-controller"];

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
    excludeInternal: true,
    excludePrivate: true,
    readme: "none",
    tsconfig: "tsconfig.build.json",
  },
  includeVersion: true,
  out: "docs/api",
  readme: "none",
};
