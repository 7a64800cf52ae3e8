// timed-import.mjs <module>: imports it and prints how long that took.
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";

const [module = ""] = process.argv.slice(2);
const target = module.startsWith("@") ? module : pathToFileURL(module).href;
const started = performance.now();
await import(target);
console.log(JSON.stringify({ ms: performance.now() - started }));
