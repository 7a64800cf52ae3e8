// Plays the terminal sessions of the README against simulated controllers and writes what the commands print. With
// --check it only compares.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { playSessions } from "./play.js";

const PACKAGE = join(import.meta.dirname, "../..");
const README = join(PACKAGE, "README.md");

// Where there is no folder "specs", the commands take the snapshots that come with the package, as for its users.
process.chdir(PACKAGE);
const text = await readFile(README, "utf8");
const played = await playSessions(text);
if (played === text) console.log("The sessions of packages/cli/README.md are what the commands print.");
else if (process.argv.includes("--check")) {
  console.error(
    "packages/cli/README.md shows something else than the commands print; run pnpm docs:sessions",
  );
  process.exitCode = 1;
} else {
  await writeFile(README, played);
  console.log("wrote packages/cli/README.md");
}
