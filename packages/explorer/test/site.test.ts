import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ApiModel, readSnapshot } from "@omada-sdk/codegen";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { collect, readSiteData, type SiteData, writeSite } from "../src/index.js";

const SPECS = join(import.meta.dirname, "../../../specs");
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "omada-explorer-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function build(data: SiteData): Promise<{ html: string; inPage: SiteData; json: SiteData }> {
  await writeSite(data, folder);
  const html = await readFile(join(folder, "index.html"), "utf8");
  const inPage = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)?.[1] ?? "";
  return {
    html,
    inPage: JSON.parse(inPage),
    json: JSON.parse(await readFile(join(folder, "data.json"), "utf8")),
  };
}

describe("the site of the committed snapshots", () => {
  test("lists every operation of every snapshot, and where it exists", async () => {
    const { inPage, json } = await build(await readSiteData(SPECS));
    expect(inPage).toEqual(json);
    const listed = new Map(inPage.operations.map((each) => [`${each.method} ${each.path}`, each.snapshots]));
    for (const { id, operations } of inPage.snapshots) {
      const model = await readSnapshot(SPECS, id);
      expect(model.operations).toHaveLength(operations);
      const missing = model.operations.filter(
        ({ method, path }) => !listed.get(`${method} ${path}`)?.includes(id),
      );
      expect(missing).toEqual([]);
    }
    expect(listed.get("GET /openapi/v1/{omadacId}/sites")).toEqual(["5.12", "5.15", "6.2", "6.2-cloud"]);
    expect(listed.get("PATCH /openapi/v1/{omadacId}/sites/{siteId}/aps/{apMac}/ports")).toEqual(["5.15"]);
  });

  test("tells what is known of controllers, from the ledger", async () => {
    const { inPage, html } = await build(await readSiteData(SPECS));
    const knownOf = (name: string) => inPage.operations.find((each) => each.name === name)?.known;
    expect(knownOf("client.getGridActiveClients")).toEqual([
      expect.stringMatching(/^answers -1 although .*; call POST \/openapi\/v2\//),
    ]);
    expect(knownOf("switch.modifySwitchPort")?.join()).toMatch(
      /without the whole object gives -1 \(seen on 6/,
    );
    expect(knownOf("site.getSiteList")).toEqual([]);
    expect(inPage.questions.map(({ question }) => question)).toContain(
      "Does a refresh token work once only?",
    );
    for (const { question, status } of inPage.questions)
      expect(html).toContain(`<td>${question}</td><td>${status}</td>`);
  });

  test("needs nothing from elsewhere and says so", async () => {
    const { html } = await build(await readSiteData(SPECS));
    expect(html).not.toMatch(/\b(src|href)=/);
    expect(html).toMatch(/Content-Security-Policy" content="default-src 'none'/);
  });

  test("a folder without snapshots is an error", async () => {
    await expect(readSiteData(folder)).rejects.toThrow(/holds no snapshots/);
  });
});

test("hostile texts stay texts", async () => {
  const hostile = `</script><script>alert(1)</script><img src=x onerror="alert(2)">`;
  const model: ApiModel = {
    id: hostile,
    line: "v6",
    flavour: "local",
    controllerVersion: hostile,
    schemas: new Map(),
    operations: [
      {
        name: hostile,
        method: "GET",
        path: `/${hostile}`,
        group: hostile,
        tag: hostile,
        title: hostile,
        deprecated: true,
        parameters: [],
        permissions: [hostile],
        errorCodes: [-1],
        authorizationCodeOnly: true,
        envelope: true,
        download: false,
      },
    ],
  };
  const questions = [{ question: hostile, status: "observed", evidence: hostile } as const];
  const lies = [{ calls: /^GET .*script/, what: hostile, seen: hostile }];
  const { html, inPage } = await build(collect([model], { facts: [], lies, questions }));
  expect(html).not.toContain("<script>alert");
  expect(html).not.toContain("<img");
  expect(html.match(/<\/script>/g)).toHaveLength(2);
  expect(inPage.operations[0]).toMatchObject({
    tag: hostile,
    deprecatedIn: [hostile],
    permissions: [hostile],
    known: [`${hostile} (seen on ${hostile})`],
  });
});
