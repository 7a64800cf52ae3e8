// The server of bench/load.ts, in a process of its own: prints how to reach it, and its memory when asked.
import { startMockController } from "../src/index.js";

const begin = performance.now();
const mock = await startMockController({ profile: "6.2-cloud", devices: 10_000, clients: 100 });
const started = performance.now() - begin;
const { url, ca, credentials } = mock;
process.send?.({ url, ca, credentials, siteId: [...mock.state.sites.keys()][0], started });
process.on("message", () => {
  process.send?.({ rss: process.memoryUsage().rss, cpu: process.cpuUsage() });
});
