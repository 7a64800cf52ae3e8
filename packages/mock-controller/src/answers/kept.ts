import type { Controller } from "../state/controller.js";

/** What was made of the sites, devices and clients of a controller as they are now. */
interface Kept {
  /** That of {@link Controller.runtime}'s changes. */
  version: number;
  values: Map<string, readonly unknown[]>;
  /** Entries of all values. */
  size: number;
}

/** Entries that are kept for a controller at a time, eight bytes each. */
const MAX_ENTRIES = 1_000_000;
const keptOf = new WeakMap<Controller, Kept>();

/**
 * Makes something of the sites, devices and clients of a controller, once until one of them changes.
 * @param key names what is made, and everything else that it is made of
 */
export function kept<T extends readonly unknown[]>(controller: Controller, key: string, make: () => T): T {
  const version = controller.runtime.changes.version();
  let all = keptOf.get(controller);
  if (all?.version !== version || all.size > MAX_ENTRIES) {
    all = { version, values: new Map(), size: 0 };
    keptOf.set(controller, all);
  }
  const before = all.values.get(key);
  if (before) return before as T;
  const value = make();
  all.values.set(key, value);
  all.size += value.length + 1;
  return value;
}
