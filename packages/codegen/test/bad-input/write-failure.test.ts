import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { ImportError } from "../../src/import/errors.js";
import { documentOf } from "../support/document.js";
import { contentsOf, emptySpecs, imported, removeFolders } from "../support/workspace.js";

// Modules are shared by test files: those of this one see the guarded disk, and no other file does.
vi.hoisted(() => vi.resetModules());
afterAll(async () => {
  await removeFolders();
  vi.doUnmock("node:fs/promises");
  vi.resetModules();
});

/** Counts the calls that change something inside a specs folder; the call with this number fails. */
const disk = vi.hoisted(() => ({ failing: 0, calls: 0, alsoAfter: false }));

vi.mock("node:fs/promises", async (importOriginal) => {
  const real = await importOriginal<typeof import("node:fs/promises")>();
  const guarded = (name: "rename" | "writeFile" | "mkdir") => {
    return (...args: unknown[]) => {
      if (`${args[0]}`.includes("/specs/")) {
        disk.calls++;
        const fails = disk.alsoAfter ? disk.calls >= disk.failing : disk.calls === disk.failing;
        if (disk.failing > 0 && fails) return Promise.reject(new Error(`ENOSPC: no space left, ${name}`));
      }
      return (real[name] as (...args: unknown[]) => Promise<unknown>)(...args);
    };
  };
  return { ...real, rename: guarded("rename"), writeFile: guarded("writeFile"), mkdir: guarded("mkdir") };
});

beforeEach(() => {
  Object.assign(disk, { failing: 0, calls: 0, alsoAfter: false });
});

const first = { "All.json": documentOf({ operations: { "GET /lamps": {} } }) };
const second = {
  "All.json": documentOf({ operations: { "GET /lamps": {}, "GET /tubes": {}, "GET /w": { tag: "Widget" } } }),
};

describe("a write that fails", () => {
  it.each([
    ["a new snapshot", false],
    ["a replaced snapshot", true],
  ])("at any step of %s leaves the specs as they were", async (_, replace) => {
    const specsDir = await emptySpecs();
    await imported(first, { specsDir });
    const before = await contentsOf(specsDir);
    const options = { specsDir, id: replace ? "6.2" : "6.3", replace };
    let step = 1;
    for (; step < 100; step++) {
      Object.assign(disk, { failing: 0 });
      const attempt = imported(second, options);
      Object.assign(disk, { failing: step, calls: 0 });
      const error = await attempt.then(
        () => undefined,
        (reason: Error) => reason,
      );
      if (!error) break;
      expect(error).toBeInstanceOf(ImportError);
      expect(error.message).toMatch(/^cannot write to .*, nothing was changed: ENOSPC: no space left/);
      expect(await contentsOf(specsDir), `step ${step}`).toEqual(before);
    }
    // Two folders, six files, and an exchange of three.
    expect(step).toBeGreaterThan(10);
    expect(Object.keys(await contentsOf(specsDir)).filter((file) => file.startsWith("."))).toEqual([]);
  });

  it("and cannot be undone says where everything is", async () => {
    let kept = 0;
    for (let step = 1; step < 20; step++) {
      Object.assign(disk, { failing: 0 });
      const specsDir = await emptySpecs();
      await imported(first, { specsDir });
      const before = await contentsOf(specsDir);
      const attempt = imported(second, { specsDir, replace: true });
      Object.assign(disk, { failing: step, calls: 0, alsoAfter: true });
      const message = await attempt.then(
        () => "",
        (error: Error) => error.message,
      );
      const place = /What stood there before is in (.+); move it back$/.exec(message)?.[1];
      if (place === undefined) continue;
      kept++;
      const { "6.2/device.json": saved } = await contentsOf(place);
      expect(saved).toBe(before["6.2/device.json"]);
    }
    expect(kept).toBeGreaterThan(2);
  });

  it("because a file stands where the folder is expected changes nothing", async () => {
    const specsDir = await emptySpecs({ "6.2": "a file" });
    await expect(imported(first, { specsDir })).rejects.toThrow(
      /6\.2 exists but index\.json has no such snapshot/,
    );
    const blocked = await emptySpecs({ [`.new-6.2-${process.pid}`]: "a file" });
    await expect(imported(first, { specsDir: blocked })).rejects.toThrow(/cannot write to .*EEXIST|ENOTDIR/);
  });
});
