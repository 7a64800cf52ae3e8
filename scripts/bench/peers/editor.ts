import { readFileSync } from "node:fs";
import { join } from "node:path";
import { median } from "../measure.js";
import { shuffled } from "../random.js";
import type { Table } from "../results.js";
import { type Contender, folderOf } from "./contenders.js";
import { type LanguageServer, startNative, startTsserver } from "./language-server.js";

/** Milliseconds of what a user waits for, and the memory of the server at the end. */
interface Session {
  firstMs: number;
  completionMs: number;
  entries: number;
  diagnosticsMs: number;
  hoverMs: number;
  megabytes: number;
}

const SERVERS = { "5.9": startTsserver, "7.0": startNative } as const;
/** Sessions take long on some sides; in each of them everything is asked several times. */
const MOST_ROUNDS = 3;
const PROBES = { completion: 5, diagnostics: 3, hover: 3 };

/** Edits every program in a fresh server, as an editor does. */
export async function measureEditor(
  contenders: readonly Contender[],
  rounds: number,
  random: () => number,
): Promise<Table[]> {
  const tables: Table[] = [];
  for (const [version, start] of Object.entries(SERVERS)) {
    const sessions = new Map<string, Session[]>(contenders.map(({ id }) => [id, []]));
    for (let round = 0; round < Math.min(rounds, MOST_ROUNDS); round++)
      for (const contender of shuffled(contenders, random))
        sessions.get(contender.id)?.push(await edit(contender, folderOf(contender), start));
    tables.push({
      title: `Editing the program of 20 calls, TypeScript ${version}`,
      columns: [
        { key: "firstMs", title: "first completion ms" },
        { key: "completionMs", title: "completion ms", digits: 1 },
        { key: "entries", title: "entries" },
        { key: "diagnosticsMs", title: "diagnostics ms", digits: 1 },
        { key: "hoverMs", title: "hover ms", digits: 1 },
        { key: "megabytes", title: "server MB" },
      ],
      rows: contenders.map(({ id, title: name }) => {
        const own = sessions.get(id) ?? [];
        const keys = Object.keys(own[0] ?? {}) as (keyof Session)[];
        return {
          name,
          figures: Object.fromEntries(keys.map((key) => [key, median(own.map((each) => each[key]))])),
        };
      }),
    });
  }
  return tables;
}

/** @throws Error where the server offers nothing, knows nothing of the name, or finds an error in the program */
export async function edit(
  { title, completes, hovers }: Pick<Contender, "title" | "completes" | "hovers">,
  folder: string,
  start: (file: string) => Promise<LanguageServer>,
): Promise<Session> {
  const file = join(folder, "program.ts");
  const source = readFileSync(file, "utf8");
  const [before = "", after = ""] = completes.split("|");
  let edits = 0;
  const edited = (text = "") => `${source}\nconst edit${++edits} = ${edits};${text}\n`;
  const started = performance.now();
  const server = await start(file);
  try {
    const completion = async (): Promise<number> => {
      const text = edited(before + after);
      await (edits === 1 ? server.open(text) : server.change(text));
      return server.complete(text.length - after.length - 1);
    };
    const entries = await completion();
    const firstMs = performance.now() - started;
    if (entries === 0) throw new Error(`nothing is offered in the program of ${title}`);
    const completionMs = await timed(PROBES.completion, completion);
    const diagnosticsMs = await timed(PROBES.diagnostics, async () => {
      await server.change(edited());
      if ((await server.diagnose()) > 0) throw new Error(`the program of ${title} has errors`);
    });
    const hoverMs = await timed(PROBES.hover, async () => {
      const text = edited();
      await server.change(text);
      const said = await server.hover(text.indexOf(hovers) + hovers.length - 1);
      if (said === "") throw new Error(`nothing is said about ${hovers} of ${title}`);
    });
    return { firstMs, completionMs, entries, diagnosticsMs, hoverMs, megabytes: server.megabytes() };
  } finally {
    server.close();
  }
}

/** Median of the milliseconds that something takes. */
async function timed(times: number, action: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let probe = 0; probe < times; probe++) {
    const started = performance.now();
    await action();
    taken.push(performance.now() - started);
  }
  return median(taken);
}
