// Two controllers on this machine, one program for each, and what lies between their versions.
import { diffSnapshots, headline } from "@omada-sdk/codegen";
import { startMockController } from "@omada-sdk/mock-controller";
import { SPECS_DIR } from "../lib/places.js";
import { createSay } from "./say.js";
import { tourOfV5 } from "./v5.js";
import { tourOfV6 } from "./v6.js";

const MOST = 10;
const say = createSay(process.stdout);
const size = { sites: 2, devices: 250, clients: 400 };
const controllers = await Promise.all([
  startMockController({ profile: "5.15", ...size }),
  startMockController({ profile: "6.2", ...size }),
]);
try {
  const [old, current] = controllers;
  say.heading("A 5.15 controller, with @omada-sdk/client-v5 (scripts/tour/v5.ts)");
  await tourOfV5(old, say);
  say.heading("A 6.2 controller, with @omada-sdk/client-v6 (scripts/tour/v6.ts)");
  await tourOfV6(current, say);
} finally {
  await Promise.all(controllers.map((controller) => controller.close()));
}

say.heading(
  `What a program notices when a controller goes from 5.15 to 6.2, the ${MOST} most important first`,
);
const report = await diffSnapshots(SPECS_DIR, "5.15", "6.2");
for (const [index, group] of report.changeGroups.slice(0, MOST).entries()) {
  say.line(`${String(index + 1).padStart(2)}. ${headline(group)}`);
}
const { counts } = report;
say.line(`${counts.operationsRemoved} operations are gone, ${counts.operationsAdded} are new.`);

say.heading("What to do next");
say.line(
  "your own controller: npx pnpm specs:pull https://192.168.0.2:8043 --fingerprint <sha256> --out pulled",
);
say.line("                     npx pnpm specs:import pulled --id 6.3 --flavour local");
say.line("                     npx pnpm sync:derived && npx pnpm generate");
say.line("in your own program: npx pnpm pack:all, then there npm install <this folder>/.cache/packs/*.tgz");
say.line("                     (once released: npm install @omada-sdk/client-v6, or client-v5 for 5.x)");
