import { OmadaError } from "./error.js";

/**
 * @param options by name: the value of one that must be there, or whether the value is good
 * @throws OmadaError about the first one that is empty or false
 */
export function checkOptions(options: Record<string, unknown>): void {
  for (const [name, good] of Object.entries(options))
    if (!good) throw new OmadaError(`${name} is missing or wrong.`);
}
