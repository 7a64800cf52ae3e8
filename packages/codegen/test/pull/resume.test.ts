import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { importSnapshot } from "../../src/import/import.js";
import { type PullKept, type PullOptions, type PullProgress, pullDocuments } from "../../src/pull/pull.js";
import { documentOf, object, text } from "../support/document.js";
import { emptySpecs, temporaryFolder } from "../support/workspace.js";
import { type Answers, controllerWith, DOCUMENT, INFO, withStandIn } from "./controller.js";

const NAMES = ["01 Lamp", "02 Tube", "03 Door"];
const TUBE = "/v3/api-docs/02%20Tube";
const outFolder = async () => join(await temporaryFolder(), "pulled");

/** A controller of one address for several pulls: its answers change in between. */
async function withController(
  use: (controller: { url: string; asked: string[]; answers: Answers }) => Promise<void>,
): Promise<void> {
  const answers = controllerWith(...NAMES);
  await withStandIn(answers, ({ url, asked }) => use({ url, asked, answers }));
}

/** Pulls from a controller that breaks off at its second document. */
async function interrupted(options: PullOptions, answers: Answers): Promise<PullKept | undefined> {
  const whole = answers[TUBE];
  const stop = new AbortController();
  answers[TUBE] = () => stop.abort(new Error("stopped"));
  const kept: PullKept[] = [];
  const hooks = { onKept: (what: PullKept) => void kept.push(what) };
  await expect(pullDocuments({ ...options, ...hooks, signal: stop.signal })).rejects.toThrow("stopped");
  answers[TUBE] = whole;
  return kept[0];
}

async function controllerFile(folder: string) {
  return JSON.parse(await readFile(join(folder, "controller.json"), "utf8"));
}

