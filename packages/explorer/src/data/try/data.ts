import { readCallable } from "@omada-sdk/codegen/snapshots";
import { PROFILE_IDS } from "@omada-sdk/mock-controller";
import { type ApiModel, type Operation, reachableNames, schemasOf, toBundle } from "@omada-sdk/model";
import type { Site } from "../site.js";
import { exampleOf } from "../snippets/example.js";
import { dataName } from "./call.js";

type Callable = Awaited<ReturnType<typeof readCallable>>;

/** What the calls of one group need in the page. */
export interface TryData {
  /** The model of the simulated controller, as text. */
  bundle: string;
  /** The operations for the client. */
  group: Callable["group"];
}

/** Lists that programs begin with. */
const ALWAYS: readonly string[] = ["site.getSiteList", "device.getDeviceList"];

/** Whether there is a simulated controller for a snapshot. */
export function canTry(snapshot: string): boolean {
  return (PROFILE_IDS as readonly string[]).includes(snapshot);
}

/** The data of each group of each snapshot that has a simulated controller, by name. */
export function tryParts({ snapshots }: Site): Map<string, { snapshot: string; group: string }> {
  const parts = new Map<string, { snapshot: string; group: string }>();
  for (const { id, model } of snapshots.filter((each) => canTry(each.id))) {
    for (const { group } of model.operations) parts.set(dataName(id, group), { snapshot: id, group });
  }
  return parts;
}

const callables = new Map<string, Promise<Callable>>();

/** The data of one group: its operations, and the lists that their ids come from. */
export async function tryData({ specsDir }: Site, snapshot: string, group: string): Promise<TryData> {
  const known = callables.get(snapshot) ?? readCallable(specsDir, snapshot);
  callables.set(snapshot, known);
  const { model, group: all } = await known;
  const operations = withSources(model, (operation) => operation.group === group);
  const names = new Set(operations.map(({ name }) => name));
  const reached = reachableNames(operations.flatMap(schemasOf), model.schemas);
  const schemas = new Map([...model.schemas].filter(([name]) => reached.has(name)));
  const table = tableOf(all.table, names);
  const tags = all.tags.filter((tag) => operations.some(({ name }) => name.startsWith(`${tag}.`)));
  return { bundle: toBundle({ ...model, operations, schemas }).trim(), group: { ...all, tags, table } };
}

/** Some operations of a model and all lists that lead to their ids, in the order of the model. */
function withSources(model: ApiModel, isWanted: (operation: Operation) => boolean): Operation[] {
  const byName = new Map(model.operations.map((each) => [each.name, each]));
  const open = model.operations.filter((each) => isWanted(each) || ALWAYS.includes(each.name));
  const wanted = new Set<Operation>();
  for (let operation = open.pop(); operation; operation = open.pop()) {
    if (wanted.has(operation)) continue;
    wanted.add(operation);
    for (const { source } of exampleOf(model, operation).path)
      open.push(...[byName.get(source?.operation ?? "")].filter((each) => each !== undefined));
  }
  return model.operations.filter((each) => wanted.has(each));
}

/** The lines of a table of operations that are about some of them. */
function tableOf(table: string, names: ReadonlySet<string>): string {
  let tag = "";
  const lines = table.split("\n").filter((line) => {
    if (line.startsWith("#")) tag = line.slice(1);
    return /^[#%]/.test(line) || names.has(`${tag}.${line.slice(0, line.indexOf(" "))}`);
  });
  return lines
    .filter((line, index) => !line.startsWith("#") || /^[^#]/.test(lines[index + 1] ?? "#"))
    .join("\n");
}
