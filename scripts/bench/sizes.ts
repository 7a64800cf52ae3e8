import { ROOT } from "../lib/places.js";
import { bundle } from "./bundle.js";
import { count, figure, heading } from "./print.js";

const CONNECT = `const auth = clientCredentials({ clientId: "id", clientSecret: "secret" });
const omada = await createOmadaClient({ baseUrl: "https://192.168.0.2:8043", auth });`;

interface Subject {
  name: string;
  source: string;
  /** Bytes after gzip, at most. */
  target?: number;
}

const BUNDLES: readonly Subject[] = [
  { name: "auth, everything", source: 'export * from "@omada-sdk/auth";', target: 4000 },
  {
    name: "auth, client credentials only",
    source: 'export { clientCredentials } from "@omada-sdk/auth";',
  },
  { name: "core, everything", source: 'export * from "@omada-sdk/core";' },
  {
    name: "client-v6/organization, one call",
    source: `import { clientCredentials } from "@omada-sdk/auth";
import { createOmadaClient } from "@omada-sdk/client-v6/organization";
${CONNECT}
console.log(await omada.site.getSiteList({ page: 1, pageSize: 10 }));`,
  },
  {
    name: "client-v6/device, one call",
    source: `import { clientCredentials } from "@omada-sdk/auth";
import { createOmadaClient } from "@omada-sdk/client-v6/device";
${CONNECT}
console.log(await omada.device.getDeviceList({ siteId: "site", page: 1, pageSize: 10 }));`,
  },
  {
    name: "client-v6, one call of an operation that is a function",
    source: `import { clientCredentials, connect } from "@omada-sdk/client-v6/connect";
import { getDeviceList } from "@omada-sdk/client-v6/device/operations";
const auth = clientCredentials({ clientId: "id", clientSecret: "secret" });
const omada = await connect({ baseUrl: "https://192.168.0.2:8043", auth });
console.log(await getDeviceList(omada, { siteId: "site", page: 1, pageSize: 10 }));`,
    target: 12_000,
  },
  {
    name: "client-v6, a program of the whole client",
    source: `import { clientCredentials, createOmadaClient } from "@omada-sdk/client-v6";
${CONNECT}
console.log(await omada.device.getDeviceList({ siteId: "site", page: 1, pageSize: 10 }));`,
    target: 30_000,
  },
  { name: "client-v6, everything", source: 'export * from "@omada-sdk/client-v6";' },
];

/** What a bundler makes of programs on the built packages; dependencies are in, what is loaded when needed is not. */
export async function benchSizes(): Promise<void> {
  heading("Bundle sizes in bytes: esbuild, minified, then gzip -9");
  let later = 0;
  for (const { name, source, target } of BUNDLES) {
    const size = await bundle(source, ROOT);
    const { bytes, zipped } = size;
    figure(name, `${count(zipped)} (${count(bytes)} before gzip)`, target && zipped, target);
    later = Math.max(later, size.later);
  }
  figure("loaded when it is needed, at most: hooks, files, texts of errors, rare codes", count(later));
}
