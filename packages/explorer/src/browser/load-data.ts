/** What the scripts of a page share: data that came, or is on its way. */
interface DataStore {
  /** Called by `assets/data/NAME.js`. */
  receive(name: string, data: unknown): void;
  readonly arriving: Map<string, Promise<unknown>>;
  readonly received: Map<string, unknown>;
}

declare global {
  var omadaSite: DataStore | undefined;
}

function store(): DataStore {
  const received = new Map<string, unknown>();
  globalThis.omadaSite ??= {
    receive: (name, data) => received.set(name, data),
    arriving: new Map(),
    received,
  };
  return globalThis.omadaSite;
}

/**
 * Loads `assets/data/NAME.js` once. It is a script, because pages from disk may fetch nothing.
 * @throws Error if it does not load or hands over nothing; the next call tries again
 */
export function loadData<T>(name: string): Promise<T> {
  const { arriving, received } = store();
  const before = arriving.get(name);
  if (before) return before as Promise<T>;
  const data = new Promise<T>((resolve, reject) => {
    const script = document.createElement("script");
    const fail = (): void => {
      script.remove();
      arriving.delete(name);
      reject(new Error(`the data "${name}" did not load`));
    };
    script.addEventListener("error", fail);
    script.addEventListener("load", () => (received.has(name) ? resolve(received.get(name) as T) : fail()));
    script.src = `${document.documentElement.dataset.root ?? ""}assets/data/${encodeURIComponent(name)}.js`;
    document.head.append(script);
  });
  arriving.set(name, data);
  return data;
}
