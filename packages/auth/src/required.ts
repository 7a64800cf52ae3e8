import { OmadaError } from "./error.js";

/** @throws OmadaError when one of these is not a text with something in it */
export function required(options: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(options))
    if (!value || typeof value !== "string") throw new OmadaError(`${name} is missing.`);
}
