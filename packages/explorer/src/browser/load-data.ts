/** What scripts of data call; `assets/data/NAME.js` holds one call. */
interface Receiver {
  receive(name: string, data: unknown): void;
}

const waiting = new Map<string, (data: unknown) => void>();
const loading = new Map<string, Promise<unknown>>();

/**
 * Loads `assets/data/NAME.js` once. It is a classic script, because browsers refuse to fetch files from disk.
 * @throws Error where it cannot be loaded
 */
export function loadData<T>(name: string): Promise<T> {
  const known = loading.get(name) ?? load(name);
  loading.set(name, known);
  return known as Promise<T>;
}

function load(name: string): Promise<unknown> {
  const scope = globalThis as { omadaSite?: Receiver };
  scope.omadaSite ??= { receive: (received, data) => waiting.get(received)?.(data) };
  return new Promise((resolve, reject) => {
    waiting.set(name, resolve);
    const script = document.createElement("script");
    script.src = `${document.documentElement.dataset.root ?? ""}assets/data/${encodeURIComponent(name)}.js`;
    script.addEventListener("error", () => {
      loading.delete(name);
      reject(new Error(`cannot load ${script.src}`));
    });
    document.head.append(script);
  });
}
