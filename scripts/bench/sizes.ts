import { createRequire } from "node:module";
import { join, relative } from "node:path";
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
    const { first, rest } = await bundled(source);
    const [size, whole] = [sum(first.map(zipped)), sum(first.map(({ length }) => length))];
    figure(name, `${count(size)} (${count(whole)} before gzip)`, target && size, target);
    later = Math.max(later, sum(rest.map(zipped)));
  }
  figure("loaded when it is needed, at most: hooks, files, texts of errors, rare codes", count(later));
}

/** What a program loads at its start, and what it imports when it needs it. */
async function bundled(contents: string): Promise<{ first: Uint8Array[]; rest: Uint8Array[] }> {
  const { outputFiles, metafile } = await esbuild().build({
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
    metafile: true,
    absWorkingDir: ROOT,
  });
  const start = new Set(Object.keys(metafile.outputs).filter((name) => name.endsWith("stdin.js")));
  for (const name of start)
    for (const { path, kind } of metafile.outputs[name]?.imports ?? [])
      if (kind === "import-statement") start.add(path);
  const isFirst = ({ path }: { path: string }) => start.has(relative(ROOT, path).replaceAll("\\", "/"));
  const first = outputFiles.filter(isFirst).map((file) => file.contents);
  if (first.length === 0) throw new Error("nothing came of a program");
  return { first, rest: outputFiles.filter((file) => !isFirst(file)).map((file) => file.contents) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function zipped(bytes: Uint8Array): number {
  return gzipSync(bytes, { level: 9 }).length;
}

/** The part of esbuild's interface that is used here. */
interface Esbuild {
  build(options: object): Promise<{
    outputFiles: { path: string; contents: Uint8Array }[];
    metafile: { outputs: Record<string, { imports: { path: string; kind: string }[] }> };
  }>;
}

/** The esbuild that size-limit bundles with. */
function esbuild(): Esbuild {
  const plugin = createRequire(join(ROOT, "package.json")).resolve("@size-limit/esbuild");
  return createRequire(plugin)("esbuild");
}
