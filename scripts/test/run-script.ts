import { execFile } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../lib/places.js";

export interface ScriptResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a script of this folder's parent as its users do. */
export function runScript(script: string, ...args: string[]): Promise<ScriptResult> {
  const node = ["--conditions=@omada-sdk/source", "--import", "tsx", join(ROOT, "scripts", script), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, node, { cwd: ROOT }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}
