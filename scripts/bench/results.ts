import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, platform, totalmem } from "node:os";
import { join } from "node:path";
import { ROOT } from "../lib/places.js";
import { count } from "./print.js";

/** What `pnpm bench` has measured, as tables; JSON keeps all digits. */
const RESULTS = join(ROOT, "bench/results");

export interface Column {
  /** Member of a row. */
  readonly key: string;
  readonly title: string;
  /** Digits behind the point; none by default. */
  readonly digits?: number;
}

export interface Row {
  readonly name: string;
  /** Left out where it cannot be measured. */
  readonly figures: Readonly<Record<string, number | undefined>>;
}

export interface Table {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface Report {
  /** Name of the files below `bench/results`. */
  readonly name: string;
  readonly title: string;
  /** The command that measures the same again. */
  readonly command: string;
  /** What a reader has to know to read the figures. */
  readonly notes: readonly string[];
  readonly tables: readonly Table[];
}

/** Prints a report and leaves it in `bench/results` as Markdown and JSON. */
export function publish(report: Report): void {
  const machine = describeMachine();
  console.log(`\n${report.title} (${machine})`);
  for (const table of report.tables) console.log(`\n${inColumns(table)}`);
  for (const note of report.notes) console.log(`  ${note}`);
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, `${report.name}.json`), `${JSON.stringify({ ...report, machine }, null, 2)}\n`);
  writeFileSync(join(RESULTS, `${report.name}.md`), markdown(report, machine));
}

/** What the figures depend on, without naming the machine. */
function describeMachine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = cpus()[0]?.model.trim() || "unknown processor";
  return `${availableParallelism()} cores, ${model}, ${memory} GB, ${platform()}, Node ${process.versions.node}`;
}

function markdown({ title, command, notes, tables }: Report, machine: string): string {
  const parts = tables.map(
    (table) =>
      `## ${table.title}\n\n${lines(table)
        .map(
          (cells, index) =>
            `| ${cells.join(" | ")} |\n${index === 0 ? `|${" --- |".repeat(cells.length)}\n` : ""}`,
        )
        .join("")}`,
  );
  const said = notes.map((note) => `- ${note}\n`).join("");
  return `# ${title}\n\nMeasured by \`${command}\` on ${machine}.\n\n${said}\n${parts.join("\n")}`;
}

function inColumns(table: Table): string {
  const rows = lines(table);
  const widths = (rows[0] ?? []).map((_, index) =>
    Math.max(...rows.map((cells) => cells[index]?.length ?? 0)),
  );
  const text = rows.map(
    (cells) =>
      `  ${cells
        .map((cell, index) =>
          index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
        )
        .join("  ")}\n`,
  );
  return `${table.title}\n${text.join("")}`;
}

function lines({ columns, rows }: Table): string[][] {
  const head = ["", ...columns.map(({ title }) => title)];
  const body = rows.map(({ name, figures }) => [
    name,
    ...columns.map(({ key, digits = 0 }) => {
      const value = figures[key];
      if (value === undefined) return "-";
      return digits === 0 ? count(Math.round(value)) : value.toFixed(digits);
    }),
  ]);
  return [head, ...body];
}
