// Two controllers on this machine, programs of examples/ against them, and what lies between their versions.
// `pnpm tour <example> ...` runs those examples only.
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { diffSnapshots, headline, mainSnapshot, readManifest } from "@omada-sdk/codegen";
import { type ProfileId, type RunningMockController, startMockController } from "@omada-sdk/mock-controller";
import { ROOT, SPECS_DIR } from "../lib/places.js";

const MAX_CHANGES = 10;
const EXAMPLES = join(ROOT, "examples");
const ON_THE_WAY = [
  "controller-5",
  "connect",
  "list-devices",
  "paginate",
  "rename-access-point",
  "handle-errors",
];

/** Prints the tour: headings stand out on a terminal and stay plain in a file. */
const say = {
  heading: (text: string) => console.log(`\n${process.stdout.isTTY ? `\u001B[1m${text}\u001B[0m` : text}`),
  line: (text: string) => console.log(`  ${text}`),
};
const known = readdirSync(EXAMPLES)
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .map((file) => file.slice(0, -".ts".length));
const asked = process.argv.slice(2).map((name) => name.replace(/\.ts$/, ""));
const unknown = asked.find((name) => !known.includes(name));
if (unknown) {
  console.error(`tour: there is no example "${unknown}"; known ones: ${known.join(", ")}`);
  process.exit(2);
}

const manifest = await readManifest(SPECS_DIR);
const newest = (line: string): ProfileId => mainSnapshot(manifest, line) as ProfileId;
const [newestV5, newestV6] = [newest("v5"), newest("v6")];
const size = { sites: 2, devices: 250, clients: 400 };
const [v5, v6] = await Promise.all([
  startMockController({ profile: newestV5, ...size }),
  startMockController({ profile: newestV6, ...size }),
]);
let failed = false;
try {
  for (const name of asked.length > 0 ? asked : ON_THE_WAY) {
    const [controller, version] = name === "controller-5" ? [v5, newestV5] : [v6, newestV6];
    say.heading(`examples/${name}.ts, against a simulated controller ${version}`);
    failed = (await runExample(name, controller)) !== 0 || failed;
  }
} finally {
  await Promise.all([v5.close(), v6.close()]);
}
process.exitCode = failed ? 1 : 0;
if (asked.length === 0) await describeUpgrade();

/** Runs an example in a process of its own, as its users do, and resolves to its exit code. */
function runExample(name: string, controller: RunningMockController): Promise<number | null> {
  const [site] = controller.state.sites.values();
  const env = {
    ...process.env,
    OMADA_URL: controller.url,
    OMADA_CLIENT_ID: controller.credentials.clientId,
    OMADA_CLIENT_SECRET: controller.credentials.clientSecret,
    OMADA_FINGERPRINT: controller.fingerprint256,
    OMADA_MSP_ID: controller.credentials.omadacId,
    OMADA_SITE: site?.name,
  };
  const node = ["--conditions=@omada-sdk/source", "--import", "tsx", join(EXAMPLES, `${name}.ts`)];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, node, { cwd: ROOT, env, stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
    });
    child.on("error", reject).on("close", (code) => {
      for (const line of text.trimEnd().split("\n")) say.line(line);
      resolve(code);
    });
  });
}

async function describeUpgrade(): Promise<void> {
  say.heading(
    `What a program notices when a controller goes from ${newestV5} to ${newestV6}, the ${MAX_CHANGES} most important first`,
  );
  const report = await diffSnapshots(SPECS_DIR, newestV5, newestV6);
  for (const [index, group] of report.changeGroups.slice(0, MAX_CHANGES).entries()) {
    say.line(`${String(index + 1).padStart(2)}. ${headline(group)}`);
  }
  const { counts } = report;
  say.line(`${counts.operationsRemoved} operations are gone, ${counts.operationsAdded} are new.`);

  say.heading("What to do next");
  say.line("one example alone:   npx pnpm tour create-vouchers (examples/README.md lists them)");
  say.line(
    "your own controller: npx pnpm omada pull https://192.168.0.2:8043 --fingerprint <sha256> --out pulled",
  );
  say.line("                     npx pnpm omada import pulled --id 6.3 --flavour local");
  say.line("                     npx pnpm sync:derived && npx pnpm generate");
  say.line("in your own program: npx pnpm pack:all, then there npm install <this folder>/.cache/packs/*.tgz");
  say.line("                     (once released: npm install @omada-sdk/client-v6, or client-v5 for 5.x)");
}
