import { readdir } from "node:fs/promises";
import type { APIRoute } from "astro";
import { build } from "esbuild";

const SCRIPTS = "src/browser";
const ENTRY = ".entry.ts";

/** The style sheet and a script for every `*.entry.ts` of src/browser, bundled. */
export async function getStaticPaths() {
  const entries = (await readdir(SCRIPTS)).filter((name) => name.endsWith(ENTRY)).sort();
  return [
    { params: { file: "site.css" }, props: { source: "src/styles/site.css" } },
    ...entries.map((name) => ({
      params: { file: `${name.slice(0, -ENTRY.length)}.js` },
      props: { source: `${SCRIPTS}/${name}` },
    })),
  ];
}

/** Scripts are classic ones, because browsers load no modules from disk. */
export const GET: APIRoute = async ({ props }) => {
  const { outputFiles } = await build({
    entryPoints: [props.source as string],
    bundle: true,
    write: false,
    minify: true,
    legalComments: "none",
    format: "iife",
    target: "es2022",
    conditions: ["@omada-sdk/source"],
  });
  return new Response(outputFiles[0]?.text);
};
