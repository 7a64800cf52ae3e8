import { type BreakingChange, placeOf } from "./breaking-change.js";

interface Change {
  path: string;
  impact: string;
  verdicts: { ruleId: string; message: string; impact: string }[];
}

/**
 * Reads the JSON that `redocly diff` prints: its major changes. The program guesses which member was renamed and goes on
 * comparing inside; both are reported under the old name, which is the one that was removed.
 */
export function readRedocly(json: string): BreakingChange[] {
  const { changes } = JSON.parse(json) as { changes: Change[] };
  const major = changes.filter(({ impact }) => impact === "major");
  const renames = major.flatMap(renameOf);
  return major.flatMap(changesIn).map((breaking) => {
    const { operation, place } = breaking;
    const rename = renames.find(
      (each) => each.operation === operation && `${place}.`.startsWith(`${each.now}.`),
    );
    return rename ? { ...breaking, place: rename.was + place.slice(rename.now.length) } : breaking;
  });
}

function renameOf(change: Change): { operation: string; now: string; was: string }[] {
  const { operation, place } = whereOf(change, []);
  return change.verdicts.flatMap(({ message }) => {
    const [, was] = /^Property `([^`]*)` .*was renamed to `/.exec(message) ?? [];
    if (was === undefined) return [];
    const parent = place.split(".").slice(0, -1);
    return [{ operation, now: place, was: placeOf([...parent, was]) }];
  });
}

function changesIn(change: Change): BreakingChange[] {
  return change.verdicts
    .filter(({ impact }) => impact === "major")
    .flatMap(({ ruleId, message }) => {
      const quoted = [...message.matchAll(/`([^`]*)`/g)].map(([, word]) => word ?? "");
      const { operation, place } = whereOf(change, quoted);
      // One message may name several members, after the schema that has them.
      const members = ruleId.startsWith("required-properties") ? quoted.slice(1) : [""];
      return members.map((member): BreakingChange => {
        return { tool: "redocly", rule: ruleId, operation, place: placeOf([place, member]) };
      });
    });
}

function whereOf({ path }: Change, quoted: readonly string[]): { operation: string; place: string } {
  const [, , route = "", method = "", ...rest] = path
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  return { operation: `${method.toUpperCase()} ${route}`, place: placeOf(segmentsOf(rest, quoted)) };
}

/** `requestBody/content/…/schema/properties/a` as `body`, `a`; a parameter by the name in the message. */
function segmentsOf(rest: readonly string[], quoted: readonly string[]): string[] {
  const [kind] = rest;
  if (kind === "parameters") return ["query", quoted[0] ?? ""];
  const inner = rest.slice(rest.indexOf("schema") + 1);
  const segments = kind === "requestBody" ? ["body"] : [];
  if (!rest.includes("schema")) return segments;
  for (let at = 0; at < inner.length; at++) {
    if (inner[at] === "properties") segments.push(inner[++at] ?? "");
  }
  return segments;
}
