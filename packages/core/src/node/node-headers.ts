import type { IncomingHttpHeaders } from "node:http";

/**
 * The headers of a response, read-only. Has the members of `Headers`, but copies nothing: of most responses only the
 * content type is read.
 */
export class NodeHeaders implements Iterable<[string, string]> {
  readonly #fields: IncomingHttpHeaders;

  /** @param fields by lower-case name; repeated fields as lists */
  constructor(fields: IncomingHttpHeaders) {
    this.#fields = fields;
  }

  get(name: string): string | null {
    const value = this.#fields[name] ?? this.#fields[name.toLowerCase()];
    if (value === undefined) return null;
    return Array.isArray(value) ? value.join(", ") : value;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  getSetCookie(): string[] {
    const value = this.#fields["set-cookie"];
    return value === undefined ? [] : [value].flat();
  }

  *entries(): IterableIterator<[string, string]> {
    for (const name of Object.keys(this.#fields).sort()) {
      if (name === "set-cookie") for (const cookie of this.getSetCookie()) yield [name, cookie];
      else yield [name, this.get(name) as string];
    }
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this.entries()) yield name;
  }

  *values(): IterableIterator<string> {
    for (const [, value] of this.entries()) yield value;
  }

  forEach(callback: (value: string, name: string, headers: NodeHeaders) => void, thisArg?: unknown): void {
    for (const [name, value] of this.entries()) callback.call(thisArg, value, name, this);
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }

  /** @throws TypeError always, as the headers of a fetched response do */
  append(): never {
    throw immutable();
  }
  /** @throws TypeError always */
  delete(): never {
    throw immutable();
  }
  /** @throws TypeError always */
  set(): never {
    throw immutable();
  }
}

function immutable(): TypeError {
  return new TypeError("The headers of a response cannot be changed.");
}
