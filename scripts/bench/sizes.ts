import { createRequire } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT } from "../lib/places.js";
import { count, figure, heading } from "./print.js";

const CONNECT = `const auth = clientCredentials({ clientId: "id", clientSecret: "secret" });
const omada = await createOmadaClient({ baseUrl: "https://192.168.0.2:8043", auth });`;

interface Bundle {
  name: string;
  source: string;
  /** Bytes after gzip, at most. */
  target?: number;
}

const BUNDLES: readonly Bundle[] = [
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
  { name: "client-v6, everything", source: 'export * from "@omada-sdk/client-v6";' },
];

/** What a bundler makes of programs on the built packages; dependencies are in, what is imported when needed is not. */
export async function benchSizes(): Promise<void> {
  heading("Bundle sizes in bytes: esbuild, minified, then gzip -9");
  let later = 0;
  for (const { name, source, target } of BUNDLES) {
    const [bundle, ...chunks] = await bundled(source);
    if (!bundle) throw new Error(`nothing came of ${name}`);
    const size = zipped(bundle);
    figure(name, `${count(size)} (${count(bundle.length)} before gzip)`, target && size, target);
    later = Math.max(
      later,
      chunks.reduce((sum, chunk) => sum + zipped(chunk), 0),
    );
  }
  figure("loaded when a rare error code comes", count(later));
}

/** The program first, then the chunks it imports when it needs them. */
async function bundled(contents: string): Promise<Uint8Array[]> {
  const { outputFiles } = await esbuild().build({
    stdin: { contents, resolveDir: ROOT },
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    outdir: ROOT,
    write: false,
  });
  return outputFiles.map((file) => file.contents);
}

function zipped(bytes: Uint8Array): number {
  return gzipSync(bytes, { level: 9 }).length;
}

/** The part of esbuild's interface that is used here. */
interface Esbuild {
  build(options: object): Promise<{ outputFiles: { contents: Uint8Array }[] }>;
}

/** The esbuild that size-limit bundles with. */
function esbuild(): Esbuild {
  const plugin = createRequire(join(ROOT, "package.json")).resolve("@size-limit/esbuild");
  return createRequire(plugin)("esbuild");
}
