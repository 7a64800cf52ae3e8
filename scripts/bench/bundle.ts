import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT } from "../lib/places.js";

/** What a bundler makes of a program. */
export interface Bundle {
  /** Minified bytes that are loaded when the program starts, and the same after gzip -9. */
  bytes: number;
  zipped: number;
  /** Bytes after gzip of what the program imports when it needs it. */
  later: number;
}

/** Bundles, minifies and splits a program, dependencies included. */
export async function bundle(contents: string, resolveDir: string): Promise<Bundle> {
  const { outputFiles, metafile } = await esbuild().build({
    stdin: { contents, resolveDir, loader: "ts" },
    bundle: true,
    minify: true,
    splitting: true,
    metafile: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    outdir: ROOT,
    absWorkingDir: ROOT,
    write: false,
  });
  const files = new Map(outputFiles.map(({ path, contents: bytes }) => [basename(path), bytes]));
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  const [entry = ""] = [...outputs].find(([, { entryPoint }]) => entryPoint === "<stdin>") ?? [];
  const first = new Set([entry]);
  // Grows while it is walked: what is imported statically is loaded with the entry.
  for (const name of first)
    for (const { path, kind } of outputs.get(name)?.imports ?? [])
      if (kind === "import-statement" && files.has(basename(path))) first.add(basename(path));
  const size = { bytes: 0, zipped: 0, later: 0 };
  for (const [name, bytes] of files) {
    const zipped = gzipSync(bytes, { level: 9 }).length;
    if (first.has(name)) {
      size.bytes += bytes.length;
      size.zipped += zipped;
    } else size.later += zipped;
  }
  return size;
}

/** Bundles a program into one file. */
export async function bundleInto(file: string, contents: string, resolveDir: string): Promise<void> {
  await esbuild().build({
    stdin: { contents, resolveDir, loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "es2022",
    outfile: file,
    logLevel: "silent",
  });
}

/** The part of esbuild's interface that is used here. */
interface Esbuild {
  build(options: object): Promise<{
    outputFiles: { path: string; contents: Uint8Array }[];
    metafile: {
      outputs: Record<string, { entryPoint?: string; imports: { path: string; kind: string }[] }>;
    };
  }>;
}

/** The esbuild that size-limit bundles with. */
function esbuild(): Esbuild {
  const plugin = createRequire(join(ROOT, "package.json")).resolve("@size-limit/esbuild");
  return createRequire(plugin)("esbuild");
}