describe("a pull that was interrupted", () => {
  it("keeps whole documents beside the folder, and the next one fetches what is missing", async () => {
    const out = await outFolder();
    await withController(async ({ url, asked, answers }) => {
      const kept = await interrupted({ baseUrl: url, out }, answers);
      expect(kept).toEqual({ folder: `${out}.incomplete`, documents: 1, total: 4 });
      await expect(readdir(out)).rejects.toThrow("ENOENT");
      expect((await readdir(`${out}.incomplete`)).sort()).toEqual([
        "01 Lamp.json",
        "controller.json",
        "swagger-config.json",
      ]);
      expect((await controllerFile(`${out}.incomplete`)).missing).toEqual([
        "02 Tube.json",
        "03 Door.json",
        "default.json",
      ]);

      asked.length = 0;
      const progress: PullProgress[] = [];
      const { files, notes } = await pullDocuments({
        ...{ baseUrl: url, out },
        onProgress: (each) => progress.push(each),
      });
      expect(asked.slice(2)).toEqual([TUBE, "/v3/api-docs/03%20Door", "/v3/api-docs"]);
      expect({ files, notes }).toEqual({
        files: ["01 Lamp.json", "02 Tube.json", "03 Door.json", "default.json"],
        notes: [],
      });
      expect(progress.filter(({ isKept }) => isKept).map(({ name }) => name)).toEqual(["01 Lamp"]);
      await expect(readdir(`${out}.incomplete`)).rejects.toThrow("ENOENT");
    });
    const { documents, missing } = await controllerFile(out);
    expect(missing).toBeUndefined();
    for (const { file, sha256, bytes } of documents) {
      const content = await readFile(join(out, file));
      expect({ bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") }).toEqual({
        bytes,
        sha256,
      });
    }
    expect(documents).toHaveLength(4);
  });

  it("is refused by the importer, by either name of its folder", async () => {
    const out = await outFolder();
    await withController(
      async ({ url, answers }) => void (await interrupted({ baseUrl: url, out }, answers)),
    );
    const specsDir = await emptySpecs();
    const importing = (input: string) => importSnapshot({ input, specsDir, id: "6.2", flavour: "local" });
    await expect(importing(out)).rejects.toThrow(/pulled is not finished; run the same omada pull again/);
    await expect(importing(`${out}.incomplete`)).rejects.toThrow(/not finished: it has 1 of 4 documents/);
  });

  it("fetches a document again that was changed since, and says so", async () => {
    const out = await outFolder();
    await withController(async ({ url, asked, answers }) => {
      await interrupted({ baseUrl: url, out }, answers);
      await writeFile(join(`${out}.incomplete`, "01 Lamp.json"), '{"openapi":"3.0.1"');
      asked.length = 0;
      const { notes } = await pullDocuments({ baseUrl: url, out });
      expect(notes).toEqual([expect.stringContaining("01 Lamp.json was changed since it was fetched")]);
      expect(asked).toHaveLength(6);
    });
    expect(JSON.parse(await readFile(join(out, "01 Lamp.json"), "utf8"))).toEqual(DOCUMENT);
  });

  it.each<[string, (answers: Answers) => void]>([
    [
      "the controller was updated",
      (answers) => {
        answers["/api/info"] = { ...INFO, result: { ...INFO.result, controllerVer: "6.3.0.1" } };
      },
    ],
    [
      "the list of documents is another",
      (answers) => {
        answers["/v3/api-docs/swagger-config"] = {
          ...(answers["/v3/api-docs/swagger-config"] as object),
          validatorUrl: "",
        };
      },
    ],
  ])("starts anew where %s, and says so", async (_, change) => {
    const out = await outFolder();
    await withController(async ({ url, asked, answers }) => {
      await interrupted({ baseUrl: url, out }, answers);
      change(answers);
      asked.length = 0;
      const { notes } = await pullDocuments({ baseUrl: url, out });
      expect(notes).toEqual([expect.stringContaining("all is fetched anew")]);
      expect(asked).toHaveLength(6);
    });
  });

  it("starts anew where nothing says the version", async () => {
    const out = await outFolder();
    await withController(async ({ url, asked, answers }) => {
      answers["/api/info"] = undefined;
      await interrupted({ baseUrl: url, out }, answers);
      asked.length = 0;
      await pullDocuments({ baseUrl: url, out });
      expect(asked).toHaveLength(6);
    });
  });

  it("goes on after a document that failed, too", async () => {
    const out = await outFolder();
    await withController(async ({ url, asked, answers }) => {
      const whole = answers["/v3/api-docs/03%20Door"];
      answers["/v3/api-docs/03%20Door"] = "";
      await expect(pullDocuments({ baseUrl: url, out })).rejects.toThrow("03%20Door is empty");
      answers["/v3/api-docs/03%20Door"] = whole;
      asked.length = 0;
      await pullDocuments({ baseUrl: url, out });
      expect(asked.slice(2)).toEqual(["/v3/api-docs/03%20Door", "/v3/api-docs"]);
    });
  });

  it("does not remove a folder that only has the name of its own", async () => {
    const out = await outFolder();
    await mkdir(`${out}.incomplete`);
    await writeFile(join(`${out}.incomplete`, "thesis.txt"), "mine");
    await withController(async ({ url }) => {
      await expect(pullDocuments({ baseUrl: url, out })).rejects.toThrow(
        /is in the way, no pull left it; move it/,
      );
    });
    expect(await readdir(`${out}.incomplete`)).toEqual(["thesis.txt"]);
  });
});

describe("a pull into a folder that holds one", () => {
  it("fetches what is missing of the same version, which the importer refuses before", async () => {
    const out = await outFolder();
    await withController(async ({ url, asked }) => {
      await pullDocuments({ baseUrl: url, out });
      await rm(join(out, "02 Tube.json"));
      const specsDir = await emptySpecs();
      await expect(importSnapshot({ input: out, specsDir, id: "6.2", flavour: "local" })).rejects.toThrow(
        /02 Tube\.json is missing, which omada pull fetched/,
      );
      asked.length = 0;
      await pullDocuments({ baseUrl: url, out });
      expect(asked.slice(2)).toEqual([TUBE]);
      expect(JSON.parse(await readFile(join(out, "02 Tube.json"), "utf8"))).toEqual(DOCUMENT);
    });
  });

  it("of another version, or with a file that was changed, is refused without --replace", async () => {
    const out = await outFolder();
    await withController(async ({ url, answers }) => {
      await pullDocuments({ baseUrl: url, out });
      await writeFile(join(out, "01 Lamp.json"), "{}");
      await expect(pullDocuments({ baseUrl: url, out })).rejects.toThrow(
        /01 Lamp\.json of .* was changed since it was fetched; pass --replace/,
      );
      answers["/api/info"] = { ...INFO, result: { ...INFO.result, controllerVer: "6.3.0.1" } };
      await expect(pullDocuments({ baseUrl: url, out })).rejects.toThrow(
        /holds the documents of controller version 6\.2\.14\.11 .*; pass --replace/,
      );
      expect(await readFile(join(out, "01 Lamp.json"), "utf8")).toBe("{}");
      await pullDocuments({ baseUrl: url, out, replace: true });
      expect((await controllerFile(out)).controllerVersion).toBe("6.3.0.1");
    });
  });
});

