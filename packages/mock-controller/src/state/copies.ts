/** The members that something had. Their values are kept apart from their names, which many share. */
export interface Copy {
  names: readonly string[];
  /** A value with members of its own is kept as {@link Json}. */
  values: readonly unknown[];
}

class Json {
  readonly text: string;
  constructor(value: object) {
    this.text = JSON.stringify(value);
  }
}

let latestNames: readonly string[] = [];

/** Remembers the members of something that can be changed in place. */
export function copyOf(now: object): Copy {
  const names = Object.keys(now);
  if (names.length !== latestNames.length || names.some((name, at) => name !== latestNames[at]))
    latestNames = names;
  const values = Object.values(now).map((value) =>
    typeof value === "object" && value !== null ? new Json(value) : value,
  );
  return { names: latestNames, values };
}

/** Whether something has just the members that it had when it was copied. */
export function isAsCopied({ names, values }: Copy, now: object): boolean {
  let at = 0;
  for (const name in now) {
    const before = values[at];
    const value = (now as Readonly<Record<string, unknown>>)[name];
    if (names[at++] !== name) return false;
    if (before !== value && !(before instanceof Json && before.text === JSON.stringify(value))) return false;
  }
  return at === names.length;
}
