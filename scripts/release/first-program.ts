// The first program of the README in a new project, against a simulated controller.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startMockController } from "@omada-sdk/mock-controller";
import { ROOT } from "../lib/places.js";

/**
 * @param folder a project that has the client
 * @param node the words that run a JavaScript file
 * @returns what the program printed
 * @throws Error when the program fails, or does not print every device of the simulated controller
 */
export async function runFirstProgram(
  folder: string,
  node: readonly string[] = [process.execPath],
): Promise<string> {
  const controller = await startMockController({ profile: "6.2", sites: 2, devices: 20, clients: 5 });
  try {
    writeFileSync(join(folder, "first.js"), firstProgram(controller));
    // Not spawnSync: the simulated controller answers from this process.
    const printed = await output(folder, [...node, "first.js"]);
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

function output(cwd: string, [file = "", ...args]: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const shell = process.platform === "win32";
    const child = spawn(file, args, { cwd, shell, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        text += chunk;
      });
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve(text);
      else reject(new Error(`${args.join(" ")} ended with ${code}:\n${text}`));
    });
  });
}
