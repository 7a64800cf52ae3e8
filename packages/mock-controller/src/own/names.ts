import { PROFILE_IDS } from "../profiles/index.js";
import { loadSnapshot } from "../snapshot.js";

/** What is known of an operation beside its document. */
export type KnownNames = ReadonlyMap<string, { name: string; group: string }>;

/** Names and groups of all operations of the shipped snapshots, by `METHOD /path`. */
export async function knownNames(): Promise<KnownNames> {
  const names = new Map<string, { name: string; group: string }>();
  for (const id of PROFILE_IDS) {
    for (const { method, path, name, group } of (await loadSnapshot(id)).operations) {
      names.set(`${method} ${path}`, { name, group });
    }
  }
  return names;
}

/** A name for an operation that no snapshot knows: tag and operationId, without the numbers of repeated ids. */
export function madeName(tag: string, operationId: string): string {
  const words = tag.match(/[A-Za-z0-9]+/g) ?? ["other"];
  const camel = words.map((word, index) => {
    const lower = word.toLowerCase();
    return index === 0 ? lower : lower.charAt(0).toUpperCase() + lower.slice(1);
  });
  return `${camel.join("")}.${operationId.replace(/_\d+$/, "") || "unnamed"}`;
}
