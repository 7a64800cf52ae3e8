import { join } from "node:path";
import { readSiteData } from "./data.js";
import { writeSite } from "./site.js";

const [specs = "../../specs", out = "dist"] = process.argv.slice(2);
const data = await readSiteData(specs);
await writeSite(data, out);
console.log(
  `${join(out, "index.html")}: ${data.operations.length} operations of ${data.snapshots.length} snapshots`,
);
