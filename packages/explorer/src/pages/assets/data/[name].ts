import type { APIRoute } from "astro";
import { searchData } from "../../../data/search.js";
import { type Site, site } from "../../../data/site.js";
import { nameTable } from "../../../data/versions/names.js";

/** What pages load when they need it, each with what makes it. */
const DATA: Readonly<Record<string, (site: Site) => unknown>> = {
  names: nameTable,
  search: searchData,
};

export function getStaticPaths() {
  return Object.keys(DATA).map((name) => ({ params: { name: `${name}.js` }, props: { data: name } }));
}

/** A classic script that hands its data over, because browsers fetch nothing from disk. */
export const GET: APIRoute = async ({ props }) => {
  const name = props.data as string;
  const text = JSON.stringify(await DATA[name]?.(await site()));
  // Of both quotes, the single one is rare in JSON.
  const quoted = text.replace(/[\\']/g, "\\$&");
  return new Response(`omadaSite.receive(${JSON.stringify(name)},JSON.parse('${quoted}'));\n`);
};
