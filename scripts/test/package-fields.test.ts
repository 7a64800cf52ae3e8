import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readManifest } from "@omada-sdk/codegen";
import { describe, expect, test } from "vitest";
import { addressOf, withDerivedFields } from "../lib/package-fields.js";
import { ROOT, SPECS_DIR } from "../lib/places.js";
import { walk } from "../lib/source-files.js";

const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), "utf8"));
const root = read("package.json");
const snapshots = await readManifest(SPECS_DIR);
const published = readdirSync(join(ROOT, "packages")).filter(
  (name) => !read(`packages/${name}/package.json`).private,
);

describe("fields of the packages' manifests", () => {
  test("a package moves with the repository's address, and keeps what is its own", () => {
    const moved = { ...root, repository: { type: "git", url: "git+https://example.net/example/fork.git" } };
    const own = { ...read("packages/core/package.json"), keywords: ["omada", "retry"] };
    const derived = withDerivedFields(own, "core", moved, snapshots);
    expect(derived).toMatchObject({
      homepage: "https://example.net/example/fork/tree/main/packages/core#readme",
      bugs: { url: "https://example.net/example/fork/issues" },
      repository: { url: "git+https://example.net/example/fork.git", directory: "packages/core" },
      exports: own.exports,
      dependencies: own.dependencies,
    });
    expect(derived.keywords).toEqual(["retry", ...(derived.keywords as string[]).slice(1)]);
    expect(withDerivedFields(derived, "core", moved, snapshots)).toEqual(derived);
  });

  test("a hash of a snapshot changes with any of its groups, and only the package's own line is named", () => {
    const changed = structuredClone(snapshots);
    const last = changed.snapshots.at(-1)?.groups.at(-1);
    if (last) last.sha256 = "0".repeat(64);
    const factsOf = (manifest: typeof snapshots, dir: string) =>
      withDerivedFields(read(`packages/${dir}/package.json`), dir, root, manifest).omada;
    expect(factsOf(changed, "types")).not.toEqual(factsOf(snapshots, "types"));
    expect(factsOf(changed, "client-v5")).toEqual(factsOf(snapshots, "client-v5"));
  });

  test("the repository's address stands in no file but the root's package.json and what is derived from it", () => {
    const others = walk(ROOT)
      .filter(
        (path) => /\.(json|[cm]?[jt]s|md|ya?ml)$/.test(path) && !/(^|\/)(generated|docs\/api)\//.test(path),
      )
      .filter((path) => !/^(packages\/[^/]+\/)?package\.json$/.test(path))
      .filter((path) => readFileSync(join(ROOT, path), "utf8").includes(addressOf(root)));
    expect(others).toEqual([]);
  });

  // Outside of a CI that has an identity, npm refuses to publish with provenance.
  test.each(published)("%s can be published from anywhere, and has topics of its own", (name) => {
    const manifest = read(`packages/${name}/package.json`);
    expect(manifest.publishConfig).toEqual({ access: "public" });
    expect(manifest.files).toContain("CHANGELOG.md");
    expect(manifest.keywords.length).toBeGreaterThan(6);
  });
});
