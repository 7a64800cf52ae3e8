// Fields of the packages' manifests that follow from the root's package.json and from the manifest of snapshots, so that
// the repository's address, the licence and the oldest Node version stand in one place.
import { createHash } from "node:crypto";
import type { Manifest } from "@omada-sdk/codegen";

type Json = Record<string, unknown>;

/** Which snapshots a package carries: those of one line, or all. Packages without an entry carry none. */
const SNAPSHOTS_OF: Record<string, "all" | "v5" | "v6"> = {
  "client-v5": "v5",
  "client-v6": "v6",
  cli: "all",
  "mock-controller": "all",
  types: "all",
};

/** The topics that every package is found by; a package's own ones stand before them. */
const KEYWORDS = ["omada", "omada-controller", "tp-link", "open-api", "typescript", "sdk"];

/** Files that belong into every archive. npm adds README, LICENSE and package.json itself. */
const ARCHIVED = ["CHANGELOG.md"];

/**
 * The manifest of one package with the derived fields as they have to be. What is particular to the package stays as it is.
 * @param dir its folder below `packages/`
 */
export function withDerivedFields(own: Json, dir: string, root: Json, snapshots: Manifest): Json {
  const {
    name,
    version,
    private: hidden,
    description,
    keywords,
    homepage,
    bugs,
    license,
    author,
    ...rest
  } = own;
  const { repository, publishConfig, engines, files, omada, ...others } = rest;
  const address = addressOf(root);
  const head = { name, version, ...(hidden === true ? { private: true } : {}), description };
  if (hidden === true) return { ...head, license: root.license, ...others, engines: root.engines };
  const topics = (keywords ?? []) as string[];
  const carried = SNAPSHOTS_OF[dir];
  return {
    ...head,
    keywords: [...topics.filter((topic) => !KEYWORDS.includes(topic)), ...KEYWORDS],
    homepage: `${address}/tree/main/packages/${dir}#readme`,
    bugs: { url: `${address}/issues` },
    license: root.license,
    author: root.author,
    repository: { ...(root.repository as Json), directory: `packages/${dir}` },
    engines: root.engines,
    publishConfig: { access: "public" },
    ...(carried ? { omada: { snapshots: snapshotFacts(snapshots, carried) } } : {}),
    files: [...(files as string[]).filter((file) => !ARCHIVED.includes(file)), ...ARCHIVED],
    ...others,
  };
}

/** `https://…` of the repository, from the form that npm wants. */
export function addressOf(root: Json): string {
  return (root.repository as { url: string }).url.replace(/^git\+/, "").replace(/\.git$/, "");
}

/** What a program can read of the snapshots in a package: version, certainty, and one hash over the files of a snapshot. */
function snapshotFacts(manifest: Manifest, line: "all" | "v5" | "v6"): Json {
  const carried = manifest.snapshots.filter((entry) => line === "all" || entry.line === line);
  return Object.fromEntries(
    carried.map(({ id, controllerVersion, certainty, flavour, groups }) => [
      id,
      { controllerVersion, certainty, flavour, sha256: hashOf(groups) },
    ]),
  );
}

function hashOf(groups: readonly { name: string; sha256: string }[]): string {
  const hash = createHash("sha256");
  for (const { name, sha256 } of groups) hash.update(`${name} ${sha256}\n`);
  return hash.digest("hex");
}
