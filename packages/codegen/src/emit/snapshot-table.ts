import { clientSubpath, compareIds, type Manifest } from "../specs/manifest.js";

const BEGIN = "<!-- snapshots:begin -->\n";
const END = "<!-- snapshots:end -->";

/** The table of snapshots for people: what each is of and which client was made from it. */
function snapshotTable(manifest: Manifest): string {
  const rows = [...manifest.snapshots]
    .sort((a, b) => compareIds(a.id, b.id))
    .map(({ id, line, flavour, controllerVersion, certainty, source, operations }) => {
      const client = `@omada-sdk/client-${line}${clientSubpath(manifest, id).slice(1)}`;
      const origin = `${controllerVersion} ${flavour} (version ${certainty}, document ${source.kind})`;
      return `| ${id} | ${origin} | ${operations.toLocaleString("en-US")} | \`${client}\` |\n`;
    });
  return `| snapshot | controller | operations | client |\n| --- | --- | --- | --- |\n${rows.join("")}`;
}

/**
 * Puts the table between its marks in a text.
 * @throws Error when the text has no marks
 */
export function withSnapshotTable(text: string, manifest: Manifest): string {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`the marks ${BEGIN.trim()} and ${END} are missing`);
  return text.slice(0, begin + BEGIN.length) + snapshotTable(manifest) + text.slice(end);
}
