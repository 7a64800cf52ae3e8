import { join } from "node:path";
import { bundleInto } from "../bundle.js";
import { answerOf } from "../measure.js";
import { type Contender, folderOf } from "./contenders.js";

/**
 * Runs every program on a fetch that answers by itself.
 * @throws Error unless all of them send the same requests, of 20 operations
 */
export async function compareRequests(contenders: readonly Contender[]): Promise<void> {
  let first: string | undefined;
  for (const contender of contenders) {
    const folder = folderOf(contender);
    const file = join(folder, "program.mjs");
    await bundleInto(file, 'import "./program.ts";', folder);
    const requests = [...new Set(answerOf<string[]>("requests.mjs", [file]))].sort();
    if (requests.length !== 20)
      throw new Error(`the program of ${contender.title} calls ${requests.length} operations instead of 20`);
    first ??= requests.join("\n");
    if (requests.join("\n") !== first)
      throw new Error(`the program of ${contender.title} sends other requests:\n${requests.join("\n")}`);
  }
}
