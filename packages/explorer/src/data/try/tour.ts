import { mainSnapshot } from "@omada-sdk/codegen";
import type { Site } from "../site.js";
import { dataName } from "./call.js";
import { canTry } from "./data.js";

/** One step of the tour. */
export interface TourStep {
  name: string;
  title: string;
  note: string;
  code: string;
}

const TEXTS: readonly (readonly [name: string, title: string, note: string])[] = [
  [
    "connect",
    "Connect",
    "The client asks for the version and the id of the controller. It gets a token when the first call needs one.",
  ],
  ["sites", "List the sites", "paginate reads every page of a list."],
  [
    "devices",
    "Page through the devices",
    "The site has 250 devices, so pages of 100 rows are several requests; the client sends the next ones ahead.",
  ],
  [
    "rename",
    "Change something",
    "Some controllers reset members that a PATCH leaves out, so the program sends back what it read.",
  ],
  [
    "error",
    "Handle an error",
    "A refusal has a code with a name and a category, and a hint where one is known.",
  ],
];

/**
 * The steps with their code.
 * @param source of browser/try/tour-steps.ts
 * @throws Error for a step that has no code there
 */
export function tourSteps(source: string): TourStep[] {
  return TEXTS.map(([name, title, note]) => {
    const [, after] = source.split(`  // shown: ${name}\n`);
    const [code, rest] = after?.split("  // end\n") ?? [];
    if (code === undefined || rest === undefined) throw new Error(`The tour has no step ${name}.`);
    return { name, title, note, code: code.replaceAll(/^ {2}/gm, "").trimEnd() };
  });
}

/** The snapshot and the data that the tour runs with; undefined where it cannot run. */
export function tourData({ snapshots }: Site): { snapshot: string; data: string } | undefined {
  const snapshot = mainSnapshot({ snapshots: snapshots.map(({ entry }) => entry) }, "v6");
  return snapshot !== undefined && canTry(snapshot)
    ? { snapshot, data: dataName(snapshot, "device") }
    : undefined;
}
