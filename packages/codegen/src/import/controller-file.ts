import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ImportError } from "./errors.js";
import { CONTROLLER_FILE } from "./read.js";
import { isRecord } from "./text-checks.js";

/** What the pull notes beside the documents about the controller that served them. */
export interface ControllerFile {
  controllerVersion?: string | undefined;
  /** `type` of `/api/info`: which kind of controller it is. */
  type?: number | undefined;
  /** Origin the documents came from, without credentials. */
  baseUrl?: string | undefined;
  /** Date of the pull, UTC. */
  pulledOn?: string | undefined;
}

/**
 * Reads `controller.json` of a folder of documents; without one, nothing is known.
 * @throws ImportError when it is there but not as the pull writes it
 */
export async function readControllerFile(input: string): Promise<ControllerFile> {
  const file = join(input, CONTROLLER_FILE);
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return {};
  const parsed = parse(text);
  const { controllerVersion, type, baseUrl, pulledOn } = parsed ?? {};
  for (const value of [controllerVersion, baseUrl, pulledOn]) {
    if (!parsed || (value !== undefined && typeof value !== "string")) {
      throw new ImportError(`${file} is not as omada pull writes it; pull again, or delete the file`);
    }
  }
  return {
    controllerVersion: controllerVersion as string | undefined,
    type: typeof type === "number" ? type : undefined,
    baseUrl: baseUrl as string | undefined,
    pulledOn: pulledOn as string | undefined,
  };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
