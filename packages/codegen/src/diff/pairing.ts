/** Pairs the members of two lists of the same length that have no order: the pairs that cost least first. */
export function pairCheapest<T, V>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => { cost: number; verdict: V },
): V[] {
  const all = left.flatMap((a, from) => right.map((b, to) => ({ from, to, ...compare(a, b) })));
  const used = { from: new Set<number>(), to: new Set<number>() };
  const chosen = all
    .sort((a, b) => a.cost - b.cost || a.from - b.from || a.to - b.to)
    .filter(({ from, to }) => {
      if (used.from.has(from) || used.to.has(to)) return false;
      used.from.add(from);
      used.to.add(to);
      return true;
    });
  return chosen.sort((a, b) => a.from - b.from).map(({ verdict }) => verdict);
}
