import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { readPulledDocuments } from "../src/index.js";

vi.mock("@omada-sdk/codegen", () => {
  throw new Error("Cannot find package");
});

it("names the package that reads documents where it is not installed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mock-user-"));
  try {
    await writeFile(join(folder, "all.json"), JSON.stringify({ openapi: "3.0.1", paths: {} }));
    await expect(readPulledDocuments(folder, "5.12")).rejects.toThrow(
      "needs the package @omada-sdk/codegen; run: npm install --save-dev @omada-sdk/codegen",
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
