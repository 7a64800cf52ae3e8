// Loaded before a measured script as `usage.mjs?<file>`: leaves there what its process used.
import { writeFileSync } from "node:fs";

const file = decodeURIComponent(new URL(import.meta.url).search.slice(1));
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const usage = { cpuSeconds: (user + system) / 1e6, megabytes: process.resourceUsage().maxRSS / 1024 };
  writeFileSync(file, JSON.stringify(usage));
});
