import { type Outcome, runCall } from "../src/browser/try/run-call.js";
import type { Site } from "../src/data/site.js";
import { exampleOf } from "../src/data/snippets/example.js";
import { tryCall } from "../src/data/try/call.js";
import { tryData, tryParts } from "../src/data/try/data.js";

/** Puts data of a snapshot where scripts of pages find it. */
export async function provide(all: Site, snapshot: string, names?: readonly string[]): Promise<void> {
  const arriving = new Map(globalThis.omadaSite?.arriving);
  for (const [name, part] of tryParts(all)) {
    if (part.snapshot !== snapshot || names?.includes(name) === false) continue;
    const text = JSON.stringify(await tryData(all, part.snapshot, part.group));
    arriving.set(name, Promise.resolve(JSON.parse(text)));
  }
  globalThis.omadaSite = { receive: () => undefined, arriving, received: new Map() };
}

/** What the calls of all operations of a snapshot come to, by name. */
export async function outcomesOf(all: Site, snapshot: string): Promise<Map<string, Outcome>> {
  await provide(all, snapshot);
  const model = all.snapshots.find(({ id }) => id === snapshot)?.model;
  if (!model) throw new Error(`there is no snapshot ${snapshot}`);
  const outcomes = new Map<string, Outcome>();
  for (const operation of model.operations)
    outcomes.set(operation.name, await runCall(tryCall(snapshot, exampleOf(model, operation))));
  return outcomes;
}
