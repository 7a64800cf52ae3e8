import { join } from "node:path";
import { describe, it } from "vitest";
import { readManifest } from "../../src/specs/manifest.js";
import { expectOpenApi } from "../support/openapi.js";
import { SPECS } from "../support/workspace.js";

const { snapshots } = await readManifest(SPECS);
const documents = snapshots.flatMap(({ id, groups }) => groups.map(({ name }) => ({ id, name })));

describe("every group document is valid OpenAPI", () => {
  it.each(documents)("$id/$name", ({ id, name }) => expectOpenApi(join(SPECS, id, `${name}.json`)));
});
