// `pnpm release:rehearse`: a whole release of the last commit, in a clone below .cache/rehearsal, to an npm registry on loopback:
// the first versions, a patch of one package, and a prerelease. Each is installed by name as users would. Nothing is
// published elsewhere, and nothing in the working tree changes.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../lib/places.js";
import { runFirstProgram } from "./first-program.js";
import { publishedPackages } from "./published.js";
import { type Registry, startRegistry } from "./registry.js";
import { run, step } from "./steps.js";

const FOLDER = join(ROOT, ".cache", "rehearsal");
const CLONE = join(FOLDER, "clone");
const PATCHED = "@omada-sdk/core";

const { packageManager } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const inClone = (env: NodeJS.ProcessEnv, ...args: string[]) =>
  run(
    CLONE,
    { TURBO_CACHE_DIR: join(ROOT, ".cache/turbo"), CI: "1", ...env },
    "npx",
    "--yes",
    packageManager,
    ...args,
  );

function clone(): void {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  execFileSync("git", ["clone", "--quiet", ROOT, CLONE]);
  for (const [name, value] of [
    ["name", "Rehearsal"],
    ["email", "rehearsal@localhost"],
  ] as const)
    execFileSync("git", ["config", `user.${name}`, value], { cwd: CLONE });
  const store = { npm_config_store_dir: join(ROOT, ".cache/pnpm/store") };
  inClone(store, "install", "--frozen-lockfile", "--prefer-offline");
}

/** Raises the versions as the changesets say. @returns the packages whose version is new, with that version */
function raise(): Map<string, string> {
  const before = new Map(publishedPackages(CLONE).map(({ name, version }) => [name, version]));
  inClone({}, "--silent", "release:version");
  execFileSync("git", ["add", "-A"], { cwd: CLONE });
  execFileSync("git", ["commit", "--quiet", "-m", "Raise the versions"], { cwd: CLONE });
  const after = publishedPackages(CLONE).filter(({ name, version }) => before.get(name) !== version);
  return new Map(after.map(({ name, version }) => [name, version]));
}

function publish(registry: Registry): void {
  inClone({}, "--silent", "generate:cached");
  inClone(registry.env, "--silent", "release:publish");
}

function view(registry: Registry, name: string, field: string): unknown {
  const text = run(FOLDER, registry.env, "npm", "view", name, field, "--json");
  return text === "" ? undefined : JSON.parse(text);
}

function changeset(name: string, bump: "patch" | "minor", text: string): void {
  writeFileSync(join(CLONE, ".changeset", "rehearsal.md"), `---\n"${name}": ${bump}\n---\n\n${text}\n`);
}

/** A change log speaks of its own package: of others only under "Updated dependencies". */
function checkChangelog(dir: string, name: string, version: string): void {
  const path = join(CLONE, dir, "CHANGELOG.md");
  assert.ok(existsSync(path), `${dir} has no CHANGELOG.md`);
  const text = readFileSync(path, "utf8");
  assert.ok(
    text.startsWith(`# ${name}\n`) && text.includes(`\n## ${version}\n`),
    `${dir}/CHANGELOG.md:\n${text}`,
  );
}

async function rehearse(registry: Registry): Promise<void> {
  await step("first versions and change logs", () => {
    const raised = raise();
    for (const { name, version, dir } of publishedPackages(CLONE)) {
      assert.equal(raised.get(name), version, `${name} has no changeset`);
      assert.notEqual(Number.parseInt(version, 10), 0, `${name} starts with ${version}`);
      checkChangelog(dir, name, version);
    }
  });
  await step("publish", () => publish(registry));
  await step("every package is there with its change log", () => {
    for (const { name, version } of publishedPackages(CLONE)) {
      assert.equal(view(registry, name, "version"), version);
      const [packed] = JSON.parse(
        run(
          FOLDER,
          registry.env,
          "npm",
          "pack",
          `${name}@${version}`,
          "--json",
          "--pack-destination",
          FOLDER,
        ),
      );
      const files: string[] = packed.files.map(({ path }: { path: string }) => path);
      for (const wanted of ["CHANGELOG.md", "LICENSE", "README.md"])
        assert.ok(files.includes(wanted), `${name}: no ${wanted}`);
    }
  });
  const project = join(FOLDER, "project");
  await step("npm install @omada-sdk/client-v6, then the README's first program", async () => {
    mkdirSync(project);
    writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
    run(project, registry.env, "npm", "install", "@omada-sdk/client-v6");
    await runFirstProgram(project);
  });
  await step("npx @omada-sdk/cli", () => {
    const printed = run(FOLDER, registry.env, "npx", "--yes", "@omada-sdk/cli", "ops", "rename", "ap");
    assert.match(printed, /\bap\.modify/);
  });

  await step("a patch of one package", () => {
    changeset(PATCHED, "patch", "A fault is repaired.");
    const raised = raise();
    assert.deepEqual(
      [...raised.keys()],
      [PATCHED],
      "a patch within the range of its dependents raises nothing else",
    );
    publish(registry);
    run(project, registry.env, "npm", "update");
    const installed = JSON.parse(
      readFileSync(join(project, "node_modules", PATCHED, "package.json"), "utf8"),
    );
    assert.equal(
      installed.version,
      raised.get(PATCHED),
      "npm update brings the patch to who installed a client",
    );
  });
  await step("a prerelease", () => {
    const latest = view(registry, PATCHED, "version");
    inClone({}, "exec", "changeset", "pre", "enter", "next");
    changeset(PATCHED, "minor", "Something is new.");
    const raised = raise();
    publish(registry);
    const tags = view(registry, PATCHED, "dist-tags");
    assert.deepEqual(tags, { latest, next: raised.get(PATCHED) }, "a prerelease is not what install brings");
    assert.match(raised.get(PATCHED) ?? "", /-next\.0$/);
  });
}

let registry: Registry | undefined;
try {
  await step("clone and install", clone);
  registry = await step("registry on loopback", () => startRegistry(join(FOLDER, "registry")));
  await rehearse(registry);
  console.log("The release went through. Nothing was published outside of this machine.");
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await registry?.close();
}
