import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { addressOf } from "./support/pages.js";
import { openPage, PLACES } from "./support/visit.js";

const { url } = inject("site");
const SPECS = join(import.meta.dirname, "../../../../specs");
/** 5.12 and 6.2 share it, with other fields. */
const CLIENTS = "operations/client.getGridActiveClients.html";
/** A field of its result that 5.12 does not have. */
const LATER = "result.clientTypeStat";

describe.each(PLACES)("the chosen version $place", ({ base }) => {
  it("marks what it lacks, stays for the next page, and is left again", async () => {
    const page = await openPage(base);
    await page.goto(base + CLIENTS);
    const later = page.locator(`[id="${LATER}"]`);
    const select = page.locator("#version");
    const isAbsent = async () => (await later.getAttribute("class"))?.split(" ").includes("absent") ?? false;
    expect(await isAbsent()).toBe(false);
    await select.selectOption("5.12");
    expect(await isAbsent()).toBe(true);
    await select.selectOption("6.2");
    expect(await isAbsent()).toBe(false);

    await page.goto(`${base}operations.html`);
    expect(await select.inputValue()).toBe("6.2");
    await page.goto(base + CLIENTS);
    expect(await select.inputValue()).toBe("6.2");
    await select.selectOption("");
    await page.reload();
    expect(await select.inputValue()).toBe("");
    expect(await page.locator("main .absent").count()).toBe(0);
  });

  it("comes from the address", async () => {
    const page = await openPage(base);
    await page.goto(`${base + CLIENTS}?version=5.12`);
    expect(await page.locator("#version").inputValue()).toBe("5.12");
    expect(await page.locator(`[id="${LATER}"].absent`).count()).toBe(1);
    await page.goto(`${base + CLIENTS}?version=%3Cb%3E`);
    expect(await page.locator("#version").inputValue()).toBe("");
  });

  it("a link to a field opens what holds it", async () => {
    const page = await openPage(base);
    await page.goto(base + CLIENTS);
    const folded = await page.evaluate(
      () => document.querySelector("main details:not([open]) [id]")?.getAttribute("id") ?? "",
    );
    expect(folded).not.toBe("");
    await page.goto(`${base}index.html`);
    await page.goto(`${base + CLIENTS}#${encodeURIComponent(folded)}`);
    await page.locator(`[id="${folded}"]`).waitFor({ state: "visible" });
  });
});

it("an operation that the chosen version lacks says so", async () => {
  const page = await openPage(url);
  await page.goto(`${url}operations.html?version=5.12`);
  await page.goto(`${url}operations/${addressOf(nameOfLater())}.html?version=5.12`);
  expect(await page.locator("main .absent, main.absent").count()).toBeGreaterThan(0);
});

interface Availability {
  in: string;
  fields?: Record<string, string[]>;
}

const { snapshots, operations } = JSON.parse(readFileSync(join(SPECS, "availability.json"), "utf8")) as {
  snapshots: { id: string; flavour: string }[];
  operations: Record<string, Availability>;
};

/** Ids of what availability.json writes as `5.15..6.2 6.2-cloud`: local ones from one to the other, then single ones. */
function idsOf(text: string): string[] {
  const local = snapshots.filter(({ flavour }) => flavour === "local").map(({ id }) => id);
  return text.split(" ").flatMap((part) => {
    const [from = "", to = from] = part.split("..");
    return local.includes(from) ? local.slice(local.indexOf(from), local.indexOf(to) + 1) : [from];
  });
}

function lockedNames(): Record<string, string> {
  return JSON.parse(readFileSync(join(SPECS, "names.lock.json"), "utf8"));
}

function nameOf(key: string): string {
  return lockedNames()[key.replaceAll(/\{[^}]*\}/g, "{}")] ?? "";
}

function nameOfLater(): string {
  const [key = ""] = Object.entries(operations).find(([, each]) => !idsOf(each.in).includes("5.12")) ?? [];
  return nameOf(key);
}

describe("the support table says what availability.json says", () => {
  const varied = Object.entries(operations)
    .filter(([key]) => nameOf(key) !== "")
    .sort(([, a], [, b]) => Object.keys(b.fields ?? {}).length - Object.keys(a.fields ?? {}).length)
    .slice(0, 8);

  it.each(varied)("%s", async (key, available) => {
    const page = await openPage(url);
    await page.goto(`${url}operations/${addressOf(nameOf(key))}.html`);
    const rows = await page.evaluate(() => {
      const table = document.querySelector("table.support");
      const ids = [...(table?.querySelectorAll("thead th") ?? [])]
        .slice(1)
        .map((cell) => cell.firstChild?.textContent);
      return [...document.querySelectorAll("table.support tbody tr")].map((row) => ({
        field: row.querySelector("th code")?.textContent ?? undefined,
        ids: [...row.querySelectorAll("td")].flatMap((cell, at) =>
          cell.className === "yes" ? [ids[at] ?? ""] : [],
        ),
      }));
    });
    expect(rows.find(({ field }) => field === undefined)?.ids).toEqual(idsOf(available.in));
    const shown = new Map(rows.map(({ field, ids }) => [field, ids]));
    // What lies in a field that is shown follows from it.
    for (const [text, fields] of Object.entries(available.fields ?? {}))
      for (const field of fields) if (shown.has(field)) expect(shown.get(field), field).toEqual(idsOf(text));
    const listed = Object.values(available.fields ?? {}).flat();
    expect(listed.filter((field) => shown.has(field)).length).toBeGreaterThan(Math.min(5, listed.length / 2));
  });
});
