import { inspect } from "node:util";
import { vi } from "vitest";

/** Everything that a run let out, as text. */
export interface Emitted {
  /** Notes every way in which a value can be shown. */
  show(value: unknown): void;
  text(): string;
}

/** Collects, and catches what goes to the console meanwhile. */
export function collectEmitted(): Emitted {
  const texts: string[] = [];
  const show = (value: unknown): void => {
    texts.push(
      inspect(value, {
        depth: 12,
        showHidden: true,
        getters: true,
        maxStringLength: null,
        maxArrayLength: null,
      }),
      JSON.stringify(value) ?? "",
      String(value),
    );
    if (!(value instanceof Error)) return;
    texts.push(value.stack ?? "", JSON.stringify(value, Object.getOwnPropertyNames(value)));
    if (value.cause !== undefined) show(value.cause);
  };
  for (const method of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, method).mockImplementation((...values) => void values.map(show));
  return { show, text: () => texts.join("\n") };
}

/** How a secret may look once it went through a URL, a form, JSON or a header. */
export function formsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ "": secret }).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString("base64"),
    Buffer.from(secret).toString("base64url"),
    Buffer.from(secret).toString("hex"),
  ];
}

/** Notes every key that a map is given. */
export function noteKeys(map: Map<string, unknown>, secrets: Set<string>): void {
  const set = map.set.bind(map);
  map.set = (key, value) => {
    secrets.add(key);
    return set(key, value);
  };
}
