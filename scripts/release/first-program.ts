// A new project that installs one package by name and runs the first program of the README against a simulated controller.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startMockController } from "@omada-sdk/mock-controller";
import { ROOT } from "../lib/places.js";

const CLIENT = "@omada-sdk/client-v6";

/**
 * @param folder of the project; emptied first
 * @param install the words of the package manager to which the package's name is added
 * @returns what the program printed
 * @throws Error when it cannot be installed, or the program fails or prints no device of the simulated controller
 */
export async function runFirstProgram(
  folder: string,
  [manager = "npm", ...words]: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const controller = await startMockController({ profile: "6.2", sites: 2, devices: 20, clients: 5 });
  try {
    writeFileSync(join(folder, "first.js"), firstProgram(controller));
    const installed = spawnSync(manager, [...words, CLIENT], {
      cwd: folder,
      env: { ...process.env, ...env },
      encoding: "utf8",
      shell: process.platform === "win32",
    });
    assert.equal(
      installed.status,
      0,
      `${manager} ${words.join(" ")} ${CLIENT}:\n${installed.stdout}${installed.stderr}`,
    );
    // Not spawnSync: the simulated controller answers from this process.
    const printed = await output(folder, "first.js");
    for (const device of controller.state.devices.values())
      assert.ok(printed.includes(device.name), `the program does not print ${device.name}:\n${printed}`);
    return printed;
  } finally {
    await controller.close();
  }
}

interface Access {
  readonly url: string;
  readonly fingerprint256: string;
  readonly credentials: { readonly clientId: string; readonly clientSecret: string };
}

/** The README's first program as JavaScript, with the simulated controller's address and credentials in their places. */
function firstProgram({ url, fingerprint256, credentials }: Access): string {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const [, code = ""] = /```ts\n(import [\s\S]*?createOmadaClient\([\s\S]*?)```/.exec(readme) ?? [];
  const filled = code
    .replace(/baseUrl: "[^"]*"/, `baseUrl: ${JSON.stringify(url)}`)
    .replace(/clientId: "[^"]*"/, `clientId: ${JSON.stringify(credentials.clientId)}`)
    .replace(/clientSecret: "[^"]*"/, `clientSecret: ${JSON.stringify(credentials.clientSecret)}`)
    .replace(/fingerprint256: "[^"]*"/, `fingerprint256: ${JSON.stringify(fingerprint256)}`);
  assert.ok(
    filled.includes(url) && filled.includes(fingerprint256),
    "the README's first program has no place for an address",
  );
  return filled;
}

function output(cwd: string, program: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program], { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += chunk));
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve(text) : reject(new Error(`${program} ended with ${code}:\n${text}`)),
    );
  });
}
