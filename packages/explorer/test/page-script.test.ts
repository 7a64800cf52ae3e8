import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { PAGE_SCRIPT } from "../src/page-script.js";

/** As much of an element as the script uses. */
class FakeElement {
  textContent = "";
  className = "";
  value = "";
  children: (FakeElement | string)[] = [];
  listeners = new Map<string, () => void>();
  append(...parts: (FakeElement | string)[]): void {
    this.children.push(...parts);
  }
  replaceChildren(...parts: (FakeElement | string)[]): void {
    this.children = parts;
  }
  addEventListener(name: string, listener: () => void): void {
    this.listeners.set(name, listener);
  }
  get text(): string {
    const parts = this.children.map((child) => (typeof child === "string" ? child : child.text));
    return [this.textContent, ...parts].join(" ");
  }
}

const entry = (path: string, tag: string, snapshots: string[]) => ({
  ...{ method: "GET", path, name: "a.b", title: "", tag, group: "device", snapshots, deprecatedIn: ["6.2"] },
  ...{
    permissions: ["Site Manager"],
    errorCodes: [-33004],
    authorizationCodeOnly: false,
    known: ["answers late"],
  },
});

function open(hash: string, operations: unknown[]) {
  const elements = Object.fromEntries(
    ["data", "query", "snapshot", "rows", "count"].map((id) => [id, new FakeElement()]),
  ) as Record<"data" | "query" | "snapshot" | "rows" | "count", FakeElement>;
  elements.data.textContent = JSON.stringify({ snapshots: [{ id: "5.15" }, { id: "6.2" }], operations });
  runInNewContext(PAGE_SCRIPT, {
    document: {
      getElementById: (id: keyof typeof elements) => elements[id],
      createElement: () => new FakeElement(),
    },
    history: { replaceState: () => undefined },
    location: { hash },
    URLSearchParams,
  });
  return elements;
}

test("shows where each operation exists, and finds by every word", () => {
  const page = open("", [entry("/clients", "Client", ["5.15", "6.2"]), entry("/sites", "Site", ["5.15"])]);
  expect(page.count.textContent).toBe("2 of 2 operations");
  expect((page.rows.children as FakeElement[]).map(({ className }) => className)).toEqual(["deprecated", ""]);
  page.query.value = "SITE manager -33004 /sites";
  page.query.listeners.get("input")?.();
  expect(page.count.textContent).toBe("1 of 2 operations");
  expect(page.rows.text).toMatch(/\/sites.*yes\s+–/s);
  expect(page.rows.text).toContain("known: answers late");
  page.snapshot.value = "6.2";
  page.snapshot.listeners.get("change")?.();
  expect(page.rows.children).toEqual([]);
});

test("begins with the search of its address, and shows 200 rows at most", () => {
  const many = Array.from({ length: 250 }, (_, at) => entry(`/r${at}`, "Site", ["6.2"]));
  const page = open("#q=%2Fr&in=6.2", many);
  expect([page.query.value, page.snapshot.value]).toEqual(["/r", "6.2"]);
  expect(page.rows.children).toHaveLength(200);
  expect(page.count.textContent).toBe("250 of 250 operations, the first 200 shown");
});
