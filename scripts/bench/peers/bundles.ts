import { bundle } from "../bundle.js";
import type { Row, Table } from "../results.js";
import { type Contender, folderOf } from "./contenders.js";

/** What a bundler makes of one call and of the whole client. */
export async function measureBundles(contenders: readonly Contender[]): Promise<Table[]> {
  const rows: Row[] = [];
  for (const contender of contenders) {
    const { title: name, call, whole } = contender;
    const one = call === undefined ? undefined : await bundle(call, folderOf(contender));
    const all = whole === undefined ? undefined : await bundle(whole, folderOf(contender));
    rows.push({
      name,
      figures: {
        callBytes: one?.bytes,
        callZipped: one?.zipped,
        callLater: one?.later,
        wholeBytes: all?.bytes,
        wholeZipped: all?.zipped,
        wholeLater: all?.later,
      },
    });
  }
  return [
    {
      title: "Bundles in bytes, minified by esbuild, gzip -9",
      columns: [
        { key: "callBytes", title: "one call" },
        { key: "callZipped", title: "gzip" },
        { key: "callLater", title: "loaded later, gzip" },
        { key: "wholeBytes", title: "whole client" },
        { key: "wholeZipped", title: "gzip" },
        { key: "wholeLater", title: "loaded later, gzip" },
      ],
      rows,
    },
  ];
}