/** A document with some operations, of which each has a schema of its own. */
const documentWith = (count: number, schemas = count) =>
  documentOf({
    operations: Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`GET /openapi/v1/lamps/${at}`, {}]),
    ),
    schemas: Object.fromEntries(
      Array.from({ length: schemas }, (_, at) => [`Lamp${at}`, object({ name: text() })]),
    ),
  });

describe("documents that lost operations or schemas", () => {
  const reference = () => Promise.resolve({ of: "the snapshot 6.2", operations: 20, schemas: 20 });

  it.each([
    ["operations", 17, 20, /have 17 operations, the snapshot 6\.2 has 20; .* pass --allow-drop/],
    ["schemas", 20, 17, /have 17 schemas, the snapshot 6\.2 has 20/],
  ])("are refused: %s", async (_, operations, schemas, message) => {
    const out = await outFolder();
    const answers = controllerWith("All");
    answers["/v3/api-docs"] = undefined;
    answers["/v3/api-docs/All"] = documentWith(operations, schemas);
    await withStandIn(answers, async ({ url, asked }) => {
      const options = { baseUrl: url, out, reference };
      await expect(pullDocuments(options)).rejects.toThrow(message);
      await expect(readdir(out)).rejects.toThrow("ENOENT");
      // What was refused is fetched again, unless it is accepted.
      asked.length = 0;
      await expect(pullDocuments(options)).rejects.toThrow(message);
      expect(asked).toContain("/v3/api-docs/All");
      asked.length = 0;
      expect((await pullDocuments({ ...options, allowDrop: true })).files).toEqual(["All.json"]);
      expect(asked).not.toContain("/v3/api-docs/All");
    });
  });

  it("are accepted where they lost a tenth", async () => {
    const answers = { ...controllerWith("All"), "/v3/api-docs/All": documentWith(18) };
    await withStandIn(answers, async ({ url }) => {
      const { files } = await pullDocuments({ baseUrl: url, out: await outFolder(), reference });
      expect(files).toEqual(["All.json", "default.json"]);
    });
  });

  it("are compared with the earlier pull, each by itself and all together", async () => {
    const out = await outFolder();
    const answers: Answers = { ...controllerWith("01 Lamp", "02 Tube"), "/v3/api-docs": undefined };
    const LAMP = "/v3/api-docs/01%20Lamp";
    answers[LAMP] = documentWith(30);
    await withStandIn(answers, async ({ url }) => {
      const again = (more: Partial<PullOptions> = {}) =>
        pullDocuments({ baseUrl: url, out, replace: true, ...more });
      await again();
      answers[LAMP] = documentWith(10);
      await expect(again()).rejects.toThrow(
        /the document 01 Lamp has 10 operations, that of the earlier pull in .*pulled has 30/,
      );
      // Another version may place its operations otherwise; all together are compared all the same.
      answers["/api/info"] = { ...INFO, result: { ...INFO.result, controllerVer: "6.3.0.1" } };
      await expect(again()).rejects.toThrow(
        /the documents have 11 operations, the earlier pull in .* has 31/,
      );
      answers[TUBE] = documentWith(30);
      expect((await again()).controller.controllerVersion).toBe("6.3.0.1");
    });
  });
});
