import { readManifest } from "@omada-sdk/codegen";
import { describe, expect, test } from "vitest";
import {
  type Certificate,
  compatibilityPage,
  readCertificate,
  readCertificates,
} from "../lib/compatibility.js";
import { SPECS_DIR } from "../lib/places.js";

const manifest = await readManifest(SPECS_DIR);
const listed = await readCertificates(SPECS_DIR);
const LINE =
  "omada-contract snapshot=6.2 flavour=local controller=6.2.0.17 compared=500/1000 (50 %) empty=3 failed=1 drift=4 new=1";
const good: Certificate = { line: LINE, source: "controller", hardware: "OC200", date: "2026-11-21" };

describe("certificates of controllers", () => {
  test("a line says what was compared", () => {
    expect(readCertificate(good, manifest)).toMatchObject({
      snapshot: "6.2",
      compared: 500,
      readable: 1000,
      unexplained: 1,
    });
  });

  test.each<[string, Partial<Certificate>]>([
    ["another text", { line: "omada-contract all well" }],
    ["more behind it", { line: `${LINE} at 192.0.2.1` }],
    ["a snapshot that is not there", { line: LINE.replace("=6.2 ", "=9.9 ") }],
    ["another flavour", { line: LINE.replace("=local", "=cloud") }],
    ["a share that does not fit", { line: LINE.replace("(50 %)", "(60 %)") }],
    ["more compared than there is", { line: LINE.replace("500/1000 (50 %)", "2000/1000 (200 %)") }],
    ["more operations than the snapshot has", { line: LINE.replace("500/1000 (50 %)", "5000/10000 (50 %)") }],
    ["more new than all", { line: LINE.replace("new=1", "new=5") }],
    ["no day", { date: "2026-13-40" }],
    ["an address for hardware", { hardware: "https://192.0.2.1:8043" }],
    ["a table's border in hardware", { hardware: "OC200 | yes" }],
    ["another source", { source: "friend" as "mock" }],
  ])("refuses %s", (_, change) => {
    expect(() => readCertificate({ ...good, ...change }, manifest)).toThrow();
  });

  test("the page has every snapshot and every certificate, whatever their order", () => {
    const page = compatibilityPage(manifest, [good, ...listed]);
    for (const { id } of manifest.snapshots) expect(page).toContain(`\n| ${id} |`);
    expect(page).toContain("| 6.2 | 6.2.0.17 | OC200 | 2026-11-21 | 500 of 1000 | 4 | 1 |");
    expect(compatibilityPage(manifest, [...listed].reverse().concat(good))).toBe(page);
  });
});
