import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

/** Not at the top of its host, as pages of a project are. */
const PREFIX = "/some/place/";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

/** A server of files, as plain as there is; above them it has an empty page, which may read all of them. */
export async function serve(folder: string): Promise<{ url: string; close: () => void }> {
  const server = createServer(async ({ url = "" }, response) => {
    const path = decodeURIComponent(new URL(url, "http://localhost").pathname).replace(/\/$/, "/index.html");
    const type = TYPES[extname(path)] ?? "";
    const bytes = path.startsWith(PREFIX)
      ? await readFile(join(folder, path.slice(PREFIX.length))).catch(() => undefined)
      : path === "/index.html"
        ? "<!doctype html><title>empty</title>"
        : undefined;
    response.writeHead(bytes === undefined ? 404 : 200, { "content-type": type }).end(bytes);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${PREFIX}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
