import { describe, expect, test } from "vitest";
import { diffReport, formatHtml, formatJson, formatMarkdown, formatText } from "../../src/index.js";
import { answers, model, object, operation } from "./support.js";

const HOSTILE = `<script>alert("x")</script>|\`&'`;
const text = { type: "string" } as const;
const before = model([
  answers(object({ a: text, [HOSTILE]: text })),
  operation({ path: `/gone/${HOSTILE}`, tag: HOSTILE }),
]);
const after = { ...model([answers(object({ a: text }))]), id: "2.0", controllerVersion: "2.0.1" };
const report = diffReport(before, after);

describe("formats", () => {
  test("text names snapshots, counts and the changes, and all of them if asked", () => {
    const short = formatText(report);
    expect(short).toContain("1.0 -> 2.0 (controller 2.0.1)");
    expect(short).toContain("1 in both, 0 added, 1 removed");
    expect(short).toContain("2 breaking, 0 risky, 0 additive, 0 editorial (major release)");
    expect(short).toMatch(/ 1\. breaking: operation removed/);
    expect(short).not.toContain("breaking: field removed result.");
    expect(formatText(report, { full: true })).toContain("breaking: field removed result.");
  });

  test("text lets no control character through", () => {
    const evil = model([operation({ tag: "a\u001b[2Jb" })]);
    expect(formatText(diffReport(evil, model([])), { full: true })).not.toContain("\u001b");
  });

  test("every format says when the newer snapshot has the older document", () => {
    const captured = { before: "2026-08", after: "2026-04-10" };
    const turned = diffReport(before, after, { captured });
    for (const format of [formatText, formatMarkdown, formatHtml])
      expect(format(turned)).toMatch(/document of 2\.0 is the older one .2026-04-10, 1\.0: 2026-08./);
    const usual = diffReport(before, after, { captured: { before: "2025-10-28", after: "2026-08" } });
    expect(formatText(usual)).not.toContain("older one");
    expect(formatText(diffReport(before, after, { captured: { before: null, after: "2026" } }))).toBe(
      formatText(report),
    );
  });

  test("text without changes", () => {
    expect(formatText(diffReport(after, after))).toContain("Nothing changed.");
  });

  test("json holds the numbers, and the findings if asked", () => {
    const short = JSON.parse(formatJson(report));
    expect(short).toMatchObject({
      before: { id: "1.0", operations: 2 },
      after: { id: "2.0" },
      counts: { breaking: 2, operationsRemoved: 1, common: 1 },
      release: "major",
      notComparable: { total: 0 },
    });
    expect(short.changeGroups).toHaveLength(2);
    expect(short.findings).toBeUndefined();
    expect(JSON.parse(formatJson(report, { full: true })).findings).toHaveLength(2);
  });

  test("md keeps its tables and lets no tag through", () => {
    const page = formatMarkdown(report, { full: true });
    expect(page).toContain("## Most important");
    expect(page.replace(/`[^`\n]*`/g, "")).not.toMatch(/<script/);
    const table = page.slice(page.indexOf("| tag |")).split("\n\n")[0] ?? "";
    const cells = table.split("\n").map((line) => line.replaceAll("\\|", "").split("|").length);
    expect(new Set(cells).size).toBe(1);
  });

  test("html is one page without anything to load, escaped", () => {
    const page = formatHtml(report, { full: true });
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).not.toMatch(/<script|src=|href="(?!#o\d)/);
    expect(page).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
  });

  test("ten changeGroups are shown, however many there are", () => {
    const many = model(Array.from({ length: 30 }, (_, at) => operation({ path: `/p${at}`, tag: `T${at}` })));
    const long = diffReport(many, model([]));
    expect(formatText(long).match(/breaking: operation removed/g)).toHaveLength(10);
    expect(formatMarkdown(long).match(/\*\*breaking\*\*/g)).toHaveLength(10);
    expect(JSON.parse(formatJson(long)).changeGroups).toHaveLength(10);
  });

  test("full reports link old and new operations both ways, and every link leads somewhere", () => {
    const list = operation({ path: "/openapi/v1/{omadacId}/lamps", name: "lamp.list" });
    const next = operation({ path: "/openapi/v2/{omadacId}/lamps", name: "lamp.listV2" });
    const linked = diffReport(model([list]), model([list, next]));
    const md = formatMarkdown(linked, { full: true });
    const html = formatHtml(linked, { full: true });
    for (const [page, link, target] of [
      [md, /\(#(o\d+)\)/g, /<a id="(o\d+)">/g],
      [html, /href="#(o\d+)"/g, /id="(o\d+)"/g],
    ] as const) {
      const ids = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, id]) => id);
      expect(new Set(ids(link))).toEqual(new Set(["o1", "o2"]));
      expect(ids(target)).toEqual(["o1", "o2"]);
    }
    expect(md).toContain("use GET /openapi/v2/");
    expect(md).toContain("instead of GET /openapi/v1/");
    expect(formatMarkdown(linked)).not.toContain("(#o");
  });
});
