/** Entities by key, with an index of those that belong to a site. */
export class SiteMap<T extends { siteId: string }> extends Map<string, T> {
  #bySite: Map<string, T[]> | undefined;

  override set(key: string, entity: T): this {
    this.#bySite = undefined;
    return super.set(key, entity);
  }
  override delete(key: string): boolean {
    this.#bySite = undefined;
    return super.delete(key);
  }
  override clear(): void {
    this.#bySite = undefined;
    super.clear();
  }
  /** The entities of a site in the order of their insertion. */
  ofSite(siteId: string): readonly T[] {
    this.#bySite ??= grouped(this.values());
    return this.#bySite.get(siteId) ?? [];
  }
}

function grouped<T extends { siteId: string }>(entities: Iterable<T>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entity of entities) {
    const group = groups.get(entity.siteId);
    if (group) group.push(entity);
    else groups.set(entity.siteId, [entity]);
  }
  return groups;
}

/** A {@link SiteMap} of entities by their MAC addresses. */
export function siteMapOf<T extends { siteId: string; mac: string }>(entities: readonly T[]): SiteMap<T> {
  const map = new SiteMap<T>();
  for (const entity of entities) map.set(entity.mac, entity);
  return map;
}

/** The entities of a site, also where a test put an ordinary map into the state. */
export function ofSite<T extends { siteId: string }>(
  map: Map<string, T>,
  siteId: string | undefined,
): readonly T[] {
  if (siteId === undefined) return [];
  return map instanceof SiteMap
    ? map.ofSite(siteId)
    : [...map.values()].filter((entity) => entity.siteId === siteId);
}

/** Entries that a bounded map holds, such as tokens; the oldest ones are forgotten first. */
const MAX_ENTRIES = 10_000;

/** Adds a token, a session or the like, and drops the oldest one of a full map. */
export function setBounded<T>(map: Map<string, T>, key: string, entry: T): void {
  map.set(key, entry);
  const oldest = map.keys().next().value;
  if (map.size > MAX_ENTRIES && oldest !== undefined) map.delete(oldest);
}
