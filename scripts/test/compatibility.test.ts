import { readManifest } from "@omada-sdk/codegen";
import { describe, expect, test } from "vitest";
import { type Certificate, compatibilityPage, readCertificates, readLine } from "../lib/compatibility.js";
import { SPECS_DIR } from "../lib/places.js";

const manifest = await readManifest(SPECS_DIR);
const listed = await readCertificates(SPECS_DIR);
const LINE =
  "omada-contract snapshot=6.2 flavour=local controller=6.2.0.17 compared=500/1000 (50 %) empty=3 failed=1 drift=4 new=1";
const ABOUT = { source: "controller", hardware: "OC200", date: "2026-11-21" } as const;
const good = readLine(LINE, ABOUT, manifest);

describe("certificates of controllers", () => {
  test("a line says what was compared", () => {
    expect(good).toMatchObject({ snapshot: "6.2", compared: 500, readable: 1000, drift: 4, new: 1 });
  });

  test.each<[string, string]>([
    ["another text", "omada-contract all well"],
    ["more behind it", `${LINE} at 192.0.2.1`],
    ["a snapshot that is not there", LINE.replace("=6.2 ", "=9.9 ")],
    ["another flavour", LINE.replace("=local", "=cloud")],
    ["a share that does not fit", LINE.replace("(50 %)", "(60 %)")],
    ["more compared than there is", LINE.replace("500/1000 (50 %)", "2000/1000 (200 %)")],
    ["more operations than the snapshot has", LINE.replace("500/1000 (50 %)", "5000/10000 (50 %)")],
    ["more new than all", LINE.replace("new=1", "new=5")],
  ])("a line with %s is refused", (_, line) => {
    expect(() => readLine(line, ABOUT, manifest)).toThrow();
  });

  test.each<[string, Partial<Certificate>]>([
    ["no day", { date: "2026-13-40" }],
    ["an address for hardware", { hardware: "https://192.0.2.1:8043" }],
    ["a table's border in hardware", { hardware: "OC200 | yes" }],
    ["another source", { source: "friend" as "mock" }],
    ["a snapshot that is not there", { snapshot: "9.9" }],
  ])("a list with %s gives no page", (_, change) => {
    expect(() => compatibilityPage(manifest, [{ ...good, ...change }])).toThrow();
  });

  test("the page has every snapshot and every certificate, whatever their order", () => {
    const page = compatibilityPage(manifest, [good, ...listed]);
    for (const { id } of manifest.snapshots) expect(page).toContain(`\n| ${id} |`);
    expect(page).toContain("| 6.2 | 6.2.0.17 | OC200 | 2026-11-21 | 500 of 1000 | 4 | 1 |");
    expect(compatibilityPage(manifest, [...listed].reverse().concat(good))).toBe(page);
  });
});
