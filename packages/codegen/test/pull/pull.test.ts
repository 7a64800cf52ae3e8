import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { importSnapshot } from "../../src/import/import.js";
import { type PullProgress, pullDocuments } from "../../src/pull/pull.js";
import { emptySpecs, temporaryFolder } from "../support/workspace.js";
import { controllerWith, DOCUMENT, INFO, listOf, withStandIn } from "./controller.js";

const outFolder = async () => join(await temporaryFolder(), "pulled");
const now = () => new Date("2026-08-31T23:30:00-05:00");

describe.concurrent("a pull", () => {
  it("fetches every group, one after the other, names percent-encoded", async () => {
    const out = await outFolder();
    await withStandIn(
      controllerWith("00 All", "01 Lamp & Tube", "02 Site Setting"),
      async ({ url, asked }) => {
        const seen: PullProgress[] = [];
        const pulled = await pullDocuments({
          baseUrl: url,
          out,
          now,
          onProgress: (progress) => seen.push(progress),
        });
        expect(asked).toEqual([
          "/api/info",
          "/v3/api-docs/swagger-config",
          "/v3/api-docs/01%20Lamp%20%26%20Tube",
          "/v3/api-docs/02%20Site%20Setting",
          "/v3/api-docs",
        ]);
        expect(pulled).toEqual({
          controller: { controllerVersion: "6.2.14.11", type: 1, baseUrl: url, pulledOn: "2026-09-01" },
          files: ["01 Lamp & Tube.json", "02 Site Setting.json", "default.json"],
          notes: [],
        });
        expect(
          seen.map(
            ({ name, position, total, bytes }) => `${position}/${total} ${name} ${bytes !== undefined}`,
          ),
        ).toEqual([
          "1/3 01 Lamp & Tube false",
          "1/3 01 Lamp & Tube true",
          "2/3 02 Site Setting false",
          "2/3 02 Site Setting true",
          "3/3 default document false",
          "3/3 default document true",
        ]);
      },
    );
    expect((await readdir(out)).sort()).toEqual([
      "01 Lamp & Tube.json",
      "02 Site Setting.json",
      "controller.json",
      "default.json",
      "swagger-config.json",
    ]);
    expect(JSON.parse(await readFile(join(out, "02 Site Setting.json"), "utf8"))).toEqual(DOCUMENT);
  });

  it("fetches the document of all groups when there is no other", async () => {
    const out = await outFolder();
    await withStandIn(controllerWith("All"), async ({ url }) => {
      const { files } = await pullDocuments({ baseUrl: `${url}/login?x=1#y`, out });
      expect(files).toEqual(["All.json", "default.json"]);
    });
  });

  it("understands a controller that has one document and no list", async () => {
    const out = await outFolder();
    const answers = {
      "/api/info": INFO,
      "/v3/api-docs/swagger-config": { url: "/v3/api-docs" },
      "/v3/api-docs": DOCUMENT,
    };
    await withStandIn(answers, async ({ url }) => {
      expect((await pullDocuments({ baseUrl: url, out })).files).toEqual(["All.json"]);
    });
  });

  it.each([
    ["is missing", undefined, /default document.*answered with HTTP 404/],
    ["is a web page", "<html></html>", /default document.*answered with a web page/],
  ])("goes on where the default document %s, and says so", async (_, standard, note) => {
    const out = await outFolder();
    await withStandIn({ ...controllerWith("01 Device"), "/v3/api-docs": standard }, async ({ url }) => {
      const { files, notes } = await pullDocuments({ baseUrl: url, out });
      expect(files).toEqual(["01 Device.json"]);
      expect(notes).toEqual([expect.stringMatching(note)]);
    });
    expect(await readdir(out)).not.toContain("default.json");
  });

  it("leaves a folder that the importer takes without another word", async () => {
    const out = await outFolder();
    await withStandIn(controllerWith("01 Device"), ({ url }) => pullDocuments({ baseUrl: url, out, now }));
    const { entry } = await importSnapshot({
      input: out,
      specsDir: await emptySpecs(),
      id: "6.2",
      flavour: "local",
    });
    expect(entry).toMatchObject({
      controllerVersion: "6.2.14.11",
      certainty: "stated",
      capturedOn: "2026-09-01",
    });
  });

  it("leaves credentials of the address behind", async () => {
    const out = await outFolder();
    await withStandIn(controllerWith("All"), async ({ url, asked }) => {
      const { controller } = await pullDocuments({ baseUrl: url.replace("//", "//me:secret@"), out });
      expect(controller.baseUrl).toBe(url);
      expect(asked.join()).not.toContain("secret");
    });
    expect(await readFile(join(out, "controller.json"), "utf8")).not.toMatch(/secret|0123456789abcdef/);
  });

  it.each([
    ["is missing", undefined, /\/api\/info answered with HTTP 404/],
    ["is a web page", "<html></html>", /\/api\/info answered with a web page/],
    ["has no version", { errorCode: 0, result: {} }, /does not have the controller's version/],
  ])("goes on where /api/info %s, as on cloud hosts", async (_, info, note) => {
    const answers = { ...controllerWith("All"), "/api/info": info };
    await withStandIn(answers, async ({ url }) => {
      const unknown = await pullDocuments({ baseUrl: url, out: await outFolder() });
      expect(unknown.controller.controllerVersion).toBeUndefined();
      expect(unknown.notes[0]).toMatch(note);
      expect(unknown.notes[1]).toMatch(/pass --controller-version when you import/);
      const reported = await pullDocuments({
        baseUrl: url,
        out: await outFolder(),
        controllerVersion: "6.2",
      });
      expect(reported.controller.controllerVersion).toBe("6.2");
      expect(reported.notes).toHaveLength(1);
    });
  });

  it("believes the controller more than the caller, and says so", async () => {
    await withStandIn(controllerWith("All"), async ({ url }) => {
      const { controller, notes } = await pullDocuments({
        baseUrl: url,
        out: await outFolder(),
        controllerVersion: "6.1",
      });
      expect(controller.controllerVersion).toBe("6.2.14.11");
      expect(notes).toEqual([expect.stringContaining("which was taken instead of 6.1")]);
    });
  });

  it("gives groups with odd names files that cannot leave the folder", async () => {
    const out = await outFolder();
    const names = ["../../evil", "A/B", "controller", "default", "CON", "nul", "Lpt1", "Aux...", "Com"];
    await withStandIn(controllerWith(...names), async ({ url }) => {
      const { files } = await pullDocuments({ baseUrl: url, out });
      expect(files).toEqual([
        "_evil.json",
        "A_B.json",
        "group controller.json",
        "group default.json",
        "group CON.json",
        "group nul.json",
        "group Lpt1.json",
        "Aux_.json",
        "Com.json",
        "default.json",
      ]);
    });
    expect(await readdir(out)).toHaveLength(12);
  });
});

describe.concurrent("the list of groups", () => {
  it.each([
    ["lists nothing", listOf(), /lists no interface documents; is this an Omada controller\?/],
    ["is an error", { errorCode: -1, msg: "No lamp" }, /lists no interface documents \("No lamp"\)/],
    [
      "lists one file twice",
      listOf("Lamp/A", "Lamp:A"),
      /"Lamp\/A" and "Lamp:A", which would go to one file/,
    ],
    ["lists a group without letters", listOf("灯"), /the group "灯" gives no usable file name/],
  ])("is refused when it %s", async (_, list, message) => {
    const out = await outFolder();
    await withStandIn({ "/api/info": INFO, "/v3/api-docs/swagger-config": list }, async ({ url }) => {
      await expect(pullDocuments({ baseUrl: url, out })).rejects.toThrow(message);
    });
  });
});

describe.concurrent("a pull that is aborted", () => {
  it.each(["/api/info", "/v3/api-docs/swagger-config", "/v3/api-docs/Lamp"])(
    "at %s rejects with the reason, and leaves no folder",
    async (at) => {
      const root = await outFolder();
      const stop = new AbortController();
      const answers = { ...controllerWith("Lamp"), [at]: () => stop.abort(new Error("stopped")) };
      await withStandIn(answers, async ({ url }) => {
        const pull = pullDocuments({ baseUrl: url, out: join(root, "new", "pulled"), signal: stop.signal });
        await expect(pull).rejects.toThrow("stopped");
      });
      await expect(readdir(root)).rejects.toThrow("ENOENT");
    },
  );

  it("before it began asks nothing", async () => {
    await withStandIn(controllerWith("Lamp"), async ({ url, asked }) => {
      const signal = AbortSignal.abort(new Error("never"));
      await expect(pullDocuments({ baseUrl: url, out: await outFolder(), signal })).rejects.toThrow("never");
      expect(asked).toEqual([]);
    });
  });
});
