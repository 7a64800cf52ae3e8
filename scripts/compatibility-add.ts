// `pnpm compatibility:add "<line>" --hardware OC200`: checks the line that `omada verify` printed and adds it to
// specs/certificates.json, from which docs/compatibility.md follows.
import { join } from "node:path";
import { readManifest } from "@omada-sdk/codegen";
import { writeWholeFile } from "@omada-sdk/codegen/write-file";
import { createCommand, runCommand } from "./lib/command.js";
import { CERTIFICATES_FILE, compatibilityPage, readCertificates, readLine } from "./lib/compatibility.js";
import { ROOT, SPECS_DIR } from "./lib/places.js";

await runCommand(
  createCommand("compatibility:add", "Add what omada verify found on a controller to docs/compatibility.md.")
    .argument("<line>", "the line that omada verify printed")
    .requiredOption("--hardware <words>", "model of the controller, or how it is installed: OC200, Linux")
    .option("--mock", "it was the simulated controller")
    .option("--date <day>", "day of the run", new Date().toISOString().slice(0, 10))
    .action(async (line, { hardware, mock, date }) => {
      const manifest = await readManifest(SPECS_DIR);
      const source = mock ? "mock" : "controller";
      const added = readLine(line.trim(), { source, hardware, date }, manifest);
      const listed = await readCertificates(SPECS_DIR);
      if (listed.some((each) => JSON.stringify(each) === JSON.stringify(added)))
        throw new Error("it is listed already");
      const all = [...listed, added];
      const page = compatibilityPage(manifest, all);
      await writeWholeFile(join(SPECS_DIR, CERTIFICATES_FILE), `${JSON.stringify(all, null, 1)}\n`);
      await writeWholeFile(join(ROOT, "docs/compatibility.md"), page);
      console.log(`added to specs/${CERTIFICATES_FILE}`);
    }),
);
