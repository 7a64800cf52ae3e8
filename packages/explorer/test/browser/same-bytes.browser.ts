import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, it, onTestFinished } from "vitest";
import { buildSite } from "./support/build.js";
import { filesOf } from "./support/pages.js";

it("the same specs give the same bytes, in another folder, language and time zone", async () => {
  const { folder } = inject("site");
  const other = mkdtempSync(join(tmpdir(), "site-again-"));
  onTestFinished(() => rmSync(other, { recursive: true }));
  await buildSite(other, { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" }, tmpdir());

  const files = filesOf(folder);
  expect(filesOf(other)).toEqual(files);
  const differ = files.filter(
    (file) => !readFileSync(join(folder, file)).equals(readFileSync(join(other, file))),
  );
  expect(differ).toEqual([]);
});
