// requests.mjs <program>: runs a bundled program on a fetch that answers by itself, and prints what it asked for.
import { pathToFileURL } from "node:url";

const INFO = {
  controllerVer: "6.2.0.17",
  apiVer: "3",
  configured: true,
  type: 1,
  supportApp: true,
  omadacId: "id",
};
const TOKEN = { accessToken: "AT-0", tokenType: "bearer", expiresIn: 7200, refreshToken: "RT-0" };
const PAGE = { totalRows: 0, currentPage: 1, currentSize: 10, data: [] };

/** @type {string[]} */
const requests = [];

/** @param {string} path */
function resultOf(path) {
  if (path === "/api/info") return INFO;
  if (path === "/openapi/authorize/token") return TOKEN;
  if (path.endsWith("/wlans")) return [{ wlanId: "wlan" }];
  return path.endsWith("/roles") ? [] : PAGE;
}

globalThis.fetch = async (input, init) => {
  const request = input instanceof Request ? input : undefined;
  const method = init?.method ?? request?.method ?? "GET";
  const { pathname } = new URL(request?.url ?? String(input), "https://controller.invalid");
  if (!["/api/info", "/openapi/authorize/token"].includes(pathname)) requests.push(`${method} ${pathname}`);
  return Response.json({ errorCode: 0, msg: "Success.", result: resultOf(pathname) });
};
const { log } = console;
// The program prints what it was answered.
console.log = () => {};
await import(pathToFileURL(process.argv[2] ?? "").href);
log(JSON.stringify(requests));
