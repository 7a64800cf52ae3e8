// Writes what follows from the snapshots into specs: availability.json and the CHANGES.md of each snapshot.
import { updateDerivedSpecs } from "@omada-sdk/codegen";
import { createCommand, runCommand } from "./lib/command.js";
import { SPECS_DIR } from "./lib/places.js";

await runCommand(
  createCommand("specs:changes", "Write availability.json and the CHANGES.md of each snapshot into specs.")
    .option("--check", "only compare; fail if a file is not what the snapshots say")
    .option("--specs <folder>", "another folder of snapshots", SPECS_DIR)
    .action(async ({ check, specs }) => {
      const stale = await updateDerivedSpecs(specs, !check);
      if (stale.length === 0) console.log("Everything is as the snapshots say.");
      else if (!check) console.log(`wrote ${stale.join(", ")}`);
      else throw new Error(`not as the snapshots say: ${stale.join(", ")}; run pnpm specs:changes`);
    }),
);
