// Writes what follows from the snapshots into specs: availability.json and the CHANGES.md of each snapshot.
// With --check it only compares.
import { parseArgs } from "node:util";
import { updateDerivedSpecs } from "@omada-sdk/codegen";
import { SPECS_DIR } from "./lib/places.js";

const USAGE = `pnpm specs:changes

  --check            only compare; ends with 1 if a file is not what the snapshots say
  --specs <folder>   another folder of snapshots`;

try {
  const { values } = parseArgs({
    options: {
      check: { type: "boolean", default: false },
      specs: { type: "string", default: SPECS_DIR },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) console.log(USAGE);
  else {
    const stale = await updateDerivedSpecs(values.specs, !values.check);
    if (stale.length === 0) console.log("Everything is as the snapshots say.");
    else if (!values.check) console.log(`wrote ${stale.join(", ")}`);
    else throw new Error(`not as the snapshots say: ${stale.join(", ")}; run pnpm specs:changes`);
  }
} catch (error) {
  console.error(`specs:changes: ${(error as Error).message}`);
  process.exitCode = 1;
}
