import { expect, test } from "vitest";
import { clientRows, manifestTables } from "../../src/emit/manifest-tables.js";
import type { Manifest, ManifestEntry } from "../../src/index.js";

const entry = (id: string, line: "v5" | "v6", controllerVersion: string, flavour = "local") =>
  ({ id, line, flavour, controllerVersion }) as ManifestEntry;

const manifest: Manifest = {
  snapshots: [
    entry("6.10", "v6", "6.10.1.2"),
    entry("6.3", "v6", "6.3.0.45"),
    entry("6.2", "v6", "6.2.0.17"),
    entry("6.2-cloud", "v6", "6.2", "cloud"),
    entry("5.15", "v5", "5.15.24.19"),
  ],
};

test("every snapshot has the entry point of its client, and only the newest of a line that without a version", () => {
  expect(clientRows(manifest).map(({ id, entry: from }) => [id, from])).toEqual([
    ["5.15", "@omada-sdk/client-v5"],
    ["6.2", "@omada-sdk/client-v6/6.2"],
    ["6.2-cloud", "@omada-sdk/client-v6/cloud"],
    ["6.3", "@omada-sdk/client-v6/6.3"],
    ["6.10", "@omada-sdk/client-v6"],
  ]);
});

test("core and the contract tests have the same rows", () => {
  const tables = manifestTables(manifest);
  expect(tables.get("core/src/generated")?.get("clients.ts")).toContain(
    '  { flavour: "local", controllerVersion: "6.2.0.17", entry: "@omada-sdk/client-v6/6.2" },\n',
  );
  const tested = tables.get("contract-tests/src/generated")?.get("clients.ts");
  expect(tested).toContain('import { createOmadaClient as client1 } from "@omada-sdk/client-v6/6.2";\n');
  expect(tested).toContain(
    '  { id: "6.2-cloud", cloud: true, entry: "@omada-sdk/client-v6/cloud", connect: client2 },\n',
  );
});
