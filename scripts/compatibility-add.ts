// `pnpm compatibility:add "<line>" --hardware OC200`: checks the line that `omada verify` printed and adds it to
// specs/certificates.json, from which docs/compatibility.md follows.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Command } from "@commander-js/extra-typings";
import { readManifest } from "@omada-sdk/codegen";
import { writeWholeFile } from "@omada-sdk/codegen/write-file";
import { type Certificate, compatibilityPage, readCertificate } from "./lib/compatibility.js";
import { CERTIFICATES, ROOT, SPECS_DIR } from "./lib/places.js";

const program = new Command("pnpm compatibility:add")
  .description("Adds what omada verify found on a controller to docs/compatibility.md")
  .argument("<line>", "the line that omada verify printed")
  .requiredOption("--hardware <words>", "model of the controller, or how it is installed, such as OC200 or Linux")
  .option("--mock", "it was the simulated controller", false)
  .option("--date <day>", "day of the run", new Date().toISOString().slice(0, 10))
  .option("--certificates <file>", "the list that it is added to", CERTIFICATES)
  .option("--page <file>", "the page that follows from it", join(ROOT, "docs/compatibility.md"))
  .action(async (line, { hardware, mock, date, certificates, page }) => {
    const manifest = await readManifest(SPECS_DIR);
    const added: Certificate = { line: line.trim(), source: mock ? "mock" : "controller", hardware, date };
    readCertificate(added, manifest);
    const listed: Certificate[] = JSON.parse(await readFile(certificates, "utf8"));
    if (listed.some((each) => JSON.stringify(each) === JSON.stringify(added))) throw new Error("it is listed already");
    const all = [...listed, added];
    const text = compatibilityPage(manifest, all);
    await writeWholeFile(certificates, `${JSON.stringify(all, null, 1)}\n`);
    await writeWholeFile(page, text);
    console.log(`added to ${certificates}`);
  });

try {
  await program.parseAsync();
} catch (error) {
  console.error(`compatibility:add: ${(error as Error).message}`);
  process.exitCode = 1;
}
