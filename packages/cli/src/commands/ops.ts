import {
  type Hit,
  idsOf,
  likelyWords,
  nearWords,
  type SearchIndex,
  search,
  searchWords,
  shownReasons,
} from "@omada-sdk/model/search";
import { didYouMean } from "@omada-sdk/model/words";
import { type Definition, jsonOption, printJson, UsageError, wholeNumber } from "../command.js";
import { readSearchIndex } from "../search-index.js";
import { printable } from "../terminal.js";

const LIMIT = 10;
const MAX_LIMIT = 10_000;

/** `omada ops`: finds operations of the snapshots that ship with the package. */
export const ops: Definition = (command, io) => {
  command
    .argument(
      "<words...>",
      "what to look for in names, paths, tags, fields, permissions, error codes and labels of values, e.g. reboot gateway",
    )
    .option("--snapshot <id>", "only operations of one snapshot, e.g. 6.2")
    .option("--limit <number>", "how many to show", wholeNumber(1, MAX_LIMIT), LIMIT)
    .addOption(jsonOption())
    .addHelpText(
      "after",
      "\nWords may be other names for the same (restart, router, rename). Exit code: 0 found, 1 nothing found.",
    )
    .action(async (question, { snapshot, limit, json }) => {
      const index = await readSearchIndex();
      const words = searchWords(question);
      if (words.length === 0) throw new UsageError("<words...> has no letters and no digits");
      const hits = search(index, words, maskOf(index, snapshot), likelyWords(question));
      const shown = hits.slice(0, limit);
      if (json) {
        const operations = shown.map((hit) => described(index, hit));
        printJson(io, { words: question, snapshot: snapshot ?? null, total: hits.length, operations });
        if (hits.length === 0) io.exitCode = 1;
        return;
      }
      if (hits.length === 0) throw new Error(nothingFound(index, question, snapshot));
      io.out(shown.map((hit) => lines(index, hit)).join("\n"));
      const missed = words.length - (hits[0] as Hit).reasons.length;
      if (missed > 0)
        io.err(`No operation has all ${words.length} words; these have ${words.length - missed} of them.\n`);
      if (hits.length > shown.length)
        io.err(`${shown.length} of ${hits.length} operations; more with --limit, fewer with more words.\n`);
    });
};

function maskOf(index: SearchIndex, snapshot: string | undefined): number {
  const all = 2 ** index.snapshots.length - 1;
  if (snapshot === undefined) return all;
  const at = index.snapshots.findIndex(({ id }) => id === snapshot);
  if (at >= 0) return 1 << at;
  throw new UsageError(
    `there is no snapshot "${printable(snapshot)}"; known ids: ${idsOf(index, all).join(", ")}${didYouMean(snapshot, idsOf(index, all))}`,
  );
}

function described(index: SearchIndex, { operation, reasons }: Hit) {
  const { name, olderNames, method, path, tag, title, deprecated = 0, successors = [] } = operation;
  return {
    name,
    olderNames: olderNames ?? [],
    method,
    path,
    tag,
    title,
    snapshots: idsOf(index, operation.in),
    deprecatedIn: idsOf(index, deprecated),
    successors,
    foundBy: reasons.map(({ word, in: place, text }) => ({ word, in: place, text })),
  };
}

function lines(index: SearchIndex, hit: Hit): string {
  const { name, method, path, title, snapshots, deprecatedIn, successors, foundBy } = described(index, hit);
  const instead = successors.length > 0 ? `; use ${successors.join(" or ")}` : "";
  const hidden = shownReasons(foundBy);
  const more = [
    `${title} (${snapshots.join(", ")})`,
    ...(deprecatedIn.length > 0 ? [`deprecated in ${deprecatedIn.join(", ")}${instead}`] : []),
    ...(hidden.length > 0 ? [`found by ${hidden.join(", ")}`] : []),
  ];
  return `${name}\n  ${method} ${path}\n${more.map((line) => `  ${printable(line)}\n`).join("")}`;
}

function nothingFound(index: SearchIndex, question: readonly string[], snapshot: string | undefined): string {
  const asked = printable(question.join(" "));
  const near = nearWords(index, question);
  const where = snapshot === undefined ? "" : ` of ${snapshot}`;
  return `no operation${where} has "${asked}"${near.length > 0 ? `; did you mean ${near.join(" ")}?` : ""}`;
}
