import type { APIRoute } from "astro";
import { site } from "../../../data/site.js";
import { tryData, tryParts } from "../../../data/try/data.js";

/** The data that calls of one group of one snapshot need to run in a page. */
export async function getStaticPaths() {
  return [...tryParts(await site())].map(([name, props]) => ({
    params: { part: name.slice("try-".length) },
    props: { name, ...props },
  }));
}

/** A script that hands over its data, see src/browser/load-data.ts. */
export const GET: APIRoute = async ({ props: { name, snapshot, group } }) => {
  const text = JSON.stringify(await tryData(await site(), snapshot, group)).replace(/[\\']/g, "\\$&");
  return new Response(`omadaSite.receive(${JSON.stringify(name)},JSON.parse('${text}'));\n`);
};
