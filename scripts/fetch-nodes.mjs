// Fetches the other Node versions that packages/core is tested on into .cache/nodes, from the npm package `node`'s
// platform packages. They are no dependencies, because their `node` command would take the place of the one that
// everything else runs on. Without a network, or on a platform that has none, those tests leave them out.
import { join } from "node:path";
import { fetchPackages } from "./lib/fetch-packages.mjs";

const VERSIONS = { node22: "22.22.0", node24: "24.21.0" };
const platform = `node-${process.platform}-${process.arch}`;

for (const [name, version] of Object.entries(VERSIONS)) {
  try {
    fetchPackages(join("nodes", `${name}-${version}`), { [name]: `npm:${platform}@${version}` });
  } catch {
    console.log(`${platform} ${version} cannot be fetched; the tests leave it out`);
  }
}
