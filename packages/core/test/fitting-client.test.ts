import { describe, expect, it } from "vitest";
import { entryFor } from "../src/client/version.js";
import { packageFor } from "../src/index.js";

const local = (controllerVersion: string, entry: string) =>
  ({ flavour: "local", controllerVersion, entry }) as const;

/** As generated from a manifest with 6.3, and two of 6.10. */
const CLIENTS = [
  local("5.12", "v5/5.12"),
  local("5.15.24.19", "v5"),
  local("6.2.0.17", "v6/6.2"),
  { flavour: "cloud", controllerVersion: "6.2", entry: "v6/cloud" } as const,
  local("6.3.0.45", "v6/6.3"),
  local("6.10.0.3", "v6/6.10"),
  local("6.10.10.20", "v6"),
];

describe("the client that fits a controller", () => {
  it.each([
    ["6.2.0.17", "v6/6.2", "of the same build"],
    ["6.2.14.11", "v6/6.2", "of the same minor version"],
    ["6.3.0.45", "v6/6.3", "of the newer one"],
    ["6.9.1.1", "v6/6.3", "the nearest older one"],
    ["6.0.0.36", "v6/6.2", "the oldest where all are newer"],
    ["6.10.5.1", "v6/6.10", "of two of the same minor version the newest that is not newer"],
    ["6.10.10.20", "v6", "of two the one of the same build"],
    ["6.10.0.1", "v6/6.10", "of two that are newer the older one"],
    ["6.11", "v6", "the newest for what is newer than all"],
    ["5.15.8.12", "v5", "of the same minor version though of a later build"],
    ["5.14.32.3", "v5/5.12", "the nearest older one"],
    ["7.0.0.1", undefined, "none for a line without a client"],
    ["unknown", undefined, "none for what is no version"],
  ])("%s is %s: %s", (version, entry, _why) => {
    expect(entryFor(CLIENTS, version)).toBe(entry);
  });

  it("comes from the manifest", () => {
    expect(packageFor("6.2.0.17")).toBe("@omada-sdk/client-v6");
    expect(packageFor("5.12.9")).toBe("@omada-sdk/client-v5/5.12");
  });
});
