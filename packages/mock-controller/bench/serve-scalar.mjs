// serve-scalar.mjs <folder of node_modules> <document> <port>: scalar's mock server as its own readme starts it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder = "", document = "", port = ""] = process.argv.slice(2);
const from = createRequire(`${folder}/package.json`);
const { serve } = await import(pathToFileURL(from.resolve("@hono/node-server")).href);
const { createMockServer } = await import(
  pathToFileURL(`${folder}/node_modules/@scalar/mock-server/dist/index.js`).href
);
const app = await createMockServer({ specification: JSON.parse(readFileSync(document, "utf8")) });
serve({ fetch: app.fetch, port: Number(port), hostname: "127.0.0.1" });
