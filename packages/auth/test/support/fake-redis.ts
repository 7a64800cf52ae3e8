/** A Redis server in this process: values with a time to live, seen by every client. */
export class FakeRedisServer {
  readonly values = new Map<string, { text: string; endsAt: number }>();

  read(key: string): string | undefined {
    const value = this.values.get(key);
    if (value && value.endsAt > Date.now()) return value.text;
    this.values.delete(key);
    return undefined;
  }

  /** The part of a client of the `redis` package that the recipe uses. */
  client() {
    return {
      set: async (key: string, text: string, { PX }: { NX: true; PX: number }) => {
        if (this.read(key) !== undefined) return null;
        this.values.set(key, { text, endsAt: Date.now() + PX });
        return "OK";
      },
      eval: async (_script: string, { keys: [key = ""], arguments: [mine] }: EvalOptions) =>
        this.read(key) === mine && this.values.delete(key) ? 1 : 0,
    };
  }

  /** A Keyv on it: JSON, milliseconds to live, true or false. */
  keyv(namespace = "keyv") {
    return {
      get: async (key: string) => {
        const text = this.read(`${namespace}:${key}`);
        return text === undefined ? undefined : JSON.parse(text);
      },
      set: async (key: string, value: unknown, ttl?: number) => {
        const endsAt = Date.now() + (ttl ?? Number.POSITIVE_INFINITY);
        this.values.set(`${namespace}:${key}`, { text: JSON.stringify(value), endsAt });
        return true;
      },
      delete: async (key: string) => this.values.delete(`${namespace}:${key}`),
    };
  }
}

interface EvalOptions {
  keys: string[];
  arguments: string[];
}
